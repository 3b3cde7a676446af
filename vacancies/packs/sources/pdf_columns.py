"""The columns that words stand in, where no upright rules show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vacancies.packs.sources.pdf_lines import Line, Row, is_justified, opens_item

_PADDING = 2.0  # points between a cell's side and its words, at the least
_GUTTER = 5.0  # points of white between columns
_NARROWEST = 3.0  # points of white that a single row must leave of it
_SPACE = 0.38  # of the letters' size: no wider gap stands between the words of a line
_RUN = 0.45  # of the letters' size: words no farther apart are of one run
_IN_HEAD = 1.6  # of the letters' size: lines of a row of headings are no farther apart
_FEW = 4  # words of a heading that is not set apart, beside others that are
_LONGEST_NUMBER_HEAD = 10  # characters
_BESIDE = 0.8  # of the letters' size: lines nearer than this stand beside each other, a little out of line

Columns = Sequence[tuple[float, float]]  # left and right of each


class Framed(tuple[tuple[float, float], ...]):
    """Columns whose sides rules show, not the white between words."""

    __slots__ = ()

    @classmethod
    def between(cls, edges: Sequence[float]) -> Framed:
        """The columns between upright lines, as far as words can stand in them."""
        return cls((a + _PADDING, b - _PADDING) for a, b in pairwise(edges))

    @property
    def edges(self) -> list[float]:
        """The lines between them."""
        return [(a[1] + b[0]) / 2 for a, b in pairwise(self)]


def columns_of(rows: Sequence[Row]) -> Columns:
    """The stretches between gutters: strips that no run of words, or hardly any, stands in."""
    wide = [row for row in rows if len(row) > 1]
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    beside = [row for near in pairwise(rows) if _is_beside(*near) for row in near if len(row) == 1]
    tolerated = len(wide) // 15
    runs = [run for row in (*wide, *beside) for line in row for run in _runs(line, line is row[0])]
    edges = sorted((edge, step) for run in runs for edge, step in ((run[0], 1), (run[1], -1)))
    out: list[tuple[float, float]] = []
    depth, begun = 0, left
    white: float | None = None
    for x, step in edges:
        before, depth = depth, depth + step
        if before <= tolerated < depth and white is not None and x - white >= _GUTTER:
            out.append((begun, white))
            begun = x
        if depth <= tolerated < before:
            white = x
    return [*out, (begun, right)]


def kept_gutters(rows: Sequence[Row], start: int, end: int) -> tuple[int, Columns]:
    """The first row from `start` on that leaves no white where the first one has it, and the columns until there.

    One row alone may run across, as a section's name does.
    """
    end = next_head(rows, start, end)
    gaps = [[(a.x1, b.x0)] for a, b in pairwise(rows[start])]
    across, text = 0, 0
    for i in range(start + 1, end):
        ink = [run for line in rows[i] for run in _runs(line, line is rows[i][0])]
        left = [_without(gap, ink) for gap in gaps]
        if any(left) and len(rows[i]) > 1 and _is_in_head(rows[start : i + 1]):
            gaps = [gap for gap in left if gap]  # words of one name may be spread over its column
            continue
        if text and len(rows[i]) > 1:
            if any(a < x0 and x1 < b for gap in gaps for a, b in gap for x0, x1 in ink):
                return _parted(rows, start, text, gaps)  # below a line of text, with a column of its own
            text = 0
        text = text or i * (not all(left) and len(rows[i]) == 1)
        if all(left):
            gaps, across = left, 0
        elif len(rows[i]) > 1 or across:
            return _parted(rows, start, i - across, gaps)
        else:
            across = 1
    return _parted(rows, start, end - across, gaps)


def _is_in_head(rows: Sequence[Row]) -> bool:
    """Whether rows are the lines of one row of headings."""
    near = all(b[0].base - a[0].base < _IN_HEAD * a[0].size for a, b in pairwise(rows))
    return near and all(line.strong for row in rows for line in row)


def next_head(rows: Sequence[Row], start: int, end: int) -> int:
    """Where another table begins: at a row that repeats the head, or one of several words all set apart as headings."""
    said = [line.text for line in rows[start]] if start < end else []
    plain = False
    for i in range(start + 1, end):
        row, above = rows[i], rows[i - 1]
        plain = plain or not any(line.strong for line in above) and sum(len(line.words) for line in above) > 2
        again = len(row) > 1 and [line.text for line in row] == said
        low = row[0].base - above[0].base > 0.9 * row[0].size
        other = [line for line in row if not line.strong]
        heads = len(row) - len(other) > 1 >= len(other) and all(len(line.words) <= _FEW for line in other)
        if low and (again or plain and heads):
            return i - (len(above) == 1 and (again or above[0].strong))
    return end


def _parted(
    rows: Sequence[Row], start: int, end: int, gaps: Sequence[Sequence[tuple[float, float]]]
) -> tuple[int, Columns]:
    """The columns between stretches of white."""
    white = [gap for parts in gaps for gap in parts]
    x0, x1 = min(row[0].x0 for row in rows[start:end]), max(row[-1].x1 for row in rows[start:end])
    lefts, rights = [x0, *(b for _, b in white)], [*(a for a, _ in white), x1]
    return end, list(zip(lefts, rights, strict=True))


def _without(gaps: Sequence[tuple[float, float]], ink: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """What words leave of stretches of white, as far as it is wide enough to part columns."""
    for x0, x1 in ink:
        gaps = [part for a, b in gaps for part in ((a, min(b, x0)), (max(a, x1), b)) if part[1] - part[0] >= _NARROWEST]
    return list(gaps)


def _is_beside(first: Row, second: Row) -> bool:
    return second[0].base - first[0].base < _BESIDE * first[0].size


def _runs(line: Line, first: bool) -> Iterator[tuple[float, float]]:
    """Left and right of the line's runs of words; a bullet or number is of one run with what follows it."""
    x0, x1 = line.x0, line.words[0].x1
    for i, (before, word) in enumerate(pairwise(line.words)):
        leads = i == 0 and opens_item(before, word, first=first)
        even = is_justified(line.words, i, word.x0 - before.x1)
        if word.x0 - before.x1 > _RUN * word.size and not (leads or even):
            yield x0, x1
            x0 = word.x0
        x1 = word.x1
    yield x0, x1


