"""Tables without upright rules on a PDF page: words that stand under each other in columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from vacancies.packs.sources.characters import is_mark
from vacancies.packs.sources.pdf_bands import GUTTER, LONGEST_HEAD, bands_of
from vacancies.packs.sources.pdf_columns import (
    Columns,
    Framed,
    columns_of,
    cut_at,
    kept_gutters,
    next_head,
    numbers_apart,
    spanned,
)
from vacancies.packs.sources.pdf_ends import (
    before_heading,
    before_other,
    is_rest_of_head,
    to_page_end,
    with_cut_row,
    with_list,
)
from vacancies.packs.sources.pdf_extent import (
    first_paragraph,
    goes_on,
    is_wide,
    kept,
    last_wide,
    levelled,
    reach,
    set_in,
    trimmed,
    with_hanging,
    wrapped,
)
from vacancies.packs.sources.pdf_flow import Flow, right_edge
from vacancies.packs.sources.pdf_frames import frame_at, reach_of, ruled_columns, strips_end
from vacancies.packs.sources.pdf_lines import Line, Row
from vacancies.packs.sources.pdf_rules import Rule
from vacancies.packs.sources.pdf_tables import Column, PageCell, PageRow, PageTable, holding_several, split_row

_WELL_APART = 12.0
_FLUSH = 1.5  # points from a column's right side to where words that are spread over it end
_UNNAMED = 20.0  # points before a head: a first column without a name, as of numbers
_SHORT_HEAD = 4  # characters of "No." and its like
_LONGEST_HEAD = 4  # lines
_FAR_IN_HEAD = 1.6  # of the letters' size: lines farther apart are not of one row of headings


def take_table(
    rows: Sequence[Row], start: int, rules: Sequence[Rule], flow: Flow, before: Columns | None = None
) -> tuple[PageTable | None, int]:
    """The table that begins at a row of lines and the row after it, or (None, start).

    `before` are the columns of a table that the page before ended with: it may go on here.
    """
    rows = numbers_apart(rows, start, before)
    found = (
        before is not None
        and _going_on(rows, start, rules, flow, before)
        or _framed(rows, start, rules, flow)
        or is_wide(rows, start, flow)
        and (
            _in_strips(rows, start, rules, flow)
            or _lined_up(rows, start, flow)
            or _head_over_one(rows, start)
            or _last_head(rows, start)
        )
    )
    if not found:
        return _take_uneven(rows, start, rules, flow)
    columns, end = found
    if isinstance(columns, Framed):
        end = with_cut_row(rows, start, end, columns, rules)
    else:
        end = before_other(rows, start, end, columns, known=before is not None)
    end = to_page_end(rows, start, with_list(rows, start, end, columns), columns)
    return _table(rows[start:end], columns, rules, flow), end


def _take_uneven(rows: Sequence[Row], start: int, rules: Sequence[Rule], flow: Flow) -> tuple[PageTable | None, int]:
    """As `take_table`, for a table whose cells' lines stand a little higher in one column than in the next."""
    if len(rows[start]) > 1 or not is_wide(rows, start, flow):
        return None, start
    level, ends = levelled(rows, start, flow)
    found = _lined_up(level, 0, flow)
    if not found:
        return None, start
    columns, end = found
    end = before_other(level, 0, end, columns)
    return _table(level[:end], columns, rules, flow), ends[end - 1]


# ---- its columns, and where it ends


Found = tuple[Columns, int] | None


def _going_on(rows: Sequence[Row], start: int, rules: Sequence[Rule], flow: Flow, before: Columns) -> Found:
    """The rest of the table with which the page before ended."""
    before = ruled_columns(rows, start, rules, _with_rest_of_head(rows, start, before))
    ruled, limit = reach_of(rows, start, rules, before)
    limit = max(ruled, min(before_heading(rows, start, flow), next_head(rows[:limit], start, limit)))
    inner = set_in(rows[:limit], start, before)
    if inner == start and not goes_on(rows, start, before):
        return None
    end = max(ruled, inner, kept(rows[:limit], inner, before, flow))
    end = wrapped(rows[:limit], end, before)
    while start < end < limit and rows[end - 1][0].x0 < before[0][1] and rows[end][0].strong:  # a section's name
        further = wrapped(rows[:limit], kept(rows[:limit], end, before, flow), before)
        if further <= end:
            break
        end = further
    return (before, end) if end > start else None


