"""Pages that are set in two columns: where the white strip between them runs, and how far down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from vacancies.packs.sources.pdf_columns import Columns
from vacancies.packs.sources.pdf_flow import Flow, right_edge
from vacancies.packs.sources.pdf_lines import Row, rows_of
from vacancies.packs.sources.pdf_rules import Rule, RuledGrid
from vacancies.packs.sources.pdf_words import Word

_WALL = "▭"  # stands for a line of a ruled table
_WALL_STEP = 10.0  # points
_PADDING = 3.0  # points between a ruled table's side and its words
_STRIP = 9.0  # points of white between two columns of text
_FEWEST = 5  # lines on each side of it
_SIDE = 0.25  # of the text's width that each side must have
_MIDDLE = (0.4, 0.6)  # of the text's width: where the strip between columns of one width runs
_ANYWHERE = (0.25, 0.75)
_CLOSE = 2.0  # of the letters' size: lines nearer than this follow each other
_FAR = 72.0  # points: farther in than any list
_ALL = 0.9  # of lines
_ABYSS = 72.0  # points: no page is so wide between columns of text, as it is between labels and what they tell
_LEVEL = 0.55  # of lines: chance alone sets fewer beside each other
_HOLE = 2.5  # of the usual step: as far do lines of a cell stand above those of the next one
_EMPTY = 0.16  # of the height of two sides: columns of text leave less white
_LONG = 20  # lines of a column
_AMID = 4  # paragraphs that begin in the midst of those beside them
_ACROSS = 30.0  # points on both sides of the strip that a rule of a table across it covers


@dataclass(frozen=True)
class _Sides:
    first: int
    end: int
    at: float


@dataclass
class Before:
    """What stands before: where columns of text part, and the columns of a table that the last of them ended with.

    `left` and `right` are where the words of that column of text begin and end, `starts` where the table's lines begin.
    """

    parted: float | None = None
    table: Columns | None = None
    left: float = 0.0
    right: float = 0.0
    starts: Sequence[float] = ()

    def parts(self, at: float) -> bool:
        """Whether columns of the table part at a place on the page."""
        return any(a[1] - _STRIP < at < b[0] + _STRIP for a, b in pairwise(self.table or ()))


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
    found = _set_in_two(rows, rules, flow, before.parted)
    found = [(run, at) for run, at in found if run[0] is not rows[0] or not before.parts(at)]
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
    rows: Sequence[Row], rules: Sequence[Rule], flow: Flow, parted: float | None
) -> list[tuple[Sequence[Row], float]]:
    """The runs of rows that two columns make, and where these part: as before, in the middle, or else anywhere."""
    if not rows:
        return []
    left, right = min(r[0].x0 for r in rows), max(r[-1].x1 for r in rows)
    bands = [(left + low * (right - left), left + high * (right - left)) for low, high in (_MIDDLE, _ANYWHERE)]
    if parted is not None:
        bands.insert(0, (parted - _STRIP, parted + _STRIP))
    for band in bands:
        found = [(rows[s.first : s.end], s.at) for s in _column_runs(rows, band, right - left)]
        known = parted is not None and band is bands[0]
        kept = [(run, at) for run, at in found if not _is_table(*_halves(run, at), at, rules, flow, known=known)]
        if kept:
            return kept
    return []


def _holds(grid: RuledGrid, word: Word) -> bool:
    x, y = word.middle
    return grid.x0 < x < grid.x1 and grid.top < y < grid.bottom


def _walls(grid: RuledGrid) -> Iterator[Word]:
    """A ruled table as lines of text as wide as the words in it can stand, the last one at its foot."""
    top, height = grid.top + 1, grid.bottom - grid.top - 1
    steps = max(1, int(height / _WALL_STEP))
    for i in range(steps + 1):
        yield Word(_WALL, grid.x0 + _PADDING, grid.x1 - _PADDING, top + height * i / steps, 1.0, bold=False)


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
        if end - position >= _FEWEST and _both_sides(rows[position:end], strip, width):
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


def _both_sides(rows: Sequence[Row], strip: tuple[float, float], width: float) -> bool:
    left, right = _halves(rows, (strip[0] + strip[1]) / 2)
    if len(left) < _FEWEST or len(right) < _FEWEST:
        return False
    return all(
        max(line.x1 for r in side for line in r) - min(r[0].x0 for r in side) >= _SIDE * width for side in (left, right)
    )


def _halves(rows: Sequence[Row], at: float) -> tuple[list[Row], list[Row]]:
    left = [part for row in rows if (part := [line for line in row if line.x1 <= at])]
    right = [part for row in rows if (part := [line for line in row if line.x1 > at])]
    return left, right


def _is_table(
    left: Sequence[Row], right: Sequence[Row], at: float, rules: Sequence[Rule], flow: Flow, *, known: bool
) -> bool:
    """Whether the two sides are cells of rows: what begins on one side begins beside something on the other.

    `known`: the page before is set in columns that part here, too.
    """
    top, bottom = left[0][0].base - left[0][0].size, max(left[-1][0].base, right[-1][0].base)
    if any(top < r.at < bottom and r.low < at - _ACROSS and r.high > at + _ACROSS for r in rules):
        return True
    if known or any(line.text == _WALL for row in (*left, *right) for line in row):
        return False
    white = _holes(left, right, flow) + _holes(right, left, flow)
    if white > _EMPTY * (bottom - top):
        return True
    starts = [_starts(side, flow) for side in (left, right)]
    if not white and _run_on((left, right), starts):
        return False
    fewer, more = sorted(starts, key=len)
    tabular = _has_columns(left) or _has_columns(right)
    beside = _beside(left, right)
    if tabular and (beside > _LEVEL or _have_one_head(left[0], right[0])):
        return True
    if beside > _ALL and min(r[0].x0 for r in right) - max(r[-1].x1 for r in left) > _ABYSS:
        return True
    if len(fewer) < 2:
        return tabular
    level = sum(1 for base in fewer if _near(base, more))
    sides = sorted((len(left), len(right)))
    uneven = sides[1] >= 1.4 * sides[0] or len(fewer) < 0.75 * sides[0]
    return level >= 0.8 * len(fewer) and (tabular or uneven)


def _holes(side: Sequence[Row], other: Sequence[Row], flow: Flow) -> float:
    """How many points of a side are white beside lines of the other, as below the shorter cell of a table's row."""
    white = 0.0
    for above, below in pairwise(side):
        step, usual = below[0].base - above[0].base, flow.usual.step * above[0].size
        beside = any(above[0].base + usual / 2 < row[0].base < below[0].base - usual / 2 for row in other)
        white += step - usual if step > _HOLE * usual and beside else 0
    return white


