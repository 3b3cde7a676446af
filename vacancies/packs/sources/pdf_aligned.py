"""Tables without upright rules on a PDF page: words that stand under each other in columns."""

from __future__ import annotations

from collections.abc import Sequence

from vacancies.packs.sources.characters import opens_low
from vacancies.packs.sources.pdf_bands import GUTTER, LONGEST_HEAD, bands_of
from vacancies.packs.sources.pdf_columns import Columns, columns_of, cut_at, spanned
from vacancies.packs.sources.pdf_flow import Flow, right_edge
from vacancies.packs.sources.pdf_lines import Line, Row
from vacancies.packs.sources.pdf_rules import Rule
from vacancies.packs.sources.pdf_tables import PageCell, PageRow, PageTable, has_several, split_row

_WIDE = 110.0  # points of a column in which words begin at its left, or stand in its middle
_WELL_APART = 12.0
_LONGEST_NUMBER_HEAD = 10  # characters
_QUIET = 8  # lines in one column only that a table may hold one after another
_FAR = 5.5  # of the letters' size: lines farther apart are not of one table
_BAND = 1.25  # of the usual step: lines farther apart stand in rows of their own
_BESIDE = 0.75  # of the usual step: lines nearer than this stand beside each other


def take_table(
    rows: Sequence[Row], start: int, rules: Sequence[Rule], flow: Flow, before: Columns | None = None
) -> tuple[PageTable | None, int]:
    """The table that begins at a row of lines and the row after it, or (None, start).

    `before` are the columns of a table that the page before ended with: it may go on here.
    """
    rows = _apart(rows, start, before)
    if before is not None and _goes_on(rows, start, before):
        end = _with_hanging(rows, _reach(rows, start, flow, before[1][0]), before, flow)
        end = _first_paragraph(rows, start, end, before)
        end = _trimmed(rows, start, end, before, flow)
        if end > start:
            return _table(rows[start:end], before, rules, flow), end
    if not _is_wide(rows, start, flow):
        return None, start
    end = _reach(rows, start, flow)
    while end - start >= 2:
        columns = columns_of(rows[start:end])
        trimmed = _trimmed(rows, start, _first_paragraph(rows, start, end, columns), columns, flow)
        if start + 1 < trimmed < end:
            end = trimmed
            continue
        if trimmed == end and _is_sound(rows[start:end], columns):
            end = _with_hanging(rows, end, columns, flow)
            return _table(rows[start:end], columns, rules, flow), end
        end = _last_wide(rows, start, end - 1, flow)
    if start + 1 == len(rows) and len(rows[start]) > 2:  # a page ends with the head of a table
        columns = [(line.x0, line.x1) for line in rows[start]]
        return _table(rows[start:], columns, rules, flow), len(rows)
    return None, start


# ---- how far a table reaches


def _goes_on(rows: Sequence[Row], start: int, columns: Columns) -> bool:
    """Whether the first lines of a page stand in the columns of the page before."""
    first = cut_at(rows[start : start + 3], columns)
    return bool(first) and all(_inside(line, columns) for row in first for line in row)


def _inside(line: Line, columns: Columns) -> bool:
    first, last = spanned(line, columns)
    return first == last and line.x0 >= columns[first][0] - 3


def _is_wide(rows: Sequence[Row], i: int, flow: Flow) -> bool:
    """Whether words stand in several columns here, on one line or on two that are nearer than lines are."""
    if len(rows[i]) > 1:
        return True
    if i + 1 >= len(rows):
        return False
    first, second = rows[i][0], rows[i + 1][0]
    near = second.base - first.base < _BESIDE * flow.usual.step * first.size
    return near and (first.x1 + GUTTER < second.x0 or rows[i + 1][-1].x1 + GUTTER < first.x0)


def _reach(rows: Sequence[Row], start: int, flow: Flow, second: float = float("inf")) -> int:
    """Where a table that begins here may end at the latest: after its last row of several columns.

    `second` is where its second column begins, as far as that is known.
    """
    last, quiet = start, 0
    second = min([second, *(line.x0 for line in rows[start][1:])])
    for i in range(start + 1, len(rows)):
        if rows[i][0].base - rows[i - 1][0].base > _FAR * rows[i][0].size:
            break
        if _is_wide(rows, i, flow):
            last, quiet = i, 0
            second = min([second, *(line.x0 for line in rows[i][1:])])
        elif rows[i][0].x0 < second - 3:
            quiet += 1
            if quiet > _QUIET:
                break
    nearer = last + 1 < len(rows) and len(rows[last]) == 1 and _is_wide(rows, last, flow)
    return last + 2 if nearer else last + 1


def _trimmed(rows: Sequence[Row], start: int, end: int, columns: Columns, flow: Flow) -> int:
    """The end of a table after the last row that stands in several of its columns, and what hangs from that."""
    cut = cut_at(rows[start:end], columns)
    for i in range(end - 1, start - 1, -1):
        row = cut[i - start]
        if _fits(row, columns):
            return min(end, _with_hanging(rows, i + 1, columns, flow))
        if i + 1 < end and _is_wide(rows, i, flow) and _fits([*row, *cut[i + 1 - start]], columns):
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


def _last_wide(rows: Sequence[Row], start: int, end: int, flow: Flow) -> int:
    while end - start >= 2 and not _is_wide(rows, end - 1, flow):
        end -= 1
    return end