def _with_rest_of_head(rows: Sequence[Row], start: int, before: Columns) -> Columns:
    """The columns with a further one, where a page begins with the last name of the head that the page before cut."""
    lines: list[Line] = []
    for row in rows[start : start + _LONGEST_HEAD]:
        if len(row) > 1 or not row[0].strong or row[0].x0 < before[-1][1] + GUTTER:
            break
        lines.append(row[0])
    if not lines or isinstance(before, Framed):
        return before
    return [*before, (min(line.x0 for line in lines), max(row[-1].x1 for row in rows))]


def _framed(rows: Sequence[Row], start: int, rules: Sequence[Rule], flow: Flow) -> Found:
    """A table whose columns rules show."""
    frame = frame_at(rows, start, rules)
    if frame is None:
        return None
    limit = rows[: frame.limit]
    end = max(frame.end, wrapped(limit, kept(limit, start, frame.columns, flow), frame.columns))
    return (frame.columns, end) if end > start + 1 or end == len(rows) else None


def _in_strips(rows: Sequence[Row], start: int, rules: Sequence[Rule], flow: Flow) -> Found:
    """A table whose rows are parted by rules from side to side, its columns by white alone."""
    ruled, limit = strips_end(rows, start, rules)
    if ruled - start < 2:
        return None
    rows = rows[:limit]
    end, columns = kept_gutters(rows, start, max(ruled, reach(rows, start, flow)))
    finer = columns_of(rows[start:end])
    columns = finer if len(finer) > len(columns) else columns
    if end - start < 2 or len(columns) < 2:
        return None
    end = _before_narrower(rows, max(min(end, ruled), trimmed(rows, start, end, columns, flow)), columns)
    return columns, wrapped(rows, with_hanging(rows, end, columns, flow), columns)


def _before_narrower(rows: Sequence[Row], end: int, columns: Columns) -> int:
    """Where rows begin that stand side by side within one column: those of another table right below."""
    while len(rows[end - 1]) > 1 and not _is_spread(rows[end - 1], columns):
        if len({spanned(line, columns) for line in rows[end - 1]}) > 1:
            break
        end -= 1
    return end


def _lined_up(rows: Sequence[Row], start: int, flow: Flow) -> Found:
    """A table that the white between its columns shows: the longest run of rows that its columns explain."""
    rows = rows[: before_heading(rows, start, flow)]
    end, named = kept_gutters(rows, start, reach(rows, start, flow))
    headed = all(line.strong for line in rows[start])
    while end - start >= 2:
        columns = columns_of(rows[start:end])
        if headed and len(columns) > len(named) + 1:
            columns = named  # one may have no name, but no more
        shorter = trimmed(rows, start, first_paragraph(rows, start, end, columns), columns, flow)
        if start + 1 < shorter < end:
            end = shorter
            continue
        if shorter == end and _is_sound(rows[start:end], columns):
            return columns, wrapped(rows, with_hanging(rows, end, columns, flow), columns)
        end = last_wide(rows, start, end - 1, flow)
    return None


def _head_over_one(rows: Sequence[Row], start: int) -> Found:
    """A head with lines in one column only: in the first they break where the second begins, else they are set in."""
    head = rows[start]
    if len(head) < 2 or not all(line.strong for line in head):
        return None
    rights = [*(line.x0 for line in head[1:]), max(row[-1].x1 for row in rows) + GUTTER]
    columns = [(line.x0, right - GUTTER) for line, right in zip(head, rights, strict=True)]
    below = start + 1
    while below < len(rows) and is_rest_of_head(rows[below], rows[below - 1]):
        below += 1
    inner = set_in(rows, below, columns)
    if inner > below + 1:
        return columns, inner
    end = with_list(rows, start, wrapped(rows, start + 1, columns), columns)
    return (kept_gutters(rows, start, end)[1], end) if end > start + 1 else None


