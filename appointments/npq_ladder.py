"""Reminders of the NPQ that outlive the recruitment: the index on `remind_on` finds what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

from django.utils import timezone

from applications.models import Application
from appointments.models import NpqPlan
from appointments.npq import next_reminder
from core import emails, ladders
from core.ladders import Step
from vacancies.audience import leaders

KIND = "npq.plan"
AT = time(8)
OUT = (Application.State.WITHDRAWN, Application.State.NOT_APPOINTED)  # the plan was made, and they do not come


def due(now: datetime) -> Iterator[Step]:
    """One step a plan and day."""
    rows = NpqPlan.objects.filter(remind_on__lte=timezone.localdate(now), done_on=None)
    rows = rows.exclude(application__state__in=OUT)
    rows = rows.exclude(application__record_entry__left_on__isnull=False)  # who has left is the next school's
    for plan in rows.select_related("application__vacancy__school"):
        day = plan.remind_on
        assert day is not None  # noqa: S101  (the query asks for it)
        at = datetime.combine(day, AT, tzinfo=timezone.get_default_timezone())
        if at <= now:
            act = _remind(plan, day, timezone.localdate(now))
            yield Step(KIND, plan, day.isoformat(), at, act, plan.application.vacancy.school_id)


def _remind(plan: NpqPlan, day: date, today: date) -> Callable[[], str]:
    def act() -> str:
        vacancy = plan.application.vacancy
        for person in leaders(vacancy):
            once = f"npq_reminder:{plan.pk}:{person.pk}:{day.isoformat()}"
            ids = {"plan": plan.pk, "user": person.pk}
            emails.queue("npq_reminder", ids, subject=plan, school_id=vacancy.school_id, once=once)
        NpqPlan.objects.filter(pk=plan.pk, remind_on=day).update(remind_on=next_reminder(plan.due_on, today))
        return "escalated" if plan.due_on <= today else "sent"

    return act


ladders.register(KIND, due)