def cut_at(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """The rows with each line cut where a gutter stands between its words, or a column's side."""
    if isinstance(columns, Framed):
        return [[piece for line in row for piece in _parts(line, columns.edges)] for row in rows]
    return [[piece for line in row for piece in _pieces(line, columns, line is row[0])] for row in rows]


def _parts(line: Line, edges: Sequence[float]) -> list[Line]:
    parts = [Line([line.words[0]], line.underlined)]
    for before, word in pairwise(line.words):
        apart = word.x0 - before.x1 > _SPACE * word.size
        if apart and any(before.x1 < x + 1 and x - 1 < word.x0 for x in edges):
            parts.append(Line([word], line.underlined))
        else:
            parts[-1].words.append(word)
    return parts


def _pieces(line: Line, columns: Columns, first: bool) -> list[Line]:
    pieces = [Line([line.words[0]], line.underlined)]
    for i, (before, word) in enumerate(pairwise(line.words)):
        gap = before.x1, word.x0
        leads = i == 0 and opens_item(before, word, first=first)
        apart = gap[1] - gap[0] >= max(0.35 * word.size, 0.8 * _GUTTER)
        white = any(min(gap[1], b[0]) - max(gap[0], a[1]) >= 0.5 * _GUTTER for a, b in pairwise(columns))
        if apart and white and not (leads or is_justified(line.words, i, gap[1] - gap[0])):
            pieces.append(Line([word], line.underlined))
        else:
            pieces[-1].words.append(word)
    return pieces


def spanned(line: Line, columns: Columns) -> tuple[int, int]:
    """First and last column that a line stands in."""
    inside = [i for i, (x0, x1) in enumerate(columns) if min(line.x1, x1) - max(line.x0, x0) > 1.5]
    if not inside:
        middle = (line.x0 + line.x1) / 2
        inside = [min(range(len(columns)), key=lambda i: abs((columns[i][0] + columns[i][1]) / 2 - middle))]
    if len(inside) > 1 and line.x1 - columns[inside[-1]][0] < 0.1 * (line.x1 - line.x0):
        inside.pop()  # it only just reaches over
    return inside[0], inside[-1]


def numbers_apart(rows: Sequence[Row], start: int, before: Columns | None) -> list[Row]:
    """The rows with numbers parted from their words where the table has a column of them, as its head shows."""
    if before is not None:
        places = [(a[0], b[0]) for a, b in pairwise(before)]
    else:
        places = [(a.x0, b.x0) for a, b in pairwise(rows[start]) if len(a.text) <= _LONGEST_NUMBER_HEAD]
    if not places:
        return list(rows)
    return [*rows[:start], *([part for line in row for part in _numbered(line, places)] for row in rows[start:])]


def _numbered(line: Line, places: Sequence[tuple[float, float]]) -> list[Line]:
    for x, words_x in places:
        if abs(line.x0 - x) < 4 and abs(line.text_x0 - words_x) < 4 and line.text_x0 > line.x0:
            return [Line(line.words[:1]), Line(line.words[1:], line.underlined)]
    return [line]