def _run_on(sides: tuple[Sequence[Row], Sequence[Row]], starts: Sequence[Sequence[float]]) -> bool:
    """Whether both sides are long, and paragraphs of each begin beside lines in the midst of the other's."""
    if min(len(side) for side in sides) < _LONG:
        return False
    bases = [[row[0].base for row in side] for side in sides]
    amid = [
        sum(1 for at in own if _near(at, lines) and not _near(at, others))
        for own, others, lines in ((starts[0], starts[1], bases[1]), (starts[1], starts[0], bases[0]))
    ]
    return min(amid) > 0 and sum(amid) >= _AMID


def _near(at: float, places: Sequence[float]) -> bool:
    return any(abs(at - place) < 3 for place in places)


def _have_one_head(left: Row, right: Row) -> bool:
    """Whether the first lines of both sides are one row of headings, and not the same headings twice."""
    apart = not {line.text for line in left} & {line.text for line in right}
    level = abs(left[0].base - right[0].base) < 1
    return len(left) + len(right) > 2 and apart and level and all(line.strong for line in (*left, *right))


def _has_columns(side: Sequence[Row]) -> bool:
    """Whether a side holds columns of its own: words beside each other, or lines that begin far from the rest."""
    far = min(row[0].x0 for row in side) + _FAR
    return any(len(row) > 1 for row in side) or sum(1 for row in side if row[0].x0 > far) > 1


def _beside(left: Sequence[Row], right: Sequence[Row]) -> float:
    """The share of the shorter side's lines that stand level with one of the other side, as in a table's rows."""
    fewer, more = sorted((left, right), key=len)
    bases = [row[0].base for row in more]
    return sum(1 for row in fewer if any(abs(row[0].base - base) < 1 for base in bases)) / len(fewer)


def _starts(side: Sequence[Row], flow: Flow) -> list[float]:
    """The base lines at which paragraphs begin."""
    texts = flow.texts([row[0] for row in side], right_edge([row[0] for row in side]))
    return [t.lines[0].base for t in texts]
