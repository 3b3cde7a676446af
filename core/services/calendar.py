"""The bank holidays of England and Wales, kept as rows so that a proclaimed one can be added without a release."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import holidays
from django.utils import timezone

from core.models import BankHoliday
from core.working_days import Closure, add_working_days, working_days_between

YEARS_BACK, YEARS_AHEAD = 3, 6


def known_bank_holidays(first_year: int, last_year: int) -> dict[date, str]:
    """Return the days off from the offline library, as observed: date to name.

    The library lists a holiday at a weekend and its substitute; only the substitute is a day off work.
    """
    listed = holidays.country_holidays("GB", subdiv="ENG", years=range(first_year, last_year + 1))
    return {
        day: name.replace("(observed)", "(substitute day)") for day, name in sorted(listed.items()) if day.weekday() < 5
    }


def load_bank_holidays(first_year: int | None = None, last_year: int | None = None) -> int:
    """Add the bank holidays that are missing, three years back to six ahead; return how many were added.

    Rows that are there already stay: somebody may have added a proclaimed day or put a name right.
    """
    this_year = timezone.localdate().year
    known = known_bank_holidays(first_year or this_year - YEARS_BACK, last_year or this_year + YEARS_AHEAD)
    there = set(BankHoliday.objects.filter(date__in=known).values_list("date", flat=True))
    new = [BankHoliday(date=day, name=name) for day, name in known.items() if day not in there]
    BankHoliday.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def bank_holidays() -> frozenset[date]:
    """Return every known bank holiday: one query."""
    return frozenset(BankHoliday.objects.values_list("date", flat=True))


def working_day_after(start: date, days: int, *, closures: Collection[Closure] = ()) -> date:
    """Return the working day `days` after `start` (see core/working_days.py); one query."""
    return add_working_days(start, days, holidays=bank_holidays(), closures=closures)


def working_days_from(start: date, end: date, *, closures: Collection[Closure] = ()) -> int:
    """Return how many working days lie after `start` up to and including `end`; one query."""
    return working_days_between(start, end, holidays=bank_holidays(), closures=closures)
