"""Counting a school's working days many times on one page, with its calendar read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import date

from accounts.models import School, TermDate
from core.services.calendar import bank_holidays
from core.working_days import Closure, add_working_days

Days = Callable[[date, int], date]


def days_of(school: School) -> Days:
    """Return a function like accounts.services.calendar.working_day for `school`: two queries, however often asked."""
    closed = list(school.term_dates.filter(kind=TermDate.Kind.CLOSED).values_list("starts_on", "ends_on"))
    return _counting(bank_holidays(), closed)


def calendars(school_ids: Iterable[int]) -> dict[int, Days]:
    """Return the same for several schools by their ids: two queries, however many they are; none for none."""
    wanted = set(school_ids)
    if not wanted:
        return {}
    closed: dict[int, list[Closure]] = defaultdict(list)
    rows = TermDate.objects.filter(school__in=wanted, kind=TermDate.Kind.CLOSED)
    for school_id, starts_on, ends_on in rows.values_list("school_id", "starts_on", "ends_on"):
        closed[school_id].append((starts_on, ends_on))
    holidays = bank_holidays()
    return {school_id: _counting(holidays, closed[school_id]) for school_id in wanted}


def _counting(holidays: Collection[date], closed: Collection[Closure]) -> Days:
    def after(start: date, days: int) -> date:
        return add_working_days(start, days, holidays=holidays, closures=closed)

    return after
