"""Tables whose columns are lined up with spaces, as a plain-text copy of a page leaves them.

Columns are the stretches between gutters, that is, between places where no line of the table has a
character. Rows are told by the columns whose cells never wrap (marks, letters, codes), else by where the
first column's cells begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from vacancies.packs.document import Cell, Row, Table
from vacancies.packs.sources import paragraphs as para
from vacancies.packs.sources.characters import bare_number, is_mark, opens_low, take_bullet, take_number
from vacancies.packs.sources.lines import Line

_PIECE = re.compile(r"\S+(?: \S+)*")
_TOKEN = re.compile(r"\S{1,12}|\S{1,3}(?: \S{1,3}){1,6}")  # a cell that never wraps: a mark, a letter, codes
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})*[.)]?) (?=[^\W\d])")
_HEAD = 4  # words of a heading over a column of lists
_NARROW = 6  # characters of a column of numbers
_ENDLESS = 10_000
_QUIET = 3  # lines of one piece, each after an empty line, that end a table

Span = tuple[int, int]


@dataclass(frozen=True)
class _Piece:
    """Words of a line with no wide space in them."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class _Laid:
    """A line of the table: the words in each column, and whether white space stands before it."""

    cells: tuple[str, ...]
    apart: bool
    wide: bool  # one piece that runs over the columns' edges, as a section's name may


def take_aligned(lines: list[Line], position: int) -> tuple[Table | None, int]:
    """The aligned table that begins with a line of two columns or more, or (None, position)."""
    if len(_pieces(lines[position])) < 2 or "\t" in lines[position].text:
        return None, position
    end, columns = _extent(lines, position)
    several = sum(1 for line in lines[position:end] if len(_pieces(line)) > 1)
    if len(columns) < 2 or several < 2:
        return None, position
    laid = [_laid(line, columns) for line in lines[position:end]]
    rows = [_row(group, _widths(laid)) for group in _groups(laid)]
    return Table(tuple(rows)), end


def _pieces(line: Line, columns: list[Span] | None = None) -> list[_Piece]:
    """The line's pieces; a bullet or number belongs to the words it stands before, unless it has a column."""
    pieces = [_Piece(m.group(), m.start(), m.end()) for m in _PIECE.finditer(line.text.expandtabs(8))]
    own_column = bool(columns and columns[1:] and pieces[1:] and pieces[1].start >= columns[1][0])
    if len(pieces) > 1 and _opens_item(pieces[0].text) and not own_column:
        first, second = pieces[:2]
        pieces[:2] = [_Piece(f"{first.text} {second.text}", first.start, second.end)]
    return pieces


def _opens_item(text: str) -> bool:
    """Whether a piece is a bullet or a number with its stop, and nothing else."""
    return take_bullet(f"{text} x") == (True, "x") or take_number(f"{text} x")[1] == "x"


def _without_number(pieces: list[_Piece], columns: list[Span]) -> list[_Piece]:
    """The pieces with a number set apart from its words, where numbers have a narrow column of their own."""
    first, (start, end) = pieces[0], columns[0]
    found = _NUMBERED.match(first.text)
    if not found or end - start > _NARROW or first.start != start or first.end <= end + 1:
        return pieces
    number = _Piece(found.group(1), first.start, first.start + 1)  # one space is gutter enough beside a number
    words = _Piece(first.text[found.end() :], first.start + found.end(), first.end)
    return [number, words, *pieces[1:]]


def _merged(spans: list[Span], pieces: list[_Piece]) -> list[Span]:
    """Columns with further pieces in them: what comes within a space of another is the same column."""
    out: list[Span] = []
    for start, end in sorted([*spans, *((p.start, p.end) for p in pieces)]):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _extent(lines: list[Line], position: int) -> tuple[int, list[Span]]:
    """Where the table stops, and its columns: a line that would close a gutter is no part of it."""
    columns = _merged([], _pieces(lines[position]))
    end, quiet = position + 1, 0
    for i in range(position + 1, len(lines)):
        line, pieces = lines[i], _pieces(lines[i], columns)
        if "\t" in line.text.strip():
            break
        if len(pieces) == 1:
            quiet = quiet + 1 if line.blank else quiet
            if quiet >= _QUIET:
                break
            continue
        pieces = _without_number(pieces, columns)
        wider = _merged(columns, pieces)
        if len(wider) < len(columns) or (line.blank or quiet) and not _lined_up(pieces, columns):
            break
        columns, end, quiet = wider, i + 1, 0
    while end < len(lines) and _goes_on(lines[end], columns):
        end += 1
    return end, columns


def _lined_up(pieces: list[_Piece], columns: list[Span]) -> bool:
    """Whether a line that stands apart keeps to the columns so far."""
    starts = [start for start, _ in columns]
    known = [p for p in pieces if p.end > starts[0] - 2]  # a column of labels may stand before those of the headings
    compared = known if len(pieces) == len(columns) else known[:2]
    return all(any(abs(p.start - start) <= 1 for start in starts) for p in compared)


