"""Who is reminded of a check, a review or a right to work that ends; and what is deleted when its time is up.

Each ladder asks an index for what is due today, however many checks are open: `chase_on`, `remind_on`,
`delete_after` hold the next day, and each step moves it on in the transaction that decides it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from applications.models import Application
from appointments import check_chase as chase
from appointments.models import Check, CheckCode, CheckFile, RiskAssessment
from appointments.services import evidence, risk_assessment
from appointments.services.days import Days, calendars, days_of
from core import emails, ladders
from core.ladders import Step
from core.states import StateError

AT = time(8, 0)  # people are reminded in the morning
LAST_WARNING = timedelta(days=14)  # before a right to work runs out, the second letter
UNDONE = (Check.Status.TO_DO, Check.Status.ASKED_FOR, Check.Status.RECEIVED)
A = Application.State
RUNNING = (A.SHORTLISTED, A.INTERVIEWED, A.RECOMMENDED, A.RESERVE, A.OFFERED, A.ACCEPTED, A.APPOINTED, A.STARTED)
TEMPLATES = {chase.CANDIDATE: "checks_waiting", chase.HR: "checks_due", chase.HEAD: "checks_head"}


def checks(now: datetime) -> Iterator[Step]:
    """One letter for each person, each reader and each day on which something of theirs is due."""
    today = timezone.localdate(now)
    due = Q(chase_on__lte=today) | Q(chase_on=None, due_on__lte=today, status__in=UNDONE)
    rows = (
        Check.objects.filter(due, application__state__in=RUNNING)
        .exclude(status=Check.Status.CLEAR, chase_on=None)
        .exclude(application__record_entry__left_on__lt=today)
        .defer("detail", "decision")
        .order_by()  # the database would read every open check to give them in an order
    )
    found: dict[tuple[int, str, date], list[Check]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.pk):
        day = row.chase_on or row.due_on
        if day is not None and _morning(day) <= now:
            found[row.application_id, _who(row), day].append(row)
    people = Application.objects.select_related("vacancy__school").in_bulk({pk for pk, _, _ in found})
    by_school = calendars(application.vacancy.school_id for application in people.values())
    for (pk, who, day), group in sorted(found.items(), key=lambda item: item[0][2]):
        application = people[pk]
        days = by_school[application.vacancy.school_id]
        act = _remind(application, who, day, group, today, days)
        step = f"{day.isoformat()}:{group[0].chased}"
        yield Step(f"checks.{who}", application, step, _morning(day), act, application.vacancy.school_id)


def reviews(now: datetime) -> Iterator[Step]:
    """A start before the DBS result is looked at again on its day, and everybody is told until it is.

    Once the result is there, or the person is not there any more, it ends by itself.
    """
    today = timezone.localdate(now)
    result = Check.objects.filter(application=OuterRef("application"), code=CheckCode.DBS, status=Check.Status.CLEAR)
    rows = RiskAssessment.objects.filter(remind_on__lte=today, state=RiskAssessment.State.APPROVED)
    rows = rows.select_related("application__vacancy__school", "application__record_entry")
    for risk in rows.annotate(result=Exists(result)).defer("reason", "risks", "measures"):
        day = risk.remind_on
        if day is not None and _morning(day) <= now:
            school = risk.application.vacancy.school
            over = _over(risk, today)
            act = _end_it(risk, over) if over else _remind_of_review(risk, today, days_of(school))
            yield Step("risk.review", risk, day.isoformat(), _morning(day), act, school.pk)


def copies(now: datetime) -> Iterator[Step]:
    """Copies whose time is up are deleted."""
    for copy in evidence.due_for_deletion(timezone.localdate(now)):
        day = copy.delete_after
        if day is not None:
            school_id = copy.check_row.application.vacancy.school_id
            yield Step("evidence.delete", copy, day.isoformat(), _morning(day), _delete(copy), school_id)


def _who(row: Check) -> str:
    """Whom the reminder that is due goes to."""
    if row.status == Check.Status.CLEAR:
        return "expiry"
    return chase.ladder_of(row.code, row.status).rung(row.chased).who


def _remind(
    application: Application, who: str, day: date, group: list[Check], today: date, days: Days
) -> Callable[[], str]:
    def act() -> str:
        for row in group:
            Check.objects.filter(pk=row.pk, status=row.status, chased=row.chased).update(**_moved(row, today, days))
        template = TEMPLATES.get(who, "right_to_work_ends")
        numbers = ".".join(str(row.pk) for row in group)
        emails.queue(
            template,
            {"application": application.pk, "checks": [row.pk for row in group]},
            subject=application,
            school_id=application.vacancy.school_id,
            once=f"{template}:{numbers}:{day.isoformat()}"[:190],
        )
        return "escalated" if who == chase.HEAD else "sent"

    return act


def _moved(row: Check, today: date, days: Days) -> dict[str, date | int | None]:
    """The day of the next reminder; none after the last warning of a right to work that ends."""
    if row.status == Check.Status.CLEAR:
        last = row.expires_on - LAST_WARNING if row.expires_on else None
        return {"chase_on": last if last and last > today else None, "chased": row.chased + 1}
    ladder = chase.ladder_of(row.code, row.status)
    start = _start(row, today, ladder)
    number, following = ladder.after(start, row.chased + 1, today, days)
    return {"chase_on": following, "chased": number}


def _start(row: Check, today: date, ladder: chase.Ladder) -> date:
    if row.status == Check.Status.ASKED_FOR and row.asked_on:
        return row.asked_on
    if row.status == Check.Status.TO_DO and row.due_on:
        return row.due_on
    return timezone.localdate(row.changed_at) if row.chase_on else today


def _remind_of_review(risk: RiskAssessment, today: date, days: Days) -> Callable[[], str]:
    def act() -> str:
        RiskAssessment.objects.filter(pk=risk.pk, remind_on=risk.remind_on).update(remind_on=days(today, 2))
        readers = ("hr", "head", *(["supervisor"] if risk.supervisor_email else []))
        for reader in readers:
            emails.queue(
                "risk_review",
                {"risk": risk.pk, "reader": reader},
                subject=risk,
                school_id=risk.application.vacancy.school_id,
                once=f"risk_review:{risk.pk}:{risk.remind_on}:{reader}",
            )
        return "sent"

    return act


def _over(risk: Any, today: date) -> str:
    """Why nothing is left to review; "" while there is."""
    if risk.result:
        return "The DBS result is there."
    entry = getattr(risk.application, "record_entry", None)
    left = entry is not None and entry.left_on is not None and entry.left_on < today
    return "The person does not work here." if left or risk.application.state not in RUNNING else ""


def _end_it(risk: RiskAssessment, why: str) -> Callable[[], str]:
    def act() -> str:
        try:
            risk_assessment.end(risk, reason=why, by=None)
        except StateError:  # somebody ended it at this moment
            return "skipped"
        return "closed"

    return act


def _delete(copy: CheckFile) -> Callable[[], str]:
    def act() -> str:
        evidence.delete_copy(copy, by=None)
        return "closed"

    return act


def _morning(day: date) -> datetime:
    return datetime.combine(day, AT, tzinfo=timezone.get_default_timezone())


ladders.register("checks.due", checks)
ladders.register("risk.review", reviews)
ladders.register("evidence.delete", copies)
