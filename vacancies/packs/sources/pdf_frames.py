"""Columns that level rules tell of: where the pieces under a row's cells meet, or a ruled head's cells part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from vacancies.packs.sources.pdf_columns import Columns, Framed, cut_at, spanned
from vacancies.packs.sources.pdf_lines import Row
from vacancies.packs.sources.pdf_rules import Rule, RuledGrid

_SAME = 3.0  # points: edges no farther apart are one
_IN_CELL = 14.0  # points from a cell's side to its words
_HEAD = 6  # lines of a row of headings
_CLOSE = 1.6  # of the letters' size: the lines of such a row are no farther apart


@dataclass(frozen=True)
class HeadRule(Rule):
    """The lower side of a ruled head whose table has no rules below it; `top` is its upper side."""

    top: float = 0.0


@dataclass(frozen=True)
class Frame:
    """A table's columns, the row after the last one that its rules take in, and how far it may go on below that."""

    columns: Framed
    end: int
    limit: int


def head_rule(grid: RuledGrid) -> HeadRule:
    """What the box of a table's head tells of its columns."""
    return HeadRule(grid.bottom, grid.x0, grid.x1, grid.xs[1:], grid.top)


def frame_at(rows: Sequence[Row], start: int, rules: Sequence[Rule]) -> Frame | None:
    """The columns that rules show for a table whose first row is at `start`, or None where they show none."""
    below = [r for r in rules if r.at > rows[start][0].base and _covers(r, rows[start])]
    if not below or not below[0].joins:
        return None
    edges = _edges(below[0])
    head = end = _end(rows, start, below[0].at)
    if not _is_head(rows[start:head], Framed.between(edges)):
        return None
    limit = len(rows)
    for rule in below[1:]:
        wider = _with(edges, _edges(rule))
        if wider is None or isinstance(rule, HeadRule) or isinstance(below[0], HeadRule):
            limit = _limit(rows, end, rule, closed=end > head) if rule.joins else limit
            break
        row_end = _end(rows, end, rule.at)
        outside = _first_outside(rows, end, row_end, min(row[0].x0 for row in rows[start:end]))
        if outside < row_end:
            limit = outside
            break
        edges, end = wider, row_end
    return Frame(Framed.between(edges), end, limit)


def _limit(rows: Sequence[Row], end: int, rule: Rule, *, closed: bool) -> int:
    """The first row that may be of the table that a further rule belongs to."""
    if isinstance(rule, HeadRule):
        return _end(rows, end, rule.top)
    return end if closed else _end(rows, end, rule.at)


def reach_of(rows: Sequence[Row], start: int, rules: Sequence[Rule], columns: Columns) -> tuple[int, int]:
    """As `end` and `limit` of a frame, for a table with known columns that goes on at `start`."""
    joined = [r for r in rules if r.joins and r.at > rows[start][0].base and _covers(r, rows[start])]
    end = start
    for rule in joined:
        if isinstance(rule, HeadRule):
            return (end, end) if end > start else (start, _end(rows, start, rule.top))
        if not _parts(rule, columns):
            return end, end
        end = _end(rows, end, rule.at)
    return (end, end) if end > start else (start, len(rows))


def strips_end(rows: Sequence[Row], start: int, rules: Sequence[Rule]) -> tuple[int, int]:
    """As `end` and `limit` of a frame, for rows parted by rules of one length, the first of them right below the head.

    The end is the start where there is no such table.
    """
    below = [r for r in rules if r.at > rows[start][0].base and _covers(r, rows[start])]
    head = _end(rows, start, below[0].at) if below else start
    if head == start or head - start > _HEAD or rows[start][0].x0 - below[0].low > _IN_CELL:
        return start, len(rows)
    end, last = head, below[0]
    for rule in below[1:]:
        row_end = _end(rows, end, rule.at)
        if abs(rule.low - last.low) > _SAME or abs(rule.high - last.high) > _SAME:
            break
        outside = _first_outside(rows, end, row_end, min(row[0].x0 for row in rows[start:end]))
        if outside < row_end:
            return (end if last is not below[0] else start), outside
        end, last = row_end, rule
    return (end if last is not below[0] else start), len(rows)


def _first_outside(rows: Sequence[Row], start: int, end: int, left: float) -> int:
    """The first line between two rules that is not of the upper one's table, or the end.

    It is a heading below other lines, or begins before all words of the table.
    """
    for i in range(start, end):
        line = rows[i][0]
        far = i > start and line.base - rows[i - 1][0].base > _CLOSE * line.size
        if len(rows[i]) == 1 and (line.strong and far or line.x0 < left - _SAME):
            return i
    return end


def _parts(rule: Rule, columns: Columns) -> bool:
    """Whether a rule's pieces meet between columns, and nowhere else."""
    return all(any(a[1] - _SAME < x < b[0] + _SAME for a, b in pairwise(columns)) for x in rule.joins)


def _covers(rule: Rule, row: Row) -> bool:
    return rule.low - _SAME <= row[0].x0 and row[-1].x1 <= rule.high + _SAME


def _edges(rule: Rule) -> list[float]:
    return [rule.low, *rule.joins, rule.high]


def _with(edges: list[float], others: list[float]) -> list[float] | None:
    """The edges of two rules of one table, or None where they are not of one."""
    if abs(edges[0] - others[0]) > _SAME or abs(edges[-1] - others[-1]) > _SAME:
        return None
    fewer, more = sorted((edges, others), key=len)
    return more if all(any(abs(a - b) < _SAME for b in more) for a in fewer) else None


def _end(rows: Sequence[Row], start: int, at: float) -> int:
    """The first row from `start` on that stands below a height."""
    return next((i for i in range(start, len(rows)) if rows[i][0].base > at), len(rows))


def _is_head(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether lines are the first row of a table: close to each other, each in one column, and not all in one."""
    if len(rows) > _HEAD or any(b[0].base - a[0].base > _CLOSE * a[0].size for a, b in pairwise(rows)):
        return False
    places = [spanned(line, columns) for row in cut_at(rows, columns) for line in row]
    return len(set(places)) > 1 and all(first == last for first, last in places)
