"""Points and full-time salaries of a text against the editions. No Django."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from vacancies.pay.checking.finding import PayFinding
from vacancies.pay.checking.reading import PayText, Point, Row, Sum
from vacancies.pay.editions import AREAS, POINTS, Edition, edition_at, editions
from vacancies.pay.money import pounds

HIGHEST = {"M": 6, "U": 3, "L": 43}


def check_points(read: PayText) -> Iterator[PayFinding]:
    """Points that no range has: M7, U4, L44."""
    for point in read.points:
        letter, number = point.name[0], int(point.name[1:])
        if 1 <= number <= HIGHEST[letter]:
            continue
        message = f"There is no point {point.name}: the range goes from {letter}1 to {letter}{HIGHEST[letter]}."
        yield PayFinding("unknown_point", point.start, point.end, message, "Name a point that exists.")


def check_figures(read: PayText, *, area: str | None, at: date) -> Iterator[PayFinding]:
    """Full-time salaries that belong to an earlier edition or another area, or are not those of the points named."""
    now = edition_at(at)
    known = [point for point in read.points if point.name in POINTS]
    for row in read.rows:
        if row.is_full_time:
            yield from _row(row, _named(row, known), area=area, now=now)


def _named(row: Row, points: list[Point]) -> tuple[str, str] | None:
    """The points that a row goes from and to: those nearest before it, else nearest after it."""
    before = [point for point in points if point.end <= row.low.start]
    names = [point.name for point in before[-2:]] or [point.name for point in points[:2]]
    return (names[0], names[-1]) if names else None


def _row(row: Row, names: tuple[str, str] | None, *, area: str | None, now: Edition) -> Iterator[PayFinding]:
    areas = (area,) if area else tuple(AREAS)
    ends = (row.low, row.high)
    if any(_fits(now, each, ends, names) for each in areas):
        return
    for edition in reversed(editions()):
        for each in areas:
            if edition is not now and _fits(edition, each, ends, names):
                yield _other_edition(row, edition, now, each, names)
                return
    for each in AREAS:
        if area and each != area and _fits(now, each, ends, names):
            yield _other_area(row, now, each, area, names)
            return
    if names:
        yield _unknown(row, now, area, names)


def _fits(edition: Edition, area: str, ends: tuple[Sum, Sum], names: tuple[str, str] | None) -> bool:
    """Whether both sums are figures of the edition in that area: of the points named, or of any."""
    if names:
        return all(_is(edition, area, name, end.pounds) for name, end in zip(names, ends, strict=True))
    figures = {figure.pounds for figure in edition.points.get(area, {}).values()}
    figures |= {f.pounds for row in edition.ranges.values() if area in row for f in row[area].figures}
    return all(end.pounds in figures for end in ends)


def _is(edition: Edition, area: str, name: str, amount: Decimal) -> bool:
    figure = edition.point(area, name)
    return figure is not None and figure.pounds == amount


def _told(edition: Edition, area: str, names: tuple[str, str] | None) -> str:
    """ "M6 to U3 is £54,131 to £64,684", as far as the edition gives it."""
    figures = [edition.point(area, name) for name in names or ()]
    if names is None or None in figures:
        return "look up the same points"
    sums = [pounds(figure.pounds) for figure in figures if figure]
    return f"{names[0]} to {names[1]} is {sums[0]} to {sums[1]}" if names[0] != names[1] else f"{names[0]} is {sums[0]}"


def _points_of(edition: Edition, area: str, row: Row) -> tuple[str, str] | None:
    """The names of the points that a row's sums are, where each is one."""
    by_sum = {figure.pounds: name for name, figure in edition.points.get(area, {}).items()}
    low, high = by_sum.get(row.low.pounds), by_sum.get(row.high.pounds)
    return (low, high) if low and high else None


def _other_edition(row: Row, old: Edition, now: Edition, area: str, names: tuple[str, str] | None) -> PayFinding:
    message = f"These are the figures of {old.name} for {AREAS[area]}. For this start the pay of {now.name} applies."
    told = _told(now, area, names or _points_of(old, area, row))
    return PayFinding("old_edition", row.low.start, row.high.end, message, f"In {now.name}, {told}.")


def _other_area(row: Row, now: Edition, found: str, area: str, names: tuple[str, str] | None) -> PayFinding:
    message = f"These are the figures for {AREAS[found]}; the school is in the area {AREAS[area]}."
    told = _told(now, area, names or _points_of(now, found, row))
    return PayFinding("unknown_figure", row.low.start, row.high.end, message, f"For {AREAS[area]}, {told}.")


def _unknown(row: Row, now: Edition, area: str | None, names: tuple[str, str]) -> PayFinding:
    one = names[0] == names[1]
    points = names[0] if one else f"{names[0]} to {names[1]}"
    message = f"The figures are not those of {points} in any edition that we have."
    advice = f"In {now.name}, {_told(now, area, names)}." if area else f"Look at {points} in the pay of {now.name}."
    return PayFinding("unknown_figure", row.low.start, row.high.end, message, advice)
