"""Reminding somebody again by hand, beside the ladders that remind by themselves."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from core import emails
from core.audit import record, subject_of
from core.models import Reminder
from core.states import StateError
from shortlisting import sift
from shortlisting.ladders import KIND as SIFT
from shortlisting.models import PanelMember

AGAIN = "again:"  # with the day: the unique key of a reminder lets one through a day


def last_sent(kind: str, subject_type: str) -> Subquery:
    """When the row of the outer query was last reminded on the ladder `kind`, by hand or by itself."""
    sent = Reminder.objects.filter(kind=kind, subject_type=subject_type, subject_id=OuterRef("pk"), outcome="sent")
    return Subquery(sent.order_by("-decided_at").values("decided_at")[:1])


def remind_member(member: PanelMember, *, by: User) -> None:
    """Remind a panel member of the scores that are waited for, once a day.

    Raises StateError where they were reminded today, where nothing is waited for, and to somebody whose own scores
    are not in: they must not learn who is ahead of them.
    """
    panel, today = member.panel, timezone.localdate()
    if sift.has_open_sheet(by, panel):
        raise StateError("Hand in your own scores first.")
    if panel.sift_opened_at is None or panel.outcomes_released_at is not None or member not in sift.waited_for(panel):
        raise StateError("Nothing is waited for from this person any more.")
    subject_type, subject_id = subject_of(member)
    key = {"kind": SIFT, "subject_type": subject_type, "subject_id": subject_id}
    school_id, step = panel.vacancy.school_id, f"{AGAIN}{today.isoformat()}"
    with transaction.atomic():
        what = {"due_at": timezone.now(), "outcome": "sent", "school_id": school_id}
        _, first = Reminder.objects.get_or_create(**key, step=step, defaults=what)
        if not first or _sent_on(Reminder.objects.filter(**key).exclude(step=step)) == today:
            raise StateError(f"{member.user} was reminded today. Another reminder can go tomorrow.")
        once = f"sift_reminder:{member.pk}:{step}"
        emails.queue("sift_reminder", {"member": member.pk}, subject=member, school_id=school_id, once=once)
        record("panel.reminded", by=by, subject=member, school_id=school_id)


def _sent_on(reminders: QuerySet[Reminder]) -> object:
    last = reminders.filter(outcome="sent").aggregate(last=Max("decided_at"))["last"]
    return timezone.localdate(last) if last else None
