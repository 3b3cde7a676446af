"""Calendar months, for times that the law and schools count in months. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime
from typing import TypeVar

Day = TypeVar("Day", date, datetime)


def months_later(day: Day, months: int) -> Day:
    """Return the same day of the month `months` later (earlier for a negative number), or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
