"""Pages that are set in two columns: where the white strip between them runs, and how far down."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from vacancies.packs.sources.pdf_columns import Columns
from vacancies.packs.sources.pdf_extent import goes_on
from vacancies.packs.sources.pdf_flow import Flow
from vacancies.packs.sources.pdf_lines import Row, rows_of
from vacancies.packs.sources.pdf_rules import Rule, RuledGrid
from vacancies.packs.sources.pdf_sides import WALL, ends_early, is_table, opens_with_title
from vacancies.packs.sources.pdf_words import Word

_WALL_STEP = 10.0  # points
_PADDING = 3.0  # points between a ruled table's side and its words
_STRIP = 9.0  # points of white between two columns of text
_FEWEST = 5  # lines on each side of it
_SIDE = 0.25  # of the text's width that each side must have
_MIDDLE = (0.4, 0.6)  # of the text's width: where the strip between columns of one width runs
_ANYWHERE = (0.25, 0.75)
_CLOSE = 2.0  # of the letters' size: lines nearer than this follow each other


@dataclass(frozen=True)
class _Sides:
    first: int
    end: int
    at: float


@dataclass
class Before:
    """What stands before: where columns of text part, and the columns of a table that the last of them ended with.

    `left` and `right` are where the words of that column of text begin and end, `starts` where the table's lines begin.
    `sides` are where the words of the left and of the right columns of all pages begin, as far as these are known.
    """

    parted: float | None = None
    table: Columns | None = None
    left: float = 0.0
    right: float = 0.0
    starts: Sequence[float] = ()
    sides: tuple[float, float] = (math.inf, math.inf)

    @property
    def apart(self) -> float:
        """How far apart two columns of text begin, 0 where that is not known."""
        return self.sides[1] - self.sides[0] if math.isfinite(self.sides[1]) else 0.0

    def meet(self, left: float, *, second: bool) -> None:
        """Learns where the words of a column of text begin; `second`: one beside another."""
        first, other = self.sides
        self.sides = (first, min(other, left)) if second else (min(first, left), other)

    def parts(self, at: float) -> bool:
        """Whether columns of the table part at a place on the page."""
        return any(a[1] - _STRIP < at < b[0] + _STRIP for a, b in pairwise(self.table or ()))

    def goes_on(self, rows: Sequence[Row], until: Row) -> bool:
        """Whether all lines of a page above a row stand in the table's columns."""
        above = list(takewhile(lambda row: row is not until, rows))
        return not above or goes_on(above, 0, self.table or ())


@dataclass(frozen=True)
class Zone:
    """Part of a page that is read from top to bottom; `parted` is where the column before it ends."""

    words: Sequence[Word]
    grids: Sequence[RuledGrid]
    parted: float | None = None


def zones(
    words: Sequence[Word], grids: Sequence[RuledGrid], rules: Sequence[Rule], flow: Flow, before: Before
) -> Iterator[Zone]:
    """The page cut where it is set in two columns: what stands above them, the left, the right, the rest."""
    free = [w for w in words if not any(_holds(g, w) for g in grids)]
    rows = rows_of([*free, *(wall for g in grids for wall in _walls(g))])
    top = 0.0
    found = _set_in_two(rows, rules, flow, before)
    found = [(run, at) for run, at in found if not (before.parts(at) and before.goes_on(rows, run[0]))]
    for run, at in found or _going_on(rows, before.parted):
        begin, end = run[0][0].base - run[0][0].size, max(line.base for line in run[-1]) + 1
        yield _within(words, grids, top, begin, 0, float("inf"))
        yield _within(words, grids, begin, end, 0, at)
        yield replace(_within(words, grids, begin, end, at, float("inf")), parted=at)
        top = end
    yield _within(words, grids, top, float("inf"), 0, float("inf"))


def _going_on(rows: Sequence[Row], at: float | None) -> list[tuple[Sequence[Row], float]]:
    """The few lines with which a document in two columns ends, where its columns were on the page before."""
    if at is None:
        return []
    run = list(takewhile(lambda row: _free(row, [(at - _STRIP / 2, at + _STRIP / 2)]), rows))
    left, right = _halves(run, at)
    return [(run, at)] if left and right else []