def _last_head(rows: Sequence[Row], start: int) -> Found:
    """The head of a table with which a page ends: its lines stand close, and perhaps a section's name below them."""
    if len(rows[start]) < 2:
        return None
    last = list(rows[start:])
    while len(last) > 1 and len(last[-1]) == 1 and last[-1][0].strong and last[-1][0].x0 < last[0][1].x0:
        last.pop()
    far = any(b[0].base - a[0].base > _FAR_IN_HEAD * a[0].size for a, b in pairwise(last))
    if len(last) > _LONGEST_HEAD or len(rows) - start > _LONGEST_HEAD or far:
        return None
    lines = [line for row in last for line in row]
    marked = any(is_mark(line.text) and not line.text.isalnum() for line in lines)
    plain = [line for line in lines if not line.strong]
    named = len(plain) < len(lines) and all(len(line.text) <= _SHORT_HEAD for line in plain)
    columns = list(columns_of(last))
    heads = cut_at(last[:1], columns)[0]  # those that are not bold may stand closer than cells do
    if marked or len(heads) < 3 and not named or len(columns) != len(heads):
        return None
    left = min(row[0].x0 for row in rows)
    if columns[0][0] - left > _UNNAMED:
        columns.insert(0, (left, columns[0][0] - GUTTER))
    return columns, len(rows)


def _is_sound(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether the columns explain the lines: those of one row stand in columns of their own."""
    wide = [row for row in cut_at(rows, columns) if len(row) > 1 and not _is_spread(row, columns)]
    if len(columns) < 2:
        return False
    if len(wide) < (2 if len(columns) > 2 else 3):
        return len(wide) == 2 and (all(row[0].text.endswith(":") for row in wide) or _is_level(*wide))
    good = sum(1 for row in wide if len({spanned(line, columns)[0] for line in row}) > 1)
    lone = [row[0] for row in rows if len(row) == 1 and len(row[0].words) > LONGEST_HEAD]
    across = sum(1 for line in lone if len(set(spanned(line, columns))) > 1)
    return good >= 0.8 * len(wide) and across <= 0.35 * len(rows)


def _is_spread(row: Row, columns: Columns) -> bool:
    """Whether the words of one column are so far apart because they reach from side to side of it."""
    places = {spanned(line, columns) for line in row}
    return len(places) == 1 and abs(row[-1].x1 - columns[min(places)[1]][1]) < _FLUSH


def _is_level(first: Row, second: Row) -> bool:
    """Whether two rows alone begin at the very same places, well apart."""
    apart = first[1].x0 - max(first[0].x1, second[0].x1) > _WELL_APART
    return len(first) == len(second) and apart and all(abs(a.x0 - b.x0) < 1 for a, b in zip(first, second, strict=True))


# ---- its rows


def _table(rows: Sequence[Row], columns: Columns, rules: Sequence[Rule], flow: Flow) -> PageTable:
    cut = cut_at(rows, columns)
    pieces = [line for row in cut for line in row]
    held = [[ln for ln in pieces if spanned(ln, columns) == (i, i)] for i in range(len(columns))]
    rights = [right_edge([ln for ln in own if not ln.strong] or own) for own in held]  # names may run over a side
    bands = bands_of(cut, columns, rules, rights, flow)
    plain = [
        _row([[Line(list(ln.words), ln.underlined) for ln in row] for row in band], columns, rights, flow)
        for band in bands
    ]
    several = holding_several(((c.start, c.span), c.texts) for row in plain for c in row.cells)
    made: list[PageRow] = []
    for band in bands:
        made.extend(split_row(_row(band, columns, rights, flow, several)))
    top, bottom = rows[0][0].base - rows[0][0].size, rows[-1][0].base
    return PageTable(made, columns[0][0], columns[-1][1], top, bottom, tuple(x for x, _ in columns), columns)


def _row(
    band: Sequence[Row], columns: Columns, rights: Sequence[float], flow: Flow, several: Collection[Column] = ()
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
        texts = flow.texts(lines, rights[last] or columns[last][1], several=(first, last - first + 1) in several)
        if taken & set(range(first, last + 1)):
            home = next(c for c in cells if c.start <= last and first < c.start + c.span)
            home.texts = sorted(home.texts + texts, key=lambda t: t.top)
            continue
        taken |= set(range(first, last + 1))
        cells.append(PageCell(first, last - first + 1, texts))
    cells += [PageCell(i) for i in range(len(columns)) if i not in taken]
    return PageRow(sorted(cells, key=lambda c: c.start))
