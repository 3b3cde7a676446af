"""What is chased after shortlisting, and when: referees at +2, +4 and +5 working days, then HR; checks when due."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

from django.utils import timezone

from accounts.services.calendar import working_day
from applications.models import Application
from appointments.models import Check, ReferenceRequest
from core import emails, ladders
from core.ladders import Step

REFEREE_STEPS = (2, 4, 5)  # working days after asking
HR_STEP = 6
AT = time(8, 0)  # people are reminded in the morning

OPEN = (ReferenceRequest.State.REQUESTED, ReferenceRequest.State.OPENED)
UNDONE = (Check.Status.TO_DO, Check.Status.ASKED_FOR, Check.Status.RECEIVED)


def referees(now: datetime) -> Iterator[Step]:
    """Steps due at `now` for each reference that is still asked for."""
    requests = ReferenceRequest.objects.filter(state__in=OPEN, with_hr_at=None, requested_at__lt=now).select_related(
        "application__vacancy__school", "referee"
    )
    for request in requests:
        school = request.application.vacancy.school
        asked = timezone.localdate(request.requested_at)
        for days in (*REFEREE_STEPS, HR_STEP):
            due_at = _morning(working_day(school, asked, days))
            if due_at <= now:
                act = _tell_hr(request) if days == HR_STEP else _remind(request, days)
                step = f"{request.link_version}:+{days}"
                yield Step("reference.referee", request, step, due_at, act, school.pk)


def due_checks(now: datetime) -> Iterator[Step]:
    """One letter to HR for each person and day on which checks fall due."""
    rows = (
        Check.objects.filter(status__in=UNDONE, due_on__lte=timezone.localdate(now))
        .exclude(application__state=Application.State.WITHDRAWN)
        .values_list("application_id", "due_on")
        .distinct()
    )
    wanted = [(pk, due_on) for pk, due_on in rows if due_on]
    people = Application.objects.select_related("vacancy").in_bulk({pk for pk, _ in wanted})
    for pk, due_on in wanted:
        application = people[pk]
        step = due_on.isoformat()
        due_at = _morning(due_on)
        if due_at <= now:
            act = _list_checks(application, step)
            yield Step("checks.due", application, step, due_at, act, application.vacancy.school_id)


def _remind(request: ReferenceRequest, days: int) -> Callable[[], str]:
    def act() -> str:
        _queue(
            "reference_reminder",
            request,
            once=f"reference_reminder:{request.pk}:{request.link_version}:{days}",
        )
        return "sent"

    return act


def _tell_hr(request: ReferenceRequest) -> Callable[[], str]:
    def act() -> str:
        ReferenceRequest.objects.filter(pk=request.pk).update(with_hr_at=timezone.now())
        _queue("reference_with_hr", request, once=f"reference_with_hr:{request.pk}:{request.link_version}")
        return "escalated"

    return act


def _list_checks(application: Application, step: str) -> Callable[[], str]:
    def act() -> str:
        emails.queue(
            "checks_due",
            {"application": application.pk},
            subject=application,
            school_id=application.vacancy.school_id,
            once=f"checks_due:{application.pk}:{step}",
        )
        return "sent"

    return act


def _queue(template: str, request: ReferenceRequest, *, once: str) -> None:
    school_id = request.application.vacancy.school_id
    emails.queue(template, {"request": request.pk}, subject=request, school_id=school_id, once=once)


def _morning(day: date) -> datetime:
    return datetime.combine(day, AT, tzinfo=timezone.get_default_timezone())


ladders.register("reference.referee", referees)
ladders.register("checks.due", due_checks)
