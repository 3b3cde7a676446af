"""Dates written in English text. No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in MONTHS if name != "May") + "|May|Sept\\.?"
_WEEKDAY = "|".join(f"{name}|{name[:3]}" for name in WEEKDAYS) + "|Tues|Thurs?|Weds"
_DATE = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})\b\.?,?\s+(?:the\s+)?)?"
    rf"(?:\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?,?\s*(?P<year>20\d\d)"
    r"|\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>20\d\d|\d\d)\b)",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\s+(?P<year>20\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Day:
    """A date in a text. `weekday` is the span of the day's name and `named` its number, when it is given."""

    on: date
    start: int
    end: int
    weekday: tuple[int, int] | None = None
    named: int | None = None


def days_in(text: str) -> Iterator[Day]:
    """The dates with day, month and year that `text` names; those that do not exist are left out."""
    for match in _DATE.finditer(text):
        month = _month(match["month"]) if match["month"] else int(match["m"])
        year = int(match["year"] or match["y"])
        try:
            on = date(year if year > 99 else 2000 + year, month, int(match["day"] or match["d"]))
        except ValueError:
            continue
        spelled = match["weekday"]
        named = (
            None if spelled is None else next(n for n, name in enumerate(WEEKDAYS) if name[:3] == spelled[:3].title())
        )
        yield Day(on, match.start(), match.end(), match.span("weekday") if spelled else None, named)


def last_day_in(text: str) -> date | None:
    """The date that `text` names, or the last day of the month that it names; None for neither."""
    first = next(days_in(text), None)
    if first is not None:
        return first.on
    match = _MONTH_YEAR.search(text)
    if match is None:
        year = re.search(r"\b(20\d\d)\b", text)
        return date(int(year[1]), 12, 31) if year else None
    month, year_number = _month(match["month"]), int(match["year"])
    return date.fromordinal(date(year_number + month // 12, month % 12 + 1, 1).toordinal() - 1)


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month[:3] == name[:3].title())
