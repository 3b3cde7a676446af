"""The rows of a table that has no upright rules: which lines stand in one row, and where the next begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from vacancies.packs.sources.characters import is_mark, opens_low
from vacancies.packs.sources.pdf_columns import Columns, spanned
from vacancies.packs.sources.pdf_flow import CODES_GO_ON, Flow
from vacancies.packs.sources.pdf_lines import Line, Row, is_marker
from vacancies.packs.sources.pdf_rules import Rule

GUTTER = 5.0  # points of white between columns
LONGEST_HEAD = 7  # words of a heading between rows
_BESIDE = 0.8  # of the letters' size: lines nearer than this are of one row, a little out of line
_WHITE = 1.8  # points beyond the step between lines that part rows


def bands_of(
    rows: Sequence[Row], columns: Columns, rules: Sequence[Rule], rights: Sequence[float], flow: Flow
) -> list[list[Row]]:
    """The rows of the table, each with its lines: parted by rules or white space, then by what they hold."""
    x0, x1 = columns[0][0], columns[-1][1]
    top, bottom = rows[0][0].base - rows[0][0].size, rows[-1][0].base
    across = [r.at for r in rules if top < r.at < bottom and min(r.high, x1) - max(r.low, x0) > 0.6 * (x1 - x0)]
    if len(across) >= 2:
        return _cut(rows, lambda a, b: any(a[0].base < at < b[0].base for at in across))
    step = _step(rows, flow)
    bands = _cut(rows, lambda a, b: b[0].base - a[0].base > step + max(_WHITE, 0.15 * b[0].size))
    return _with_whole_lists([part for band in bands for part in _by_content(band, columns, rights, flow)], columns)


def _with_whole_lists(bands: list[list[Row]], columns: Columns) -> list[list[Row]]:
    """The bands with those that hold nothing but further items put to the lists above: white parts items, too."""
    out = [bands[0]]
    for band in bands[1:]:
        begun: dict[tuple[int, int], Line] = {}
        for line in (line for row in band for line in row):
            begun.setdefault(spanned(line, columns), line)
        listed = {spanned(line, columns) for row in out[-1] for line in row if _has_bullet(line)}
        if all(_has_bullet(line) and place in listed for place, line in begun.items()):
            out[-1].extend(band)
        else:
            out.append(band)
    return out


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


def _cut(rows: Sequence[Row], parts: Callable[[Row, Row], bool]) -> list[list[Row]]:
    out: list[list[Row]] = [[rows[0]]]
    for before, row in pairwise(rows):
        if parts(before, row):
            out.append([])
        out[-1].append(row)
    return out


def _by_content(band: list[Row], columns: Columns, rights: Sequence[float], flow: Flow) -> list[list[Row]]:
    """A band cut where rows stand in it without white between them."""
    out: list[list[Row]] = [[band[0]]]
    for i in range(1, len(band)):
        if _begins(band, i, out[-1], columns, rights, flow):
            out.append([])
        out[-1].append(band[i])
    return out


def _begins(band: list[Row], i: int, row: list[Row], columns: Columns, rights: Sequence[float], flow: Flow) -> bool:
    """Whether a line is the first of a new row: its leftmost words open a paragraph, and more stands beside them."""
    if band[i][0].base - row[0][0].base < _BESIDE * band[i][0].size:
        return False
    places = {spanned(line, columns): line for line in band[i]}
    above = {spanned(line, columns): line for part in row for line in part}
    codes = [ln for p, ln in places.items() if _is_code(ln) and not (p in above and above[p].text[-1] in CODES_GO_ON)]
    if codes and any(_is_code(ln) for part in row for ln in part):
        return True
    if _is_strong(row) and not any(ln.strong for ln in band[i]):
        return True
    (first, line), *rest = sorted(places.items(), key=lambda p: p[0])
    leftmost = min(p[0] for p in above)
    if first[0] != first[1]:
        return True
    if first[0] > leftmost:
        return False
    if first not in above:
        return first[0] < leftmost or any(p[0] != p[1] for p in above)
    if any(p in above and opens_low(other.text) for p, other in rest):
        return False
    if not rest:
        heads = i + 1 < len(band) and len(band[i + 1]) > 1 and len(line.words) <= LONGEST_HEAD
        return heads and flow.opens([above[first]], line, rights[first[1]])
    if any(p in above and not _is_listed(other) for p, other in rest) and not opens_low(line.text):
        return True
    roomy = columns[first[1] + 1][0] - 1.2 * GUTTER if first[1] + 1 < len(columns) else rights[first[1]]
    return flow.opens([above[first]], line, max(rights[first[1]], roomy))


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
