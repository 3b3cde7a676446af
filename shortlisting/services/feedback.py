"""The chair writes what a candidate will read of each criterion."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from core.conflicts import has_interest
from shortlisting import sift
from shortlisting.feedback import LENGTH, Line, about_others
from shortlisting.models import Decision, Feedback
from shortlisting.services.keeping import DecisionError, refuse_while_waiting
from shortlisting.services.panel import hold, panel_of


def write(application: Application, *, stage: str, lines: Iterable[Line], by: User) -> int:
    """Keep the feedback of one candidate, over what was there; return for how many criteria. The chair alone.

    Raises DecisionError: not the chair, already told, about to be told, words that are too long or compare, or a
    criterion of another vacancy. `field` is the criterion's id.
    """
    panel = panel_of(application.vacancy)
    found = list(lines)
    for line in found:
        _refuse_words(line)
    with transaction.atomic():
        hold(panel)
        chair = sift.chair_of(panel)
        if chair is None or chair.user_id != by.pk or has_interest(by, panel.vacancy):
            raise DecisionError("Only the chair of the panel writes this")
        refuse_while_waiting(panel, stage)
        if Decision.objects.filter(application=application, stage=stage, released_at__isnull=False).exists():
            raise DecisionError("The candidate was told, so this can no longer be changed")
        ours = set(panel.vacancy.criteria.values_list("pk", flat=True))
        if any(line.criterion not in ours for line in found):
            raise DecisionError("Choose only criteria of this vacancy")
        _keep(application, stage, found, by)
        codes: dict[str, str | int | bool | None] = {"stage": str(stage), "criteria": len(found)}
        school_id = panel.vacancy.school_id
        audit.record("feedback.written", by=by, subject=application, school_id=school_id, codes=codes)
    return len(found)


def _keep(application: Application, stage: str, lines: list[Line], by: User) -> None:
    rows = Feedback.objects.filter(application=application, stage=stage)
    rows.exclude(criterion__in=[line.criterion for line in lines]).delete()
    for line in lines:
        values = {"strength": line.strength, "words": line.words.strip(), "written_by": by}
        rows.update_or_create(
            application=application,
            stage=stage,
            criterion_id=line.criterion,
            defaults={**values, "written_at": timezone.now()},
        )


def _refuse_words(line: Line) -> None:
    if len(line.words) > LENGTH:
        raise DecisionError(f"Your words must be {LENGTH} characters or fewer", str(line.criterion))
    if said := about_others(line.words):
        raise DecisionError(f"Write about this candidate alone: take out “{said}”", str(line.criterion))
