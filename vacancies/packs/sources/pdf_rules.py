"""The rules drawn on a PDF page, and the grids of cells they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.layout import LTCurve, LTItem, LTLine, LTRect

_THIN = 3.6  # points: a filled shape no thicker is a rule
_NEAR = 4.0  # points: rules no farther apart are one; no row or column is as small
_TOUCH = 1.2  # points between pieces of a rule that lie under neighbouring cells
_NARROWEST = 9.0  # points of such a piece
_SHORTEST = 7.0  # points of a rule once its pieces are joined
_SLIVER = 6.0  # points: ground no wider lies between the two lines of a double rule
_SLIP = 9.0  # points by which the columns of tables right below each other differ
_COVER = 0.75  # of a side that must be ruled for it to part cells


@dataclass(frozen=True)
class Rule:
    """A level or upright rule: `at` is its y or x, `low` and `high` where it begins and ends.

    `joins` are the places where one of its pieces ends and the next begins, as under the cells of a row.
    """

    at: float
    low: float
    high: float
    joins: tuple[float, ...] = ()


@dataclass(frozen=True)
class GridCell:
    """A cell of a ruled table: its place in the grid, how many rows and columns it spans, its box in points."""

    row: int
    column: int
    rows: int
    columns: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class RuledGrid:
    """A ruled table: its cells, and its box."""

    cells: tuple[GridCell, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    xs: tuple[float, ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max(c.column + c.columns for c in self.cells)

    @property
    def height(self) -> int:
        """How many rows it has."""
        return max(c.row + c.rows for c in self.cells)


class Rules:
    """Gathers a page's rules."""

    def __init__(self, width: float, height: float) -> None:
        self._area = (width, height)
        self._level: list[Rule] = []
        self._upright: list[Rule] = []

    def take(self, item: LTItem) -> bool:
        """Takes a drawn thing if it is a rule or a box; a small shape that is neither is left to the caller."""
        if not isinstance(item, LTCurve):
            return False
        x0, x1 = item.x0, item.x1
        top, bottom = self._area[1] - item.y1, self._area[1] - item.y0
        slanting = isinstance(item, LTLine) and min(x1 - x0, bottom - top) > _THIN
        boxed = not slanting and (isinstance(item, (LTRect, LTLine)) or _is_box(item))
        if not boxed:
            return x1 - x0 > 40 or bottom - top > 40
        if not _shows(item):
            return True
        self._add(x0, top, x1, bottom)
        return True

    def _add(self, x0: float, top: float, x1: float, bottom: float) -> None:
        wide, tall = x1 - x0, bottom - top
        if wide <= _THIN and tall <= _THIN:  # a dot of a dotted rule, whichever way it runs
            self._level.append(Rule((top + bottom) / 2, x0, x1))
            self._upright.append(Rule((x0 + x1) / 2, top, bottom))
        elif tall <= _THIN:
            self._level.append(Rule((top + bottom) / 2, x0, x1))
        elif wide <= _THIN:
            self._upright.append(Rule((x0 + x1) / 2, top, bottom))
        elif wide < 0.97 * self._area[0] or tall < 0.8 * self._area[1]:  # no background of the whole page
            self._level += [Rule(top, x0, x1), Rule(bottom, x0, x1)]
            self._upright += [Rule(x0, top, bottom), Rule(x1, top, bottom)]

    def grids(self) -> tuple[list[RuledGrid], list[Rule]]:
        """The tables of two columns or more, from the top, and the level rules that belong to none of them."""
        level, upright = _merged(self._level), _merged(self._upright)
        grids: list[RuledGrid] = []
        loose: list[Rule] = []
        for rows, columns in _groups(level, upright):
            grid = _grid(rows, columns) if columns else None
            if grid is not None and grid.width > 1:
                grids.append(grid)
            else:
                loose.extend(rows)
        return sorted(grids, key=lambda g: (g.top, g.x0)), sorted(loose, key=lambda r: r.at)


def _is_box(curve: LTCurve) -> bool:
    """Whether a path runs along a box's sides only."""
    xs = {round(x) for x, _ in curve.pts}
    ys = {round(y) for _, y in curve.pts}
    straight = all(step[0] in "mlh" for step in curve.original_path or ())
    return straight and len(xs) <= 2 and len(ys) <= 2


