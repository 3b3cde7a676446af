"""How far a table without upright rules reaches down the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from vacancies.packs.sources.characters import opens_low
from vacancies.packs.sources.pdf_bands import GUTTER
from vacancies.packs.sources.pdf_columns import Columns, cut_at, next_head, spanned
from vacancies.packs.sources.pdf_flow import Flow, right_edge
from vacancies.packs.sources.pdf_lines import Line, Row, is_marker

_WIDE = 110.0  # points of a column in which words begin at its left, or stand in its middle
_QUIET = 8  # lines in one column only that a table may hold one after another
_FAR = 5.5  # of the letters' size: lines farther apart are not of one table
_BAND = 1.25  # of the usual step: lines farther apart stand in rows of their own
_APART = 2.2  # of the usual step: lines of one cell's paragraphs are no farther apart
_INNER = 40.0  # points: no paragraph is set in as far as a column that begins here
_SET_IN = 16.0  # points from a column's side to its bullets and words
_FAR_WRAPPED = 2.6  # of the letters' size: lines of one column of a table are no farther apart
_SLACK = 4.0  # points that a line may begin before its column: as far as a cell's padding moves it
_ENDED = re.compile(r"[.;:!?]['’”\")]?$")
_BESIDE = 0.75  # of the usual step: lines nearer than this stand beside each other


def kept(rows: Sequence[Row], start: int, columns: Columns, flow: Flow) -> int:
    """The end of a table whose columns are known."""
    fuller = next((i for i in range(start, len(rows)) if _is_fuller(rows[i], columns)), len(rows))
    rows = rows[: next_head(rows, start, fuller)]
    if start >= len(rows):
        return start
    end = with_hanging(rows, reach(rows, start, flow, columns[1][0]), columns, flow)
    end = first_paragraph(rows, start, end, columns)
    return trimmed(rows, start, end, columns, flow)


def _is_fuller(row: Row, columns: Columns) -> bool:
    """Whether a row has more cells than a table has columns, not words that are spread from side to side of one."""
    if len(row) <= len(columns):
        return False
    last = {spanned(line, columns): line for line in row}
    shared = [p for p in last if sum(1 for line in row if spanned(line, columns) == p) > 1]
    return any(p[0] != p[1] or abs(columns[p[1]][1] - last[p].x1) > _SLACK for p in shared)


def goes_on(rows: Sequence[Row], start: int, columns: Columns) -> bool:
    """Whether the first lines of a page stand in the columns of the page before."""
    first = cut_at(rows[start : start + 3], columns)
    if not first or not all(is_inside(line, columns) for line in first[0]):
        return False
    return all(is_inside(line, columns) or _names_section(row, columns) for row in first for line in row)


def _names_section(row: Row, columns: Columns) -> bool:
    """Whether a row may be a section's name that runs over a table's columns."""
    return len(row) == 1 and row[0].strong and abs(row[0].x0 - columns[0][0]) < _SET_IN


def set_in(rows: Sequence[Row], start: int, columns: Columns) -> int:
    """The end of the lines with which a page begins that stand in further columns only: the rest of a cut row."""
    places = [x0 for x0, _ in columns if x0 - columns[0][0] > _INNER]
    end = start
    while end < len(rows) and all(any(abs(line.x0 - x) < _SET_IN for x in places) for line in rows[end]):
        end += 1
    return end


def is_inside(line: Line, columns: Columns) -> bool:
    """Whether a line stands in one column, and not before its side."""
    first, last = spanned(line, columns)
    return first == last and line.x0 >= columns[first][0] - _SLACK


def is_wide(rows: Sequence[Row], i: int, flow: Flow) -> bool:
    """Whether words stand in several columns here, on one line or on two that are nearer than lines are."""
    if len(rows[i]) > 1:
        return True
    if i + 1 >= len(rows):
        return False
    first, second = rows[i][0], rows[i + 1][0]
    near = second.base - first.base < _BESIDE * flow.usual.step * first.size
    return near and (first.x1 + GUTTER < second.x0 or rows[i + 1][-1].x1 + GUTTER < first.x0)


def levelled(rows: Sequence[Row], start: int, flow: Flow) -> tuple[list[Row], list[int]]:
    """The rows from `start` on, with two made one that stand side by side, and for each the row after its last."""
    out: list[Row] = []
    ends: list[int] = []
    i = start
    while i < len(rows):
        both = rows[i : i + 2]
        lines = sorted((line for row in both for line in row), key=lambda line: line.x0)
        near = len(both) > 1 and both[1][0].base - both[0][0].base < _BESIDE * flow.usual.step * both[0][0].size
        beside = near and all(a.x1 + GUTTER < b.x0 for a, b in pairwise(lines))
        out.append(lines if beside else rows[i])
        i += 2 if beside else 1
        ends.append(i)
    return out, ends


def reach(rows: Sequence[Row], start: int, flow: Flow, second: float = float("inf")) -> int:
    """Where a table that begins here may end at the latest: after its last row of several columns.

    `second` is where its second column begins, as far as that is known.
    """
    last, quiet = start, 0
    second = min([second, *(line.x0 for line in rows[start][1:])])
    for i in range(start + 1, len(rows)):
        if rows[i][0].base - rows[i - 1][0].base > _FAR * rows[i][0].size:
            break
        if is_wide(rows, i, flow):
            last, quiet = i, 0
            second = min([second, *(line.x0 for line in rows[i][1:])])
        elif rows[i][0].x0 < second - 3:
            quiet += rows[i][0].x1 > second or not opens_low(rows[i][0].text)  # else it broke at the column's side
            if quiet > _QUIET:
                break
    nearer = last + 1 < len(rows) and len(rows[last]) == 1 and is_wide(rows, last, flow)
    return last + 2 if nearer else last + 1


def trimmed(rows: Sequence[Row], start: int, end: int, columns: Columns, flow: Flow) -> int:
    """The end of a table after the last row that stands in several of its columns, and what hangs from that."""
    cut = cut_at(rows[start:end], columns)
    for i in range(end - 1, start - 1, -1):
        row = cut[i - start]
        if _fits(row, columns):
            return min(end, with_hanging(rows, i + 1, columns, flow))
        if i + 1 < end and is_wide(rows, i, flow) and _fits([*row, *cut[i + 1 - start]], columns):
            return min(end, i + 2)
    return start


def _fits(row: Row, columns: Columns) -> bool:
    """Whether lines stand in several columns, each where the words of its column begin or in its middle."""
    places = [(spanned(line, columns), line) for line in row]
    if len({first for (first, _), _ in places}) < 2:
        return False
    for (first, last), line in places:
        x0, x1 = columns[first][0], columns[last][1]
        if x1 - x0 > _WIDE and line.x0 - x0 > 0.35 * (x1 - x0) and abs((line.x0 + line.x1) - (x0 + x1)) > 12:
            return False
    return True


def last_wide(rows: Sequence[Row], start: int, end: int, flow: Flow) -> int:
    while end - start >= 2 and not is_wide(rows, end - 1, flow):
        end -= 1
    return end


def first_paragraph(rows: Sequence[Row], start: int, end: int, columns: Columns) -> int:
    """The first of two rows one after another that run across the columns, as text below a table does."""

    def crosses(row: Row) -> bool:
        pieces = cut_at([row], columns)[0]
        first, last = spanned(pieces[0], columns)
        return len(pieces) == 1 and last > first

    for i in range(start + 1, end - 1):
        if crosses(rows[i]) and crosses(rows[i + 1]):
            return i
    return end


def with_hanging(rows: Sequence[Row], end: int, columns: Columns, flow: Flow) -> int:
    """The end of the table with the lines that carry its last row on."""
    while 0 < end < len(rows):
        line, above = rows[end][0], rows[end - 1]
        step = (line.base - above[0].base) / (line.size * flow.usual.step)
        pieces = cut_at(rows[end : end + 1], columns)[0]
        apart = len({spanned(piece, columns) for piece in pieces}) > 1
        if apart and step < _BAND and all(is_inside(piece, columns) for piece in pieces):
            end += 1
            continue
        if len(rows[end]) > 1:
            break
        first, last = spanned(line, columns)
        inner = first > 0 and columns[first][0] - columns[0][0] > _INNER
        if first != last or step > (_APART if inner else _BAND) or line.x0 < columns[first][0] - _SLACK:
            break
        upper = [
            ln for row in cut_at(rows[max(0, end - 4) : end], columns) for ln in row if spanned(ln, columns)[0] == first
        ]
        if first == 0 and not opens_low(line.text) and not _goes_on_in(line, upper, flow):
            break
        end += 1
    return end


def _goes_on_in(line: Line, upper: Sequence[Line], flow: Flow) -> bool:
    """Whether a line in a table's first column carries on what stands above it: a paragraph, or a list."""
    if not upper:
        return False
    listed = [above.x0 for above in upper if is_marker(above.words[0].text)]
    in_list = is_marker(line.words[0].text) and any(abs(x - line.x0) < 2 for x in listed)
    return in_list or not flow.opens([upper[-1]], line, right_edge(upper))


def wrapped(rows: Sequence[Row], end: int, columns: Columns) -> int:
    """The end of the table with lines below it that only its first column makes so short: they break at its side."""
    last = end
    for i in range(end, len(rows) if len(columns) > 1 else end):
        line = rows[i][0]
        if len(rows[i]) > 1 or line.x1 > columns[1][0] or line.x0 < columns[0][0] - _SLACK:
            break
        if i == 0:
            continue
        above, step = rows[i - 1][0], (line.base - rows[i - 1][-1].base) / line.size
        broken = len(rows[i - 1]) == 1 and opens_low(line.text) and not _ENDED.search(above.text)
        roomy = above.x1 + (line.words[0].x1 - line.words[0].x0) + line.size < columns[-1][1]
        if step > _FAR_WRAPPED and i > end + 1:
            break
        if broken and roomy and step < _FAR_WRAPPED:
            last = i + 1
    return last
