"""Where a table without upright rules ends: before a heading or another table, or with what a page cuts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from vacancies.packs.sources.characters import is_mark
from vacancies.packs.sources.pdf_columns import Columns, cut_at, next_head, spanned
from vacancies.packs.sources.pdf_extent import is_inside
from vacancies.packs.sources.pdf_flow import Flow
from vacancies.packs.sources.pdf_lines import Line, Row
from vacancies.packs.sources.pdf_rules import Rule

_INNER = 40.0  # points: no paragraph is set in as far as a column that begins here
_SET_IN = 16.0  # points from a column's side to its bullets and words
_SLACK = 4.0  # points that a line may begin before its column: as far as a cell's padding moves it
_NEAR = 1.6  # of the letters' size: lines of one cell are no farther apart
_CUT = 4  # lines of a row whose words stand on the next page


def before_heading(rows: Sequence[Row], start: int, flow: Flow) -> int:
    """Where a heading in larger letters stands below lines of a table, alone in its row: no table goes on there."""
    for i in range(start + 1, len(rows)):
        line = rows[i][0]
        if len(rows[i]) == 1 and line.strong and flow.usual.heading(line.size) and line.size > rows[i - 1][0].size + 1:
            return i
    return len(rows)


def before_other(rows: Sequence[Row], start: int, end: int, columns: Columns, *, known: bool = False) -> int:
    """The end of the table before rows with which another one begins: their cells begin where none did before.

    `known`: the columns are those of the page before.
    """
    wide = [i for i in range(start + 1, end) if len(rows[i]) > 1]
    for n, first in enumerate(wide):
        if all(_is_elsewhere(rows, (start, first), i, columns, known=known) for i in wide[n:]):
            while len(rows[first - 1]) == 1 and rows[first - 1][0].strong:
                first -= 1
            return first
    return end


def _is_elsewhere(rows: Sequence[Row], table: tuple[int, int], i: int, columns: Columns, *, known: bool) -> bool:
    """Whether cells of a row begin, and have their middle, where nothing does in their columns of a table's rows."""
    above = [(spanned(line, columns), line) for row in rows[slice(*table)] for line in row]

    def is_new(line: Line) -> bool:
        own = spanned(line, columns)[0]
        near = [ln for (first, last), ln in above if first <= own <= last]
        begun = [x for ln in near for x in (ln.x0, ln.text_x0)]
        middles = [sum(columns[own]), *(ln.x0 + ln.x1 for ln in near)]
        if not near and not known:
            return True
        inside = -_SLACK < line.x0 - columns[own][0] < _SET_IN or any(abs(line.x0 - x) < _SLACK for x in begun)
        return not inside and all(abs(line.x0 + line.x1 - m) > 2 * _SLACK for m in middles)

    return any(is_new(line) for line in rows[i][1:])


def with_list(rows: Sequence[Row], start: int, end: int, columns: Columns) -> int:
    """The end of the table with plain lines of one column alone, of a list longer than those beside it.

    They stand as close below each other as other lines of the table, and a heading follows, or the page's end.
    """
    head = rows[start]
    if len(columns) < 2 or len(head) < 2 or not all(line.strong for line in head):
        return end
    seen = rows[start : max(end, start + 2)]
    step = max((b[0].base - a[0].base for a, b in pairwise(seen)), default=0.0) + 1
    below = end
    while below < min(len(rows), start + _CUT) and is_rest_of_head(rows[below], rows[below - 1]):
        below += 1
    i = below
    while i < len(rows) and _is_listed_on(rows, i, columns, step):
        i += 1
    return i if i > below and (i == len(rows) or all(line.strong for line in rows[i])) else end


def is_rest_of_head(row: Row, above: Row) -> bool:
    """Whether a line below a row of headings is the rest of one of them."""
    named = len(row) == 1 and (row[0].strong or is_mark(row[0].text))
    return named and row[0].base - above[0].base < _NEAR * row[0].size


def _is_listed_on(rows: Sequence[Row], i: int, columns: Columns, step: float) -> bool:
    line = rows[i][0]
    first, last = spanned(line, columns)
    inside = first == last and columns[first][0] - 2 < line.x0 < columns[first][0] + _INNER
    return len(rows[i]) == 1 and not line.strong and inside and line.base - rows[i - 1][0].base <= step


def with_cut_row(rows: Sequence[Row], start: int, end: int, columns: Columns, rules: Sequence[Rule]) -> int:
    """The end of a ruled table with the row that the page's end cuts, below the last rule: all is in its columns."""
    x0, x1 = columns[0][0], columns[-1][1]
    ruled = end < len(rows) and any(r.at > rows[end][0].base and r.low < x1 and x0 < r.high for r in rules)
    if ruled or next_head(rows, start, len(rows)) < len(rows):
        return end
    begun: list[tuple[tuple[int, int], Line]] = []
    for row in cut_at(rows[end:], columns):
        begun += {spanned(line, columns): line for line in reversed(row)}.items()
    held = all(a == b and -_SLACK < line.x0 - columns[a][0] < _SET_IN for (a, b), line in begun)
    return len(rows) if held and len({place for place, _ in begun}) > 1 else end


def to_page_end(rows: Sequence[Row], start: int, end: int, columns: Columns) -> int:
    """The end of the table with the marks and the section's name that a page ends with: their row's words follow."""
    if next_head(rows, start, len(rows)) < len(rows):
        return end
    rest = cut_at(rows[end:], columns)
    lines = [line for row in rest for line in row]
    inner = [line for line in lines if spanned(line, columns)[0] > 0]
    if not inner or len(rest) > _CUT or not all(is_inside(line, columns) for line in lines):
        return end
    return len(rows) if all(line in inner or line.strong for line in lines) else end
