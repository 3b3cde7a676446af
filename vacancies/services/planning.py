"""The dates of a vacancy beside the calendar of its school."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.utils import timezone

from accounts.models import School, TermDate
from core.models import BankHoliday
from vacancies.key_dates import Calendar, Closed, Plan
from vacancies.london import london_instant
from vacancies.models import Vacancy
from vacancies.services.advert import KINDS, dates_of


def calendar_of(school: School) -> Calendar:
    """Return the bank holidays and the closures of `school`: two queries."""
    closed = school.term_dates.filter(kind=TermDate.Kind.CLOSED).values_list("starts_on", "ends_on", "name")
    return Calendar(dict(BankHoliday.objects.values_list("date", "name")), tuple(Closed(*row) for row in closed))


def plan_of(vacancy: Vacancy) -> Plan:
    """Return the dates that are stored: one query. Publication: the day it went or goes out; None for a plain draft."""
    dates = dates_of(vacancy)
    goes_out = vacancy.published_at or vacancy.publish_at
    closes = dates.pop("closes_at")
    return Plan(
        publish_on=timezone.localdate(goes_out) if goes_out else None,
        closes_on=timezone.localdate(closes) if closes else None,
        **dates,
    )


def as_dates(plan: Plan) -> dict[str, Any]:
    """Return a plan as `dates_of` has it: the closing at midday, when the office can help with a late problem."""
    values: dict[str, Any] = {name: getattr(plan, name) for name in ("interview_on", "starts_on", *KINDS)}
    values["closes_at"] = london_instant(plan.closes_on, time(12)) if plan.closes_on else None
    return values
