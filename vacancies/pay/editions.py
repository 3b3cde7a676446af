"""Editions of teachers' pay: files of vacancies/pay_data, each figure with its source. No Django.

Statute fixes the ends of a range; the points between them are advisory. A figure is confirmed when its source is the
pay document or the Department itself; one that was worked out or seen elsewhere is not, and every page that shows it
says so. How to add an edition: docs/pay.md.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from vacancies.pay.money import Span

FOLDER = Path(__file__).parent.parent / "pay_data"
POINTS = ("M1", "M2", "M3", "M4", "M5", "M6", "U1", "U2", "U3")
AREAS = {
    "england": "England outside London",
    "fringe": "London Fringe",
    "outer": "Outer London",
    "inner": "Inner London",
}


class Scale(StrEnum):
    """The pay ranges of the document; OWN is the school's, or that of support staff."""

    MAIN_UPPER = "main_upper"
    LEADERSHIP = "leadership"
    LEADING = "leading_practitioner"
    UNQUALIFIED = "unqualified"
    OWN = "own"


@dataclass(frozen=True)
class Figure:
    """A sum in pounds a year at full time, with where it was found."""

    pounds: Decimal
    source: str
    confirmed: bool


@dataclass(frozen=True)
class Range:
    """The least and the most that the document allows."""

    low: Figure
    high: Figure

    @property
    def span(self) -> Span:
        """The two sums."""
        return Span(self.low.pounds, self.high.pounds)

    @property
    def figures(self) -> tuple[Figure, Figure]:
        """Both ends."""
        return self.low, self.high


@dataclass(frozen=True)
class Edition:
    """Pay from `starts` until the next edition. `points` by area and point; `ranges` by scale and area."""

    name: str
    starts: date
    document: str
    part_time_tlr: str  # "hours", "share" (of the responsibility) or "either": how a part-time teacher's TLR is paid
    points: Mapping[str, Mapping[str, Figure]]
    ranges: Mapping[str, Mapping[str, Range]]
    allowances: Mapping[str, Range]

    def point(self, area: str, name: str) -> Figure | None:
        """The figure of a point of the main or upper range; None where this edition does not give it."""
        return self.points.get(area, {}).get(name)

    def range_of(self, scale: str, area: str) -> Range | None:
        """The ends of a range in an area. The main and upper ranges count as one, from M1 to U3."""
        if scale == Scale.MAIN_UPPER:
            low, high = self.point(area, POINTS[0]), self.point(area, POINTS[-1])
            return Range(low, high) if low and high else None
        return self.ranges.get(scale, {}).get(area)

    @property
    def is_whole(self) -> bool:
        """Whether a vacancy can be paid by it: older ones are kept only to recognise their figures."""
        return len(self.points) == len(AREAS) and bool(self.allowances)


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition, the oldest first."""
    found = (_read(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml"))
    return tuple(sorted(found, key=lambda edition: edition.starts))


def edition_named(name: str) -> Edition | None:
    """The edition of that name, "2026/27"."""
    return next((edition for edition in editions() if edition.name == name), None)


def edition_at(day: date) -> Edition:
    """The edition in force on `day`: the last that had begun, of those a vacancy can be paid by."""
    whole = [edition for edition in editions() if edition.is_whole]
    begun = [edition for edition in whole if edition.starts <= day]
    return begun[-1] if begun else whole[0]


def award_is_known(day: date) -> bool:
    """Whether the figures of `day` are known: an edition holds from one 1 September to the next."""
    last = editions()[-1].starts
    return day < date(last.year + 1, last.month, last.day)


def _read(text: str) -> Edition:
    data = tomllib.loads(text)
    sources = data["sources"]

    def figure(pair: list[Any]) -> Figure:
        pounds, source = pair
        return Figure(Decimal(pounds), sources[source]["words"], sources[source]["confirmed"])

    def ends(pair: list[Any]) -> Range:
        return Range(figure(pair[0]), figure(pair[1]))

    return Edition(
        name=data["name"],
        starts=data["starts"],
        document=data["document"],
        part_time_tlr=data["part_time_tlr"],
        points={area: {p: figure(pair) for p, pair in row.items()} for area, row in data["points"].items()},
        ranges={
            scale: {area: ends(pair) for area, pair in row.items()} for scale, row in data.get("ranges", {}).items()
        },
        allowances={kind: ends(pair) for kind, pair in data.get("allowances", {}).items()},
    )
