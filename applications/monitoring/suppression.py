"""Hiding small numbers so that they stay hidden. No Django.

A table counts people by category (rows) and school (columns), at each stage. Its margins are the total of each column
and, where a trust has several schools, the trust's own column. A figure under 5 is hidden. Then figures beside it are
hidden too, until a reader who knows everything that is shown cannot work a hidden one out:

- by subtraction. Rows and columns add up to their margins, so hidden figures are lines between their row and their
  column; one is worked out exactly where its line is the only way between two parts of that net.
- by the least and the most it can be. No count is below 0, and nobody reaches a later stage without the one before.

Because of the second, 5 shown as shortlisted of 6 who applied would tell that 1 was not: a stage is hidden too where
fewer than 5 did not reach it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5
TOTAL = ""  # the row that adds up the categories
TRUST = ""  # the column that adds up the schools
Cell = tuple[str, str, int]  # category, school, stage (0: applied)
Line = tuple[Cell, tuple[Cell, ...]]  # a margin and what adds up to it


@dataclass(frozen=True)
class Table:
    """Counts by category and school at each stage, margins left out: they are worked out here."""

    categories: Sequence[str]
    schools: Sequence[str]
    stages: int
    counts: Mapping[Cell, int]

    def value(self, cell: Cell) -> int:
        """A count, or the margin of what it sums."""
        category, school, stage = cell
        categories = self.categories if category == TOTAL else (category,)
        schools = self.schools if school == TRUST else (school,)
        return sum(self.counts.get((row, column, stage), 0) for row in categories for column in schools)

    @property
    def rows(self) -> list[str]:
        """The categories, and their total."""
        return [*self.categories, TOTAL]

    @property
    def columns(self) -> list[str]:
        """The schools, and the trust where there are several."""
        return [*self.schools, *([TRUST] if len(self.schools) > 1 else [])]

    def cells(self) -> Iterator[Cell]:
        """Every figure of the table, margins too."""
        for stage in range(self.stages):
            for row in self.rows:
                for column in self.columns:
                    yield row, column, stage

    def lines(self) -> Iterator[Line]:
        """What adds up to what."""
        for stage in range(self.stages):
            for column in self.columns:
                yield (TOTAL, column, stage), tuple((row, column, stage) for row in self.categories)
            for row in self.rows if len(self.schools) > 1 else ():
                yield (row, TRUST, stage), tuple((row, column, stage) for column in self.schools)


def hidden(table: Table, *, never: frozenset[str] = frozenset(), totals: frozenset[Cell] | None = None) -> set[Cell]:
    """Return the cells to hide. `never`: schools of which nothing may be shown (one vacancy alone).

    `totals`: the total cells that are hidden, once they were settled for every question together; then only
    categories are hidden besides. Without it totals may be hidden too.
    """
    values = {cell: table.value(cell) for cell in table.cells()}
    found = {cell for cell in values if cell[1] in never or _small(cell, values)}
    if totals is not None:
        found = {cell for cell in found if cell[0] != TOTAL} | set(totals)
    while worked_out := _worked_out(table, values, found):
        more = _beside(table, values, found, worked_out, keep_totals=totals is not None)
        if more is None:
            return {cell for cell in values if totals is None or cell[0] != TOTAL or cell in found}
        found.add(more)
    return found


def _small(cell: Cell, values: Mapping[Cell, int]) -> bool:
    """Fewer than 5, or fewer than 5 who did not come this far."""
    category, school, stage = cell
    before = values.get((category, school, stage - 1))
    return values[cell] < FEWEST or (before is not None and before - values[cell] < FEWEST)


def _worked_out(table: Table, values: Mapping[Cell, int], found: set[Cell]) -> set[Cell]:
    """Hidden cells that a reader could tell exactly."""
    least, most = _bounds(table, values, found)
    return {cell for cell in found if least[cell] == most[cell]} | set(_only_ways(table, found))


def _bounds(table: Table, values: Mapping[Cell, int], found: set[Cell]) -> tuple[dict[Cell, int], dict[Cell, float]]:
    """The least and the most that each cell can be, from all that is shown; narrowed until nothing changes."""
    least = {cell: 0 if cell in found else value for cell, value in values.items()}
    most: dict[Cell, float] = {cell: float("inf") if cell in found else value for cell, value in values.items()}
    lines, changed = list(table.lines()), True
    while changed:
        changed = False
        for margin, parts in lines:
            low, high = sum(least[part] for part in parts), sum(most[part] for part in parts)
            changed |= _narrow(least, most, margin, low, high)
            for part in parts:
                others_low = sum(least[each] for each in parts if each != part)
                others_high = sum(most[each] for each in parts if each != part)
                below = least[margin] - others_high if others_high != float("inf") else 0
                changed |= _narrow(least, most, part, below, most[margin] - others_low)
        for cell in found:
            category, school, stage = cell
            earlier, later = (category, school, stage - 1), (category, school, stage + 1)
            changed |= _narrow(least, most, cell, least.get(later, 0), most.get(earlier, float("inf")))
    return least, most


def _narrow(least: dict[Cell, int], most: dict[Cell, float], cell: Cell, low: float, high: float) -> bool:
    changed = low > least[cell] or high < most[cell]
    least[cell], most[cell] = max(least[cell], int(low)), min(most[cell], high)
    return changed


def _only_ways(table: Table, found: set[Cell]) -> Iterator[Cell]:
    """The bridges of the net of rows and columns whose lines are the hidden cells, stage by stage."""
    for stage in range(table.stages):
        net: dict[str, list[tuple[str, Cell]]] = defaultdict(list)
        for cell in sorted(each for each in found if each[2] == stage):
            row, column = f"row {cell[0]}", f"column {cell[1]}"
            if len(table.schools) == 1:  # no line adds up a row, so every row may be anything
                row = "anything"
            net[row].append((column, cell))
            net[column].append((row, cell))
        yield from _bridges(net)


def _bridges(net: Mapping[str, list[tuple[str, Cell]]]) -> Iterator[Cell]:
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    for start in net:
        if start in order:
            continue
        order[start] = lowest[start] = len(order)
        walk: list[tuple[str, Cell | None, Iterator[tuple[str, Cell]]]] = [(start, None, iter(net[start]))]
        while walk:
            node, came_by, ways = walk[-1]
            for other, cell in ways:
                if cell == came_by:
                    continue
                if other in order:
                    lowest[node] = min(lowest[node], order[other])
                    continue
                order[other] = lowest[other] = len(order)
                walk.append((other, cell, iter(net[other])))
                break
            else:
                walk.pop()
                if walk and came_by is not None:
                    parent = walk[-1][0]
                    lowest[parent] = min(lowest[parent], lowest[node])
                    if lowest[node] > order[parent]:
                        yield came_by


def _beside(
    table: Table, values: Mapping[Cell, int], found: set[Cell], worked_out: set[Cell], *, keep_totals: bool
) -> Cell | None:
    """The smallest figure still shown on a line with one that could be worked out; categories before margins."""
    wanted = {
        cell
        for margin, parts in table.lines()
        for cell in (margin, *parts)
        if cell not in found and worked_out & {margin, *parts} and not (keep_totals and cell[0] == TOTAL)
    }
    later = {
        (category, school, other)
        for category, school, stage in worked_out
        for other in (stage - 1, stage + 1)
        if 0 <= other < table.stages
    }
    wanted |= {cell for cell in later - found if not (keep_totals and cell[0] == TOTAL)}
    return min(wanted, key=lambda cell: ((cell[0] == TOTAL) + (cell[1] == TRUST), values[cell], cell), default=None)