def _first_paragraph(rows: Sequence[Row], start: int, end: int, columns: Columns) -> int:
    """The first of two rows one after another that run across the columns, as text below a table does."""

    def crosses(row: Row) -> bool:
        first, last = spanned(row[0], columns)
        return len(row) == 1 and last > first

    for i in range(start + 1, end - 1):
        if crosses(rows[i]) and crosses(rows[i + 1]):
            return i
    return end


def _is_sound(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether the columns explain the lines: those of one row stand in columns of their own."""
    wide = [row for row in rows if len(row) > 1]
    if len(columns) < 2:
        return False
    if len(wide) < (2 if len(columns) > 2 else 3):
        return len(wide) == 2 and (all(row[0].text.endswith(":") for row in wide) or _is_level(*wide))
    good = sum(1 for row in wide if len({spanned(line, columns)[0] for line in row}) > 1)
    lone = [row[0] for row in rows if len(row) == 1 and len(row[0].words) > LONGEST_HEAD]
    across = sum(1 for line in lone if len(set(spanned(line, columns))) > 1)
    return good >= 0.8 * len(wide) and across <= 0.35 * len(rows)


def _is_level(first: Row, second: Row) -> bool:
    """Whether two rows alone begin at the very same places, well apart."""
    apart = first[1].x0 - max(first[0].x1, second[0].x1) > _WELL_APART
    return len(first) == len(second) and apart and all(abs(a.x0 - b.x0) < 1 for a, b in zip(first, second, strict=True))


def _with_hanging(rows: Sequence[Row], end: int, columns: Columns, flow: Flow) -> int:
    """The end of the table with the lines that carry its last row on."""
    while 0 < end < len(rows) and len(rows[end]) == 1:
        line, above = rows[end][0], rows[end - 1]
        step = (line.base - above[0].base) / (line.size * flow.usual.step)
        first, last = spanned(line, columns)
        if first != last or step > _BAND or line.x0 < columns[first][0] - 2:
            break
        upper = [
            ln for row in cut_at(rows[max(0, end - 4) : end], columns) for ln in row if spanned(ln, columns)[0] == first
        ]
        if first == 0 and not opens_low(line.text) and (not upper or flow.opens([upper[-1]], line, right_edge(upper))):
            break
        end += 1
    return end


def _apart(rows: Sequence[Row], start: int, before: Columns | None) -> list[Row]:
    """The rows with numbers parted from their words where the table has a column of them, as its head shows."""
    head = rows[start]
    out = list(rows)
    if before is not None and len(before) > 1:
        x, words_x = before[0][0], before[1][0]
    elif len(head) > 1 and len(head[0].text) <= _LONGEST_NUMBER_HEAD:
        x, words_x = head[0].x0, head[1].x0
    else:
        return out
    for i in range(start, len(rows)):
        line = rows[i][0]
        if abs(line.x0 - x) < 4 and abs(line.text_x0 - words_x) < 4 and line.text_x0 > line.x0:
            out[i] = [Line(line.words[:1]), Line(line.words[1:], line.underlined), *rows[i][1:]]
    return out


# ---- its rows


def _table(rows: Sequence[Row], columns: Columns, rules: Sequence[Rule], flow: Flow) -> PageTable:
    cut = cut_at(rows, columns)
    pieces = [line for row in cut for line in row]
    rights = [right_edge([ln for ln in pieces if spanned(ln, columns) == (i, i)]) for i in range(len(columns))]
    bands = bands_of(cut, columns, rules, rights, flow)
    plain = [
        _row([[Line(list(ln.words), ln.underlined) for ln in row] for row in band], columns, rights, flow)
        for band in bands
    ]
    several = frozenset(c.start for row in plain for c in row.cells if has_several(c.texts))
    made: list[PageRow] = []
    for band in bands:
        made.extend(split_row(_row(band, columns, rights, flow, several)))
    top, bottom = rows[0][0].base - rows[0][0].size, rows[-1][0].base
    return PageTable(made, columns[0][0], columns[-1][1], top, bottom, tuple(x for x, _ in columns), tuple(columns))


def _row(
    band: Sequence[Row], columns: Columns, rights: Sequence[float], flow: Flow, several: frozenset[int] = frozenset()
) -> PageRow:
    inside: dict[tuple[int, int], list[Line]] = {}
    for line in (line for row in band for line in row):
        lines = inside.setdefault(spanned(line, columns), [])
        if lines and abs(lines[-1].base - line.base) < 0.3 * line.size:
            lines[-1].words.extend(line.words)
        else:
            lines.append(line)
    cells: list[PageCell] = []
    taken: set[int] = set()
    for (first, last), lines in sorted(inside.items()):
        texts = flow.texts(lines, rights[last] or columns[last][1], several=first in several)
        if taken & set(range(first, last + 1)):
            home = next(c for c in cells if c.start <= last and first < c.start + c.span)
            home.texts = sorted(home.texts + texts, key=lambda t: t.top)
            continue
        taken |= set(range(first, last + 1))
        cells.append(PageCell(first, last - first + 1, texts))
    cells += [PageCell(i) for i in range(len(columns)) if i not in taken]
    return PageRow(sorted(cells, key=lambda c: c.start))
