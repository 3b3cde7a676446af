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
_HOLE = 2.6  # of the letters' size: lines of one column of a row are no farther apart
_TALLER = 1.13  # of the letters' size above: those of headings
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
        outside = _first_outside(rows, end, row_end, _left(rows[start:end], edges), Framed.between(wider))
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
        row_end = _end(rows, end, rule.at)
        outside = _first_outside(rows, end, row_end, columns[0][0], columns) if end > start else row_end
        if outside < row_end:
            return outside, outside
        end = row_end
    return (end, end) if end > start else (start, len(rows))


def ruled_columns(rows: Sequence[Row], start: int, rules: Sequence[Rule], columns: Columns) -> Columns:
    """A table's columns as the rules below a row show them, where these part as many, else as they were."""
    for rule in rules:
        own = len(rule.joins) == len(columns) - 1 and rule.at > rows[start][0].base and _covers(rule, rows[start])
        if own and not isinstance(rule, HeadRule):
            return Framed.between(_edges(rule)) if _parts(rule, columns) else columns
    return columns


def strips_end(rows: Sequence[Row], start: int, rules: Sequence[Rule]) -> tuple[int, int]:
    """As `end` and `limit` of a frame, for rows parted by rules of one length, the first of them right below the head.

    The end is the start where there is no such table.
    """
    below = [r for r in rules if r.at > rows[start][0].base and _covers(r, rows[start])]
    head = _end(rows, start, below[0].at) if below else start
    if head == start or head - start > _HEAD or rows[start][0].x0 - below[0].low > _IN_CELL:
        return start, len(rows)
    if any(_is_new_name(rows, start, i) for i in range(start + 1, head)):
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


def _left(rows: Sequence[Row], edges: Sequence[float]) -> float:
    """Where a table's words begin at the left: at its side, where its first column has no words yet."""
    words = min(row[0].x0 for row in rows)
    return words if words < edges[1] else edges[0] + _SAME + 1


def _first_outside(rows: Sequence[Row], start: int, end: int, left: float, columns: Columns = ()) -> int:
    """The first line between two rules that is not of the upper one's table, or the end.

    It is a heading below other lines, begins before all words of the table, runs across columns that part the words
    above it, or goes on in the first column below a hole there.
    """
    for i in range(start, end):
        line = rows[i][0]
        far = i > start and line.base - rows[i - 1][0].base > _CLOSE * line.size
        if len(rows[i]) > 1:
            continue
        taller = line.size > _TALLER * rows[start - 1][0].size
        if line.strong and (
            far or taller or _is_over_wide(rows[i:end]) or _is_new_name(rows, start, i) and _resumes(rows, start, i)
        ):
            return i
        if line.x0 < left - _SAME:
            return i
        if columns and i == start and _crosses_alone(rows[i:end], columns):
            return i
        if columns and i > start and (_crosses(rows, start, i, columns) or _below_hole(rows, start, i, columns)):
            while i - 1 > start and len(rows[i - 1]) == 1 and rows[i - 1][0].strong:
                i -= 1
            return i
    return end


def _is_over_wide(rows: Sequence[Row]) -> bool:
    """Whether a line alone stands far above cells side by side, with no rule between: as a table's heading does."""
    return len(rows) > 1 < len(rows[1]) and rows[1][0].base - rows[0][0].base > _CLOSE * rows[1][0].size


def _is_new_name(rows: Sequence[Row], start: int, i: int) -> bool:
    """Whether a line is a heading alone below words that are none."""
    return len(rows[i]) == 1 and rows[i][0].strong and not all(ln.strong for row in rows[start:i] for ln in row)


def _resumes(rows: Sequence[Row], start: int, i: int) -> bool:
    """Whether a line stands at the left, far below the one above it there, and below one that begins further in."""
    line, left = rows[i][0], rows[i][0].x0 + _IN_CELL
    above = [row[0].base for row in rows[start:i] if row[0].x0 < left]
    begun = line.x0 < rows[start][0].x0 + _SAME and rows[i - 1][0].x0 > left
    return begun and not any(line.base - base < _HOLE * line.size for base in above)


def _crosses(rows: Sequence[Row], start: int, i: int, columns: Columns) -> bool:
    """Whether a line runs across columns, while all above it since a rule stand in one each."""
    pieces = cut_at(rows[start : i + 1], columns)
    places = [spanned(line, columns) for row in pieces[:-1] for line in row]
    first, last = spanned(pieces[-1][0], columns)
    return last > first and len(set(places)) > 1 and all(a == b for a, b in places)


def _crosses_alone(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether a line runs across columns right below a rule, and cells stand side by side above the next one."""
    first, last = spanned(cut_at(rows[:1], columns)[0][0], columns)
    return last > first and any(len(row) > 1 for row in rows)


def _below_hole(rows: Sequence[Row], start: int, i: int, columns: Columns) -> bool:
    """Whether a line alone in the first column stands far below the one above it there, and below all the rest."""
    second = columns[1][0]
    above = [row[0].base for row in rows[start:i] if row[0].x0 < second]
    line = rows[i][0]
    if not above or above[-1] == rows[i - 1][0].base or line.x1 > second:
        return False
    return line.base - above[-1] > _HOLE * line.size and line.x0 < second


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
