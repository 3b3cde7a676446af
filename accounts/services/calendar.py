"""Working days of a school: weekends, English bank holidays and its own closures."""

from __future__ import annotations

from datetime import date

from accounts.models import School, TermDate
from core.services.calendar import working_day_after


def working_day(school: School, start: date, days: int) -> date:
    """Return the date `days` working days of `school` after `start` (before it, for a negative number)."""
    closed = school.term_dates.filter(kind=TermDate.Kind.CLOSED).values_list("starts_on", "ends_on")
    return working_day_after(start, days, closures=list(closed))
