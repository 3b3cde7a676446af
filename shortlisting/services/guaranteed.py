"""HR's own check after the chair has decided: whom an interview scheme adds to the shortlist.

Only HR who is not on the panel reads who asked for an interview, only of those for whom it matters, and each reading
is recorded. The panel sees that HR added somebody, never why.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import AdjustmentRequest, Application
from core import audit
from shortlisting import sift
from shortlisting.guaranteed import Need, basics, to_ask_about
from shortlisting.models import AgreedScore, Decision, HrCheck, Panel, ScoreSheet, Stage
from shortlisting.permissions import checks_apart
from shortlisting.services.keeping import DecisionError, refuse_while_waiting
from shortlisting.services.panel import hold
from shortlisting.standing import standing_of
from vacancies.models import Importance, Scoring

Outcome = Decision.Outcome
ASKED = "yes"


def matters_for(panel: Panel) -> list[Application]:
    """Return who meets every essential and was not shortlisted, in the order of the ranking. Nobody's wish is read.

    Only for use once every sheet is in.
    """
    standing = standing_of(panel)
    needs = [
        Need(each.pk, pass_fail=each.scoring == Scoring.PASS_FAIL)
        for each in standing.criteria
        if each.importance == Importance.ESSENTIAL
    ]
    found = {
        row.candidate: basics(needs, means=row.means, judgements=row.judgements, pass_mark=standing.scale.pass_mark)
        for row in standing.ranking.ranked
    }
    return [standing.candidates[pk] for pk in to_ask_about(_shortlisted(panel), found)]


def _shortlisted(panel: Panel) -> list[int]:
    rows = Decision.objects.filter(application__vacancy=panel.vacancy_id, stage=Stage.SIFT, outcome=Outcome.SHORTLIST)
    return list(rows.values_list("application", flat=True))


def look(panel: Panel, *, by: User) -> list[Application]:
    """Return whom HR may add: who asked for an interview, meets every essential and was not shortlisted.

    That HR looked is kept, and each reading of an answer is recorded against its application.
    Raises DecisionError before everybody is decided, after the release, or for one who is on the panel.
    """
    with transaction.atomic():
        hold(panel)
        _refuse(panel, by)
        matter = matters_for(panel)
        wishes = {row.application_id: row for row in AdjustmentRequest.objects.filter(application__in=matter)}
        for pk in wishes:
            application = next(each for each in matter if each.pk == pk)
            audit.record(
                "interview_scheme.read",
                by=by,
                subject=application,
                school_id=panel.vacancy.school_id,
                fields=["adjustment.interview_scheme"],
            )
        HrCheck.objects.update_or_create(panel=panel, defaults={"made_by": by, "made_at": timezone.now()})
        audit.record("outcomes.hr_checked", by=by, subject=panel, school_id=panel.vacancy.school_id)
    return [each for each in matter if each.pk in wishes and wishes[each.pk].interview_scheme == ASKED]


def add(panel: Panel, *, applications: Sequence[Application], by: User) -> int:
    """Put those of `applications` whom look() names on the shortlist; return how many. Scores and reasons stay.

    Adding twice adds once. Raises DecisionError as look() does.
    """
    with transaction.atomic():
        may = {each.pk for each in look(panel, by=by)}
        wanted = [each.pk for each in applications if each.pk in may]
        held = Decision.objects.filter(
            application__in=wanted, stage=Stage.SIFT, outcome=Outcome.DO_NOT_SHORTLIST, released_at=None
        )
        rows = list(held)
        for row in rows:
            _write(row, panel, by=by, outcome=Outcome.SHORTLIST, verb="decision.added_by_hr")
    return len(rows)


def take_off(panel: Panel, *, application: Application, by: User) -> bool:
    """Take back that HR added a candidate: the chair's decision stands again. False where HR added nobody.

    Raises DecisionError as look() does.
    """
    with transaction.atomic():
        hold(panel)
        _refuse(panel, by)
        row = Decision.objects.filter(application=application, stage=Stage.SIFT, added_by__isnull=False).first()
        if row is None or application.vacancy_id != panel.vacancy_id:
            return False
        _write(row, panel, by=by, outcome=Outcome.DO_NOT_SHORTLIST, verb="decision.taken_off_by_hr")
    return True


def _write(row: Decision, panel: Panel, *, by: User, outcome: str, verb: str) -> None:
    added = outcome == Outcome.SHORTLIST
    row.outcome = outcome
    row.added_by, row.added_at = (by, timezone.now()) if added else (None, None)
    row.save(update_fields=["outcome", "added_by", "added_at"])
    codes: dict[str, str | int | bool | None] = {"to": str(outcome), "application": row.application_id}
    audit.record(verb, by=by, subject=row, school_id=panel.vacancy.school_id, codes=codes)


def added_of(panel: Panel) -> list[Decision]:
    """Return whom HR has added."""
    rows = Decision.objects.filter(application__vacancy=panel.vacancy_id, stage=Stage.SIFT, added_by__isnull=False)
    return list(rows.select_related("application", "added_by").order_by("pk"))


def is_checked(panel: Panel) -> bool:
    """Tell whether HR has looked since the last decision, agreed score or sheet."""
    check = HrCheck.objects.filter(panel=panel).first()
    if check is None:
        return False
    decided = Decision.objects.filter(application__vacancy=panel.vacancy_id, stage=Stage.SIFT)
    later = (
        decided.filter(decided_at__gt=check.made_at),
        AgreedScore.objects.of_sift(panel).filter(agreed_at__gt=check.made_at),
        ScoreSheet.objects.of_sift(panel).filter(submitted_at__gt=check.made_at),
    )
    return not any(rows.exists() for rows in later)


def _refuse(panel: Panel, by: User) -> None:
    if not checks_apart(by, panel.vacancy):
        raise DecisionError("Only HR who is not on the panel makes this check")
    refuse_while_waiting(panel, Stage.SIFT)
    if panel.outcomes_released_at is not None:
        raise DecisionError("The outcomes are released")
    if sift.phase_of(panel) is not sift.Phase.HELD:
        raise DecisionError("Wait until the chair has decided on every candidate")