def _set_in_two(
    rows: Sequence[Row], rules: Sequence[Rule], flow: Flow, before: Before
) -> list[tuple[Sequence[Row], float]]:
    """The runs of rows that two columns make, and where these part: as before, in the middle, or else anywhere."""
    if not rows:
        return []
    left, right = min(r[0].x0 for r in rows), max(r[-1].x1 for r in rows)
    bands = [(left + low * (right - left), left + high * (right - left)) for low, high in (_MIDDLE, _ANYWHERE)]
    if before.parted is not None:
        bands.insert(0, (before.parted - _STRIP, before.parted + _STRIP))
    best: list[tuple[Sequence[Row], float]] = []
    for band in bands:
        found = [(rows[s.first : s.end], s.at) for s in _column_runs(rows, band, right - left)]
        known = before.parted is not None and band is bands[0]
        fresh = not before.right
        kept = [
            (run, at)
            for run, at in found
            if not is_table(
                *_halves(run, at), at, rules, flow, known=known or _is_opened(rows, *_halves(run, at), fresh=fresh)
            )
        ]
        broken = len(kept) > 1 and band is bands[-2] and not known  # another strip may part more rows at once
        if kept and not broken:
            return kept
        best = max(best, kept, key=_longest)
    return best


def _longest(runs: Sequence[tuple[Sequence[Row], float]]) -> int:
    """The rows of the longest run."""
    return max((len(run) for run, _ in runs), default=0)


def _is_opened(rows: Sequence[Row], left: Sequence[Row], right: Sequence[Row], *, fresh: bool) -> bool:
    """Whether the top of a page shows columns of text. `fresh`: nothing stands before it."""
    at_top = any(left[0][0] in row for row in rows[:2])
    return at_top and (ends_early(left, right) or fresh and opens_with_title(left, right))


def _holds(grid: RuledGrid, word: Word) -> bool:
    x, y = word.middle
    return grid.x0 < x < grid.x1 and grid.top < y < grid.bottom


def _walls(grid: RuledGrid) -> Iterator[Word]:
    """A ruled table as lines of text as wide as the words in it can stand, the last one at its foot."""
    top, height = grid.top + 1, grid.bottom - grid.top - 1
    steps = max(1, int(height / _WALL_STEP))
    for i in range(steps + 1):
        yield Word(WALL, grid.x0 + _PADDING, grid.x1 - _PADDING, top + height * i / steps, 1.0, bold=False)


def _within(words: Sequence[Word], grids: Sequence[RuledGrid], top: float, bottom: float, x0: float, x1: float) -> Zone:
    inside = [w for w in words if top <= w.base < bottom and x0 <= w.middle[0] < x1]
    return Zone(inside, [g for g in grids if top <= (g.top + g.bottom) / 2 < bottom and x0 <= (g.x0 + g.x1) / 2 < x1])


def _column_runs(rows: Sequence[Row], band: tuple[float, float], width: float) -> list[_Sides]:
    """Runs of rows with a strip of white within a band of the page and enough text on both sides of it."""
    out: list[_Sides] = []
    position = 0
    while position < len(rows):
        strips = [band]
        end = position
        while end < len(rows) and (narrower := _free(rows[end], strips)):
            strips = narrower
            end += 1
        strip = max(strips, key=lambda s: s[1] - s[0])
        if end - position >= _FEWEST and _both_sides(rows[position:end], strip, width, top=not position):
            first = next(i for i in range(position, end) if rows[i][-1].x0 >= strip[0])
            out.append(_Sides(_start(rows, position, first), end, strip[1] - _STRIP / 2))
        position = max(end, position + 1)
    return out


def _start(rows: Sequence[Row], position: int, first: int) -> int:
    """Where the columns begin: above the first row of the right one, as far as lines follow each other.

    One line alone above all the rest is a running head.
    """
    if first == position and len(rows[first]) == 1 and first + 1 < len(rows) and _step(rows, first + 1) >= _CLOSE:
        return first + 1
    while first > position and _step(rows, first) < _CLOSE:
        first -= 1
    return first


def _step(rows: Sequence[Row], i: int) -> float:
    """How far a row stands below the one above it, in sizes of its letters."""
    return (rows[i][0].base - rows[i - 1][0].base) / rows[i][0].size


def _free(row: Row, strips: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """What a row leaves white of strips, as far as it is wide enough."""
    out = []
    for low, high in strips:
        edges = [low, *(x for line in row for x in (line.x0, line.x1)), high]
        gaps = [(max(a, low), min(b, high)) for a, b in zip(edges[::2], edges[1::2], strict=True)]
        out += [(a, b) for a, b in gaps if b - a >= _STRIP]
    return out


def _both_sides(rows: Sequence[Row], strip: tuple[float, float], width: float, *, top: bool) -> bool:
    left, right = _halves(rows, (strip[0] + strip[1]) / 2)
    if len(left) < _FEWEST or len(right) < _FEWEST and not (top and ends_early(left, right)):
        return False
    return all(
        max(line.x1 for r in side for line in r) - min(r[0].x0 for r in side) >= _SIDE * width for side in (left, right)
    )


def _halves(rows: Sequence[Row], at: float) -> tuple[list[Row], list[Row]]:
    left = [part for row in rows if (part := [line for line in row if line.x1 <= at])]
    right = [part for row in rows if (part := [line for line in row if line.x1 > at])]
    return left, right
