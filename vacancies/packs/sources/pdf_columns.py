"""The columns that words stand in, where no upright rules show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from vacancies.packs.sources.pdf_lines import Line, Row, opens_item

_GUTTER = 5.0  # points of white between columns
_RUN = 0.45  # of the letters' size: words no farther apart are of one run
_BESIDE = 0.8  # of the letters' size: lines nearer than this stand beside each other, a little out of line

Columns = list[tuple[float, float]]  # left and right of each


def columns_of(rows: Sequence[Row]) -> Columns:
    """The stretches between gutters: strips that no run of words, or hardly any, stands in."""
    wide = [row for row in rows if len(row) > 1]
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    beside = [row for near in pairwise(rows) if _is_beside(*near) for row in near if len(row) == 1]
    tolerated = len(wide) // 15
    runs = [run for row in (*wide, *beside) for line in row for run in _runs(line, line is row[0])]
    edges = sorted((edge, step) for run in runs for edge, step in ((run[0], 1), (run[1], -1)))
    out: Columns = []
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


def _is_beside(first: Row, second: Row) -> bool:
    return second[0].base - first[0].base < _BESIDE * first[0].size


def _runs(line: Line, first: bool) -> Iterator[tuple[float, float]]:
    """Left and right of the line's runs of words; a bullet or number is of one run with what follows it."""
    x0, x1 = line.x0, line.words[0].x1
    for i, (before, word) in enumerate(pairwise(line.words)):
        leads = i == 0 and opens_item(before, word, first=first)
        if word.x0 - before.x1 > _RUN * word.size and not leads:
            yield x0, x1
            x0 = word.x0
        x1 = word.x1
    yield x0, x1


def cut_at(rows: Sequence[Row], columns: Columns) -> list[Row]:
    """The rows with each line cut where a gutter stands between its words."""
    return [[piece for line in row for piece in _pieces(line, columns, line is row[0])] for row in rows]


def _pieces(line: Line, columns: Columns, first: bool) -> list[Line]:
    pieces = [Line([line.words[0]], line.underlined)]
    for i, (before, word) in enumerate(pairwise(line.words)):
        gap = before.x1, word.x0
        leads = i == 0 and opens_item(before, word, first=first)
        apart = gap[1] - gap[0] >= max(0.35 * word.size, 0.8 * _GUTTER)
        white = any(min(gap[1], b[0]) - max(gap[0], a[1]) >= 0.5 * _GUTTER for a, b in pairwise(columns))
        if apart and white and not leads:
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
