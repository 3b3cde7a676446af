"""A person's history as bars on a line of years. No Django: numbers in, numbers out; the template draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from applications.gaps import Span, month_end, month_start

WIDTH = 1000
Kind = Literal["work", "study", "break", "gap"]


@dataclass(frozen=True)
class Entry:
    """A stretch with its words. `url` leads to where it is changed or explained."""

    kind: Kind
    label: str
    span: Span
    url: str = ""


@dataclass(frozen=True)
class Bar:
    """Where an entry stands on the line, in thousandths of its length. Each kind has its own row."""

    kind: Kind
    x: int
    width: int


@dataclass(frozen=True)
class Tick:
    """A year's mark."""

    x: int
    year: int


@dataclass(frozen=True)
class Drawing:
    """Bars and years."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def draw(entries: Iterable[Entry], since: date, until: date) -> Drawing:
    """Place `entries` between `since` and `until`; what lies outside is cut off."""
    start, end = month_start(since), max(until, month_end(since))
    total = (end - start).days + 1

    def place(day: date) -> int:
        return round(WIDTH * min(max((day - start).days, 0), total) / total)

    bars = []
    for row in entries:
        x = place(month_start(row.span.start))
        right = place(month_end(row.span.end)) if row.span.end else WIDTH
        if right > 0 and x < WIDTH:
            bars.append(Bar(row.kind, x, max(right - x, 4)))
    ticks = [Tick(place(date(year, 1, 1)), year) for year in range(start.year + 1, end.year + 1)]
    return Drawing(tuple(bars), tuple(ticks))
