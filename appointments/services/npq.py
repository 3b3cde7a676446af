"""The plan to reach the SENCo qualification by the third anniversary (SEND Regulations 2014, regulation 49)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.senco_clock import HELD, third_anniversary
from appointments.models import NpqPlan
from appointments.npq import next_reminder
from core.audit import record
from core.states import StateError


def has_award(application: Application) -> bool:
    """Whether the person says that they hold the NPQ for SENCOs or the NASENCO."""
    status = getattr(application, "professional_status", None)
    return status is not None and status.senco_qualification in HELD


def write_plan(
    application: Application,
    *,
    by: User,
    became_senco_on: date,
    provider: str = "",
    course_starts_on: date | None = None,
    note: str = "",
) -> NpqPlan:
    """Write or change the plan. The third anniversary follows from the first day as a SENCo, at any school."""
    due_on = third_anniversary(became_senco_on)
    values = {
        "became_senco_on": became_senco_on,
        "due_on": due_on,
        "provider": provider.strip(),
        "course_starts_on": course_starts_on,
        "note": note.strip(),
        "written_by": by,
        "written_at": timezone.now(),
        "remind_on": next_reminder(due_on, timezone.localdate()),
    }
    with transaction.atomic():
        plan, _ = NpqPlan.objects.update_or_create(application=application, defaults=values)
        record("npq.planned", by=by, subject=plan, school_id=application.vacancy.school_id, fields=values)
    return plan


def mark_award(plan: NpqPlan, *, by: User, done_on: date) -> None:
    """The award was seen: nobody is reminded any more. Raises StateError for a day to come, or twice."""
    if done_on > timezone.localdate():
        raise StateError("The day on which you saw the award must be today or in the past.")
    with transaction.atomic():
        if not NpqPlan.objects.filter(pk=plan.pk, done_on=None).update(done_on=done_on, remind_on=None):
            raise StateError("This was recorded already.")
        plan.done_on, plan.remind_on = done_on, None
        record("npq.awarded", by=by, subject=plan, school_id=plan.application.vacancy.school_id)