def _goes_on(line: Line, columns: list[Span]) -> bool:
    """Whether a line under the last one of several columns is the rest of a cell."""
    pieces = _pieces(line)
    if line.blank or "\t" in line.text or len(pieces) != 1:
        return False
    piece = pieces[0]
    return any(start <= piece.start and piece.end <= end + 1 for start, end in columns)


def _laid(line: Line, columns: list[Span]) -> _Laid:
    cells = [""] * len(columns)
    pieces = _without_number(_pieces(line, columns), columns)
    for piece in pieces:
        column = max((i for i, (start, _) in enumerate(columns) if piece.start >= start), default=0)
        number = bare_number(cells[column]) is not None and cells[column][:1].isdigit()
        cells[column] = f"{cells[column]}{chr(9) if number else ' '}{piece.text}".strip()
    wide = len(pieces) == 1 and pieces[0].start <= columns[0][0] and pieces[0].end > columns[0][1] + 1
    return _Laid(tuple(cells), line.blank > 0, wide)


def _widths(laid: list[_Laid]) -> list[int]:
    """The longest line of each column; one whose cells show no sign of being wrapped has no end."""
    widths = []
    for c in range(len(laid[0].cells)):
        wraps = any(a.cells[c] and opens_low(b.cells[c]) and not (a.wide or b.wide) for a, b in pairwise(laid))
        widths.append(max(len(line.cells[c]) for line in laid if not line.wide) if wraps else _ENDLESS)
    return widths


def _begins(above: str, text: str, width: int) -> bool:
    """Whether words open something new, rather than carry on the full line above them."""
    if not above or take_bullet(text)[0] or take_number(text)[0] or is_mark(text):
        return True
    return not opens_low(text) and _has_room(above, text, width)


def _has_room(above: str, text: str, width: int) -> bool:
    """Whether the line above had room for the first word of a text, had it been meant to go on."""
    return not above or len(above) + 1 + len(text.split(" ", 1)[0]) <= width


def _groups(laid: list[_Laid]) -> list[list[_Laid]]:
    """The lines row by row."""
    widths = _widths(laid)
    keys = _unwrapped(laid)
    firsts = [_first_begins(laid, i, widths, always=0 in keys) for i in range(len(laid))]
    sparse = _first_is_sparse(laid) and not keys
    rowed = bool(keys) or sparse or _rows_begin_in_first(laid, firsts, widths)
    groups: list[list[_Laid]] = []
    for i, line in enumerate(laid):
        alone = sum(1 for c in line.cells if c) == 1 and bool(line.cells[0])
        headed = sparse and all(0 < len(c.split()) <= _HEAD for c in laid[0].cells) or not rowed and all(laid[0].cells)
        heads = headed and laid[0].cells in (line.cells, laid[i - 1].cells if i else ())
        opened = heads or any(line.cells[c] for c in keys) or rowed and (alone or not keys) and (line.wide or firsts[i])
        apart = line.apart and not (sparse and not line.cells[0])
        if not groups or apart or opened:
            groups.append([])
        groups[-1].append(line)
    return groups


def _first_begins(laid: list[_Laid], i: int, widths: list[int], *, always: bool) -> bool:
    """Whether something new begins in the first column of a line."""
    text = laid[i].cells[0]
    if not text or always:
        return bool(text)
    above = laid[i - 1].cells if i and not laid[i - 1].wide else ("",) * len(widths)
    others = [_begins(above[c], laid[i].cells[c], widths[c]) for c in range(1, len(widths)) if laid[i].cells[c]]
    return _begins(above[0], text, widths[0]) or bool(others) and all(others) and not opens_low(text)


def _unwrapped(laid: list[_Laid]) -> list[int]:
    """Columns that hold only short cells without a space, as marks and codes are."""
    keys = []
    for c in range(len(laid[0].cells)):
        filled = [line.cells[c] for line in laid if line.cells[c] and line.cells != laid[0].cells]
        short = sum(1 for t in filled if _TOKEN.fullmatch(t))
        if filled and short >= len(filled) * 0.8:
            keys.append(c)
    return keys


def _first_is_sparse(laid: list[_Laid]) -> bool:
    """Whether the first column holds labels, each beside several lines."""
    return sum(1 for line in laid if line.cells[0]) * 2 <= len(laid)


def _rows_begin_in_first(laid: list[_Laid], firsts: list[bool], widths: list[int]) -> bool:
    """Whether each cell of the first column begins beside a beginning in each other one."""
    beside = broken = 0
    for i, line in enumerate(laid):
        if not firsts[i] or not any(line.cells[1:]):
            continue
        above = laid[i - 1].cells if i else ("",) * len(widths)
        begun = all(_has_room(above[c], line.cells[c], widths[c]) for c in range(1, len(widths)) if line.cells[c])
        beside, broken = beside + begun, broken + (not begun)
    return broken * 10 <= beside


def _row(group: list[_Laid], widths: list[int]) -> Row:
    cells = []
    for c, width in enumerate(widths):
        text, above = "", ""
        for line in group:
            words = line.cells[c]
            if words:
                text += (para.BREAK if above and (line.apart or _begins(above, words, width)) else " ") + words
                above = words
        cells.append(Cell(c, 1, para.in_cell(text.strip(" "))))
    return Row(tuple(cells))
