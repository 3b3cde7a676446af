"""Who has seen others' scores, or what was decided on them: they may not start to score. Kept once a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Min

from accounts.models import User
from core import audit
from core.models import AuditEvent
from shortlisting.models import Activity, Panel, PanelMember, Score, Stage

SIFT_SEEN, DAY_SEEN = "scores.seen", "day_scores.seen"
Role = PanelMember.Role


def note_seen(panel: Panel, *, by: User, stage: str = Stage.SIFT) -> None:
    """Keep that `by` opened a page with others' scores of the sift, or of the interview days. Again adds nothing."""
    if has_opened(panel, by, stage=stage):
        return
    with transaction.atomic():
        audit.record(_verb(stage), by=by, subject=panel, school_id=panel.vacancy.school_id)


def has_opened(panel: Panel, user: User, *, stage: str = Stage.SIFT) -> bool:
    """Tell whether the person opened such a page. One query, by the index on the audit's subject."""
    subject_type, subject_id = audit.subject_of(panel)
    rows = AuditEvent.objects.filter(subject_type=subject_type, subject_id=subject_id, verb=_verb(stage))
    return rows.filter(actor_id=user.pk).exists()


def _verb(stage: str) -> str:
    return SIFT_SEEN if stage == Stage.SIFT else DAY_SEEN


def why_not_score(panel: Panel, user: User) -> str:
    """Return why the person may not start to score the sift, as a sentence; "" where they may.

    Whoever typed scores from paper, opened a page with scores or decisions, could see all of them as an observer, or
    has handed in their own.
    """
    if Score.objects.filter(sheet__member__panel=panel, entered_by=user).exists():
        return f"{user} has typed scores from paper, and so has seen them. Ask somebody else"
    if has_opened(panel, user):
        return f"{user} has seen scores or decisions of this sift. Ask somebody else to score"
    places = PanelMember.objects.filter(panel=panel, user=user)
    if places.filter(role=Role.OBSERVER).exists() and _was_all_in(panel):
        return f"Every score was in, and {user} could see them. Ask somebody else to score"
    if places.filter(removed_at__isnull=False, sheets__submitted_at__isnull=False).exists():
        return f"{user} has submitted scores on this panel already. They still count"
    return ""


def _was_all_in(panel: Panel) -> bool:
    """Whether everybody who scored at some moment had submitted at that moment: then observers saw the scores.

    A member or a candidate who comes later opens sheets again, and nobody forgets what they have read.
    """
    scored = panel.members.exclude(role=Role.OBSERVER).filter(sheets__stage=Stage.SIFT)
    rows = scored.annotate(first_in=Min("sheets__submitted_at"))
    members = list(rows.order_by().values_list("added_at", "removed_at", "first_in"))

    def all_in(at: datetime) -> bool:
        there = [first_in for added, removed, first_in in members if added <= at and (removed is None or removed > at)]
        return all(first_in is not None and first_in <= at for first_in in there)

    return any(first_in is not None and all_in(first_in) for _, _, first_in in members)


def who_has_seen(activity: Activity, members: Iterable[PanelMember]) -> PanelMember | None:
    """Return the first of `members` who is new to a scored activity in which somebody has handed in, and saw it."""
    if not activity.is_scored or not activity.sheets.filter(submitted_at__isnull=False).exists():
        return None
    there = set(activity.members.values_list("pk", flat=True))
    new = (member for member in members if member.pk not in there)
    return next((m for m in new if has_opened(activity.day.panel, m.user, stage=Stage.INTERVIEW)), None)
