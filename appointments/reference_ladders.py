"""Chasing references: the candidate for a word, the referee, the head; and the alarm before an interview.

`next_at` says when a row is to be looked at, so each minute reads an index and what is due, never every open
reference. What a step does is claimed by that column: a row that moved on meanwhile is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from applications.models import Application
from appointments import reference_chase as chase
from appointments.models import HeadConfirmation, ReferenceRequest
from appointments.reference_chase import Chase, Rung
from appointments.services.days import calendars
from appointments.services.references import ask_for_another, heads
from appointments.services.references.chasing import ANOTHER, CONSENT, REFEREE, chase_of, head_chase
from appointments.services.references.post import school_of, write
from core import emails, ladders
from core.ladders import Step

State = ReferenceRequest.State
NOT_IN = (State.WAITING, State.REQUESTED, State.OPENED, State.DECLINED, State.BOUNCED)
INTERVIEWS_AHEAD = timedelta(days=60)  # the longest closure there is, a summer, lies within
BEFORE_INTERVIEW = Application.State.SHORTLISTED
ENDED = (Application.State.WITHDRAWN, Application.State.NOT_APPOINTED, Application.State.DECLINED)
LETTERS = {
    (CONSENT, chase.REMIND): "reference_consent_reminder",
    (CONSENT, chase.TELL_HR): "reference_consent_blocks",
    (REFEREE, chase.REMIND): "reference_reminder",
    (REFEREE, chase.TELL_HR): "reference_with_hr",
    (ANOTHER, chase.REMIND): "reference_another_reminder",
    (ANOTHER, chase.TELL_HR): "reference_another_silent",
}


def requests(now: datetime) -> Iterator[Step]:
    """The step that each chase of a candidate or referee has reached at `now`."""
    rows = list(
        ReferenceRequest.objects.filter(next_at__lte=now)
        .exclude(application__state__in=ENDED)
        .select_related("application__vacancy__school", "referee")
        .defer("draft", "consent_reason", "declined_reason")
        .order_by("next_at", "pk")
    )
    days = calendars(row.application.vacancy.school_id for row in rows)
    zone = timezone.get_default_timezone()
    for row in rows:
        school = row.application.vacancy.school
        running = chase_of(row, school)
        step = chase.reached(running, days[school.pk], now, zone) if running else None
        if running and step:
            rung, due_at, following = step
            act = _act(row, running, rung, following)
            yield Step(running.kind, row, f"{running.key}:+{rung.days}", due_at, act, school.pk)


def _act(request: ReferenceRequest, running: Chase, rung: Rung, following: datetime | None) -> Callable[[], str]:
    letter = LETTERS.get((running.kind, rung.act), "")

    def act() -> str:
        also = {"with_hr_at": timezone.now()} if letter == "reference_with_hr" else {}
        mine = ReferenceRequest.objects.filter(pk=request.pk, next_at=request.next_at, state=request.state)
        if not mine.update(next_at=following, **also):
            return "skipped"
        if rung.act == chase.ASK_ANOTHER:
            ask_for_another(request, by=None)
            return "escalated"
        write(request, letter, once=f"{running.key}+{rung.days}")
        return "sent" if rung.act == chase.REMIND else "escalated"

    return act


def heads_asked(now: datetime) -> Iterator[Step]:
    """The step that each head who is asked to confirm has reached at `now`."""
    rows = list(
        HeadConfirmation.objects.filter(next_at__lte=now)
        .exclude(reference__request__application__state__in=ENDED)
        .select_related("reference__request__application__vacancy__school")
        .order_by("next_at", "pk")
    )
    days = calendars(school_of(row.reference.request) for row in rows)
    zone = timezone.get_default_timezone()
    for row in rows:
        school_id = school_of(row.reference.request)
        running = head_chase(row)
        if step := chase.reached(running, days[school_id], now, zone):
            rung, due_at, following = step
            yield Step(
                running.kind, row, f"{running.key}:+{rung.days}", due_at, _head_act(row, rung, following), school_id
            )


def _head_act(head: HeadConfirmation, rung: Rung, following: datetime | None) -> Callable[[], str]:
    tells_hr = rung.act == chase.TELL_HR

    def act() -> str:
        also = {"with_hr_at": timezone.now()} if tells_hr else {}
        mine = HeadConfirmation.objects.filter(pk=head.pk, next_at=head.next_at, answer="")
        if not mine.update(next_at=following, **also):
            return "skipped"
        heads.write_head(head, "reference_head_silent" if tells_hr else "reference_head_reminder", once=f"+{rung.days}")
        return "escalated" if tells_hr else "sent"

    return act


def interviews(now: datetime) -> Iterator[Step]:
    """One alarm to HR for each person, on the working day before the interview, while a reference is not in."""
    today = timezone.localdate(now)
    people: QuerySet[Application] = (
        Application.objects.filter(
            vacancy__interview_on__gte=today,
            vacancy__interview_on__lte=today + INTERVIEWS_AHEAD,
            state=BEFORE_INTERVIEW,
            reference_requests__state__in=NOT_IN,
        )
        .select_related("vacancy__school")
        .distinct()
    )
    rows = list(people)
    days = calendars(row.vacancy.school_id for row in rows)
    zone = timezone.get_default_timezone()
    for row in rows:
        interview_on = row.vacancy.interview_on
        assert interview_on is not None  # noqa: S101 - filtered above
        due_at = chase.morning(days[row.vacancy.school_id](interview_on, -1), zone)
        if due_at <= now:
            step = interview_on.isoformat()
            yield Step("reference.alarm", row, step, due_at, _alarm(row, step), row.vacancy.school_id)


def _alarm(application: Application, step: str) -> Callable[[], str]:
    def act() -> str:
        emails.queue(
            "reference_alarm",
            {"application": application.pk},
            subject=application,
            school_id=application.vacancy.school_id,
            once=f"reference_alarm:{application.pk}:{step}",
        )
        return "escalated"

    return act


ladders.register("reference.requests", requests)
ladders.register("reference.heads", heads_asked)
ladders.register("reference.alarm", interviews)
