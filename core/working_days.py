"""Working days: not a weekend, not a bank holiday, not a day on which the school is closed.

Pure: no Django, no reading. Bank holidays come from core/services/calendar.py, closures from the school's dates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

Closure = tuple[date, date]  # first and last day, both closed
_DAY = timedelta(days=1)
_FURTHEST = 3660  # days looked through before a calendar without working days is called a mistake


def is_working_day(day: date, *, holidays: Collection[date] = (), closures: Iterable[Closure] = ()) -> bool:
    """Tell whether `day` is a Monday to Friday that is neither in `holidays` nor inside one of `closures`."""
    return day.weekday() < 5 and day not in holidays and not any(a <= day <= b for a, b in closures)


def add_working_days(
    start: date, days: int, *, holidays: Collection[date] = (), closures: Collection[Closure] = ()
) -> date:
    """Return the working day that is `days` after `start`; before it, for a negative number.

    The day of `start` is not counted, whatever day it is: one working day after a Saturday is the Monday.
    For 0 it is `start` itself, or the first working day after it.
    Raises ValueError when ten years hold too few working days.
    """
    step = -_DAY if days < 0 else _DAY
    day, left = start, abs(days)
    for _ in range(_FURTHEST):
        if left == 0 and is_working_day(day, holidays=holidays, closures=closures):
            return day
        day += step
        if left and is_working_day(day, holidays=holidays, closures=closures):
            left -= 1
    raise ValueError(f"There are no {days} working days from {start}: look at the school's closures.")


def working_days_between(
    start: date, end: date, *, holidays: Collection[date] = (), closures: Collection[Closure] = ()
) -> int:
    """Return how many working days lie after `start` up to and including `end`; negative when `end` is earlier.

    It undoes add_working_days: for n > 0, working_days_between(d, add_working_days(d, n)) == n.
    """
    if end < start:
        return -working_days_between(end - _DAY, start - _DAY, holidays=holidays, closures=closures)
    span = (start + _DAY * n for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays=holidays, closures=closures) for day in span)
