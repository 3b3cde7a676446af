"""The rows of a table that has no upright rules: which lines stand in one row, and where the next begins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vacancies.packs.sources.characters import is_mark, opens_low
from vacancies.packs.sources.pdf_columns import Columns, spanned
from vacancies.packs.sources.pdf_flow import CODES_GO_ON, Flow
from vacancies.packs.sources.pdf_lines import Line, Row, is_marker
from vacancies.packs.sources.pdf_rules import Rule

GUTTER = 5.0  # points of white between columns
LONGEST_HEAD = 7  # words of a heading between rows
_BESIDE = 0.8  # of the letters' size: lines nearer than this are of one row, a little out of line
_FOOT = 1.5  # of the letters' size: the rule at a table's foot is no farther below its words
_HANGS = 3.0  # points
_SURE = 3  # paragraphs that show how the rows of a table are filled
_UNENDED = frozenset(("a", "an", "and", "of", "or", "the", "with", "our", "their", "your"))  # words that end nothing
_JOINS = ("and", "or", "-", "–")
_WHITE = 1.8  # points beyond the step between lines that part rows


Column = tuple[int, int]  # first and last column that a line stands in


@dataclass(frozen=True)
class _Table:
    """Where its words stand, how far those of each column run, and whether all in the first has words beside it."""

    columns: Columns
    rights: Sequence[float]
    flow: Flow
    answered: bool


def bands_of(
    rows: Sequence[Row], columns: Columns, rules: Sequence[Rule], rights: Sequence[float], flow: Flow
) -> list[list[Row]]:
    """The rows of the table, each with its lines: parted by rules or white space, then by what they hold."""
    x0, x1 = columns[0][0], columns[-1][1]
    top, bottom = rows[0][0].base - rows[0][0].size, rows[-1][0].base
    wide = [r.at for r in rules if top < r.at and min(r.high, x1) - max(r.low, x0) > 0.6 * (x1 - x0)]
    across = [at for at in wide if at < bottom]
    closed = any(bottom < at < bottom + _FOOT * rows[-1][0].size for at in wide)
    if len(across) + closed >= 2:
        return _cut(rows, lambda a, b: any(a[0].base < at < b[0].base for at in across))
    step = _step(rows, flow)
    bands = _cut(rows, lambda a, b: _between(a, b) > step + max(_WHITE, 0.15 * b[0].size))
    table = _Table(columns, rights, flow, _are_answered(rows, columns, rights[0], flow))
    parts = [part for band in bands for part in _by_content(band, table)]
    return _with_whole_lists(parts, columns)


def _with_whole_lists(bands: list[list[Row]], columns: Columns) -> list[list[Row]]:
    """The bands with those that only carry lists on put to the lists above: white parts items, too."""
    out = [bands[0]]
    for band in bands[1:]:
        begun: dict[Column, Line] = {}
        for line in (line for row in band for line in row):
            begun.setdefault(spanned(line, columns), line)
        above: dict[Column, list[Line]] = {}
        for line in (line for row in out[-1] for line in row):
            above.setdefault(spanned(line, columns), []).append(line)
        listed = any(_has_bullet(line) for line in begun.values())
        if listed and all(_goes_on_in(above.get(place, []), line) for place, line in begun.items()):
            out[-1].extend(band)
        else:
            out.append(band)
    return out


def _goes_on_in(above: Sequence[Line], line: Line) -> bool:
    """Whether a line is a further item of the list above it, or the rest of its last one."""
    items = [other for other in above if _has_bullet(other)]
    hangs = any(abs(line.x0 - item.text_x0) < _HANGS for item in items)
    return bool(items) and (_has_bullet(line) or hangs or opens_low(line.text))


def _step(rows: Sequence[Row], flow: Flow) -> float:
    """The step in points between the lines of one cell: as lines that carry a sentence on show it, else as usual."""
    steps = [(b[0].base - a[0].base, b) for a, b in pairwise(rows)]
    carried = sorted(
        d for d, row in steps if 0.9 * row[0].size < d < 2 * row[0].size and all(opens_low(ln.text) for ln in row)
    )
    if carried:
        return carried[len(carried) // 2]
    usual = flow.usual.step * max(row[0].size for row in rows)
    return min([usual, *(d for d, row in steps if d > 0.95 * row[0].size)])


def _between(above: Row, row: Row) -> float:
    """The step from a row's lowest line to the next one's highest."""
    return min(line.base for line in row) - max(line.base for line in above)


def _cut(rows: Sequence[Row], parts: Callable[[Row, Row], bool]) -> list[list[Row]]:
    out: list[list[Row]] = [[rows[0]]]
    for before, row in pairwise(rows):
        if parts(before, row):
            out.append([])
        out[-1].append(row)
    return out


def _by_content(band: list[Row], table: _Table) -> list[list[Row]]:
    """A band cut where rows stand in it without white between them."""
    out: list[list[Row]] = [[band[0]]]
    for i in range(1, len(band)):
        if _begins(band, i, out[-1], table):
            out.append([])
        out[-1].append(band[i])
    return out


def _are_answered(rows: Sequence[Row], columns: Columns, right: float, flow: Flow) -> bool:
    """Whether all that opens in the first column has words beside it, as where each row holds one thing."""
    first = [(row, row[0]) for row in rows if spanned(row[0], columns) == (0, 0) and not row[0].strong]
    opened = [row for (_, above), (row, line) in pairwise(first) if flow.opens([above], line, right)]
    return len(opened) >= _SURE and all(len(row) > 1 for row in opened)


def _begins(band: list[Row], i: int, row: list[Row], table: _Table) -> bool:
    """Whether a line is the first of a new row: its leftmost words open a paragraph, and more stands beside them."""
    if band[i][0].base - row[0][0].base < _BESIDE * band[i][0].size:
        return False
    places = {spanned(line, table.columns): line for line in band[i]}
    above = {spanned(line, table.columns): line for part in row for line in part}
    codes = [ln for p, ln in places.items() if _is_code(ln) and not (p in above and above[p].text[-1] in CODES_GO_ON)]
    if codes and any(_is_code(ln) for part in row for ln in part):
        return True
    if _is_strong(row) and not any(ln.strong for ln in band[i]):
        return True
    first, leftmost = min(places), min(p[0] for p in above)
    if first[0] != first[1]:
        return True
    if first[0] > leftmost:
        return False
    if first not in above:
        return first[0] < leftmost or any(p[0] != p[1] for p in above)
    if len(places) == 1:
        heads = i + 1 < len(band) and len(band[i + 1]) > 1 and len(places[first].words) <= LONGEST_HEAD
        return heads and table.flow.opens([above[first]], places[first], table.rights[first[1]])
    return _begins_beside(places, above, first, table)


def _begins_beside(places: Mapping[Column, Line], above: Mapping[Column, Line], first: Column, table: _Table) -> bool:
    """Whether lines side by side are the first of a new row, below lines that begin in the same column."""
    line, right, flow = places[first], table.rights[first[1]], table.flow
    beside = [(above[p], other, table.rights[p[1]]) for p, other in places.items() if p != first and p in above]
    if any(_carries_on(before, other, end, flow) for before, other, end in beside):
        return table.answered and not opens_low(line.text) and flow.opens([above[first]], line, right)
    if _breaks_off(above[first], line, flow):
        return False
    if any(not _is_listed(other) for _, other, _ in beside) and not opens_low(line.text):
        return True
    after = first[1] + 1
    roomy = table.columns[after][0] - 1.2 * GUTTER if after < len(table.columns) else right
    return flow.opens([above[first]], line, max(right, roomy))


def _breaks_off(before: Line, line: Line, flow: Flow) -> bool:
    """Whether the line right above one ends with a word that none ends with."""
    alike = line.strong == before.strong and not _is_listed(line)
    return alike and before.words[-1].text.lower() in _UNENDED and flow.is_next(before, line)


def _carries_on(before: Line, line: Line, right: float, flow: Flow) -> bool:
    """Whether a line is the rest of one in its column: that breaks off, or is full and right above a small letter."""
    if _breaks_off(before, line, flow):
        return True
    if line.strong != before.strong or not opens_low(line.text):
        return False
    last = before.words[-1].text
    joined = last[-1] in CODES_GO_ON or last.lower() in _JOINS
    return joined or not flow.had_room(before, line, right) and flow.is_next(before, line)


def _is_strong(row: list[Row]) -> bool:
    """Whether a row has several cells, and all their words are set apart, as those of headings are."""
    return any(len(part) > 1 for part in row) and all(ln.strong for part in row for ln in part)


def _is_listed(line: Line) -> bool:
    return is_marker(line.words[0].text)


def _has_bullet(line: Line) -> bool:
    return _is_listed(line) and not line.words[0].text[0].isalnum()


def _is_code(line: Line) -> bool:
    """Whether a line is a mark or a letter or two, of which a row has one in a column."""
    return is_mark(line.text) or len(line.text) <= 3 and line.text.isupper()