def _shows(item: LTCurve) -> bool:
    """Whether a box can be seen: it has a line, or is filled with something other than white."""
    if item.stroke:
        return True
    if not item.fill:
        return False
    colour = item.non_stroking_color
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    numbers = [p for p in parts if isinstance(p, (int, float))]
    white = {1: [1], 3: [1, 1, 1], 4: [0, 0, 0, 0]}.get(len(numbers))
    return not numbers or [round(n, 2) for n in numbers] != white


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules put together from the pieces they are drawn in, the small remains left out."""
    lines: dict[int, list[Rule]] = defaultdict(list)
    last, key = None, -1
    for rule in sorted(rules, key=lambda r: r.at):
        if last is None or rule.at - last > 1.2:
            key += 1
        last = rule.at
        lines[key].append(rule)
    joined = [rule for pieces in lines.values() for rule in _joined(pieces)]
    return [r for r in joined if r.high - r.low >= _SHORTEST]


def _joined(pieces: list[Rule]) -> Iterator[Rule]:
    """The rules that pieces in one line make; what is nearer than a cell is wide is one."""
    pieces.sort(key=lambda r: r.low)
    at, low, high = pieces[0].at, pieces[0].low, pieces[0].high
    joins: list[float] = []
    begun = low
    for piece in pieces[1:]:
        if piece.low - high > _NEAR:
            yield Rule(at, low, high, tuple(joins))
            joins, low, high, begun = [], piece.low, piece.high, piece.low
        elif abs(piece.low - high) < _TOUCH and min(high - begun, piece.high - piece.low) > _NARROWEST:
            joins.append(piece.low)
            begun = piece.low
        high = max(high, piece.high)
    yield Rule(at, low, high, tuple(joins))


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that touch each other, directly or through others."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for j, v in enumerate(upright, len(level)):
        for i, h in enumerate(level):
            across = h.low - _NEAR <= v.at <= h.high + _NEAR
            if across and v.low - _NEAR <= h.at <= v.high + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(level):
        groups[root(i)][0].append(h)
    for j, v in enumerate(upright, len(level)):
        groups[root(j)][1].append(v)
    return list(groups.values())


def _clusters(values: list[float]) -> list[float]:
    """Values with those close together made one."""
    out: list[list[float]] = []
    for value in sorted(values):
        if out and value - out[-1][0] <= _NEAR:
            out[-1].append(value)
        else:
            out.append([value])
    return [sum(c) / len(c) for c in out]


def _grid(level: list[Rule], upright: list[Rule]) -> RuledGrid | None:
    """The cells between rules. Sides that are not ruled join what stands on both of them."""
    ys = _clusters([h.at for h in level] + [e for v in upright for e in (v.low, v.high)])
    xs = _clusters([v.at for v in upright] + [e for h in level for e in (h.low, h.high)])
    if len(ys) < 2 or len(xs) < 2 or len(ys) * len(xs) > 40_000:
        return None
    across = _walls(level, ys, xs)
    down = _walls(upright, xs, ys)
    found = _without_slips(_cells(len(ys) - 1, len(xs) - 1, across, down), xs)
    cells = [c for c in found if xs[c[3] + 1] - xs[c[1]] > _SLIVER and ys[c[2] + 1] - ys[c[0]] > _SLIVER]
    if not cells:
        return None
    rows = {r: i for i, r in enumerate(sorted({c[0] for c in cells}))}
    columns = {c: i for i, c in enumerate(sorted({c[1] for c in cells}))}
    made = tuple(
        GridCell(
            rows[r0], columns[c0],
            sum(1 for r in rows if r0 <= r <= r1), sum(1 for c in columns if c0 <= c <= c1),
            xs[c0], ys[r0], xs[c1 + 1], ys[r1 + 1],
        )
        for r0, c0, r1, c1 in sorted(cells)
    )  # fmt: skip
    return RuledGrid(made, xs[0], ys[0], xs[-1], ys[-1], tuple(xs[c] for c in columns))


def _without_slips(found: list[tuple[int, int, int, int]], xs: list[float]) -> list[tuple[int, int, int, int]]:
    """The cells without narrow columns that hold none by themselves: there, tables above each other differ a little."""
    for k in range(1, len(xs) - 1):
        if xs[k + 1] - xs[k] < _SLIP and _begins_alike(found, k):
            found = [(r0, c0 + (c0 == k), r1, c1 - (c1 == k)) for r0, c0, r1, c1 in found]
    return found


def _begins_alike(found: list[tuple[int, int, int, int]], k: int) -> bool:
    """Whether rows with a cell that begins at a line begin as those with one at the next line, but for that cell."""
    rows: dict[int, set[int]] = defaultdict(set)
    for r0, c0, _, _ in found:
        rows[r0].add(c0)
    first, second = ([own - {at} for own in rows.values() if at in own] for at in (k, k + 1))
    apart = not any(c0 == k == c1 for _, c0, _, c1 in found)
    return apart and bool(first and second) and set().union(*first) == set().union(*second)


def _walls(rules: list[Rule], ats: list[float], along: list[float]) -> set[tuple[int, int]]:
    """(line, piece) for each stretch between two crossing lines that is ruled."""
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for rule in rules:
        line = min(range(len(ats)), key=lambda i: abs(ats[i] - rule.at))
        for piece in range(len(along) - 1):
            covered[line, piece] += max(0.0, min(rule.high, along[piece + 1]) - max(rule.low, along[piece]))
    return {k for k, length in covered.items() if length >= _COVER * (along[k[1] + 1] - along[k[1]])}


def _cells(
    rows: int, columns: int, across: set[tuple[int, int]], down: set[tuple[int, int]]
) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row, last column of each stretch of ground that no rule parts."""
    seen: set[tuple[int, int]] = set()
    out = []
    for r in range(rows):
        for c in range(columns):
            if (r, c) in seen:
                continue
            stack, ground = [(r, c)], []
            seen.add((r, c))
            while stack:
                y, x = stack.pop()
                ground.append((y, x))
                for ny, nx, wall in (
                    (y - 1, x, (y, x) in across),
                    (y + 1, x, (y + 1, x) in across),
                    (y, x - 1, (x, y) in down),
                    (y, x + 1, (x + 1, y) in down),
                ):
                    if not wall and 0 <= ny < rows and 0 <= nx < columns and (ny, nx) not in seen:
                        seen.add((ny, nx))
                        stack.append((ny, nx))
            ys, xs = [y for y, _ in ground], [x for _, x in ground]
            out.append((min(ys), min(xs), max(ys), max(xs)))
    return out
