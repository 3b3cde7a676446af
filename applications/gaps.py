"""Finding stretches of a person's history that nothing accounts for. No Django."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span:
    """A job, study or an explained break, to the month: any day of its first and last month. No end: still going on."""

    start: date
    end: date | None = None


@dataclass(frozen=True, order=True)
class Gap:
    """Days that nothing covers, first and last included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.end - self.start).days + 1

    @property
    def words(self) -> str:
        """The months it touches: "March to August 2019", "May 2020", "December 2019 to January 2020"."""
        first, last = f"{self.start:%B}", f"{self.end:%B %Y}"
        if (self.start.year, self.start.month) == (self.end.year, self.end.month):
            return last
        return f"{first}{'' if self.start.year == self.end.year else f' {self.start.year}'} to {last}"


def month_start(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def covered(spans: Iterable[Span], until: date) -> list[tuple[date, date]]:
    """The days that `spans` cover, in order, overlapping and touching ones merged."""
    merged: list[tuple[date, date]] = []
    for start, end in sorted((month_start(s.start), month_end(s.end) if s.end else max(until, s.start)) for s in spans):
        if merged and start <= merged[-1][1] + DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def gaps(spans: Iterable[Span], since: date, until: date, allowed_days: int) -> list[Gap]:
    """Return every stretch of more than `allowed_days` between `since` and `until` that no span covers.

    Dates are to the month, so a record from March to May covers 1 March to 31 May. `since` is the month of leaving
    education, from whose first day the search runs; `until` is today. Spans may overlap and may lie outside.
    Source: Keeping children safe in education, Part 3 (look for gaps in the history); the length is the school's.
    """
    found = []
    at = month_start(since)
    for start, end in covered(spans, until):
        if start > until:
            break
        if start > at:
            found.append(Gap(at, start - DAY))
        at = max(at, end + DAY)
    if at <= until:
        found.append(Gap(at, until))
    return [gap for gap in found if gap.days > allowed_days]


def months(start: date, end: date) -> int:
    """How many months a span touches, at least 1: March to May is 3."""
    return max((end.year - start.year) * 12 + end.month - start.month + 1, 1)


def length_words(count: int) -> str:
    """A length in months as people say it: "2 years and 3 months", "8 months", "1 year"."""
    years, rest = divmod(count, 12)
    parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((years, "year"), (rest, "month")) if n]
    return " and ".join(parts)
