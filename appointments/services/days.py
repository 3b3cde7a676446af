"""Counting a school's working days many times on one page, with its calendar read once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from accounts.models import School, TermDate
from core.services.calendar import bank_holidays
from core.working_days import add_working_days

Days = Callable[[date, int], date]


def days_of(school: School) -> Days:
    """Return a function like accounts.services.calendar.working_day for `school`: two queries, however often asked."""
    closed = list(school.term_dates.filter(kind=TermDate.Kind.CLOSED).values_list("starts_on", "ends_on"))
    holidays = bank_holidays()

    def after(start: date, days: int) -> date:
        return add_working_days(start, days, holidays=holidays, closures=closed)

    return after
