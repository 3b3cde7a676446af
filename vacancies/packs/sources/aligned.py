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
from vacancies.packs.sources.aligned_extent import (
    GUTTER,
    HEAD_WORDS,
    Span,
    extent,
    is_table,
    pieces_of,
    without_number,
)
from vacancies.packs.sources.characters import bare_number, expects_more, is_mark, opens_low, take_bullet, take_number
from vacancies.packs.sources.lines import Line

_TOKEN = re.compile(r"\S{1,12}|\S{1,3}(?: \S{1,3}){1,6}")  # a cell that never wraps: a mark, a letter, codes
_WORD_CUT = re.compile(r"\w-$")
_ENDLESS = 10_000
_MARK = 3  # letters of a mark or code, at most


@dataclass(frozen=True)
class _Laid:
    """A line of the table: the words in each column, and whether white space stands before it."""

    cells: tuple[str, ...]
    apart: bool
    wide: bool  # one piece that runs over the columns' edges, as a section's name may

    @property
    def alone(self) -> bool:
        """Whether the first column alone holds anything."""
        return bool(self.cells[0]) and not any(self.cells[1:])


@dataclass(frozen=True)
class _Cut:
    """How the lines of a column were cut: the longest line, and whether its items have bullets."""

    width: int
    listed: bool


def take_aligned(lines: list[Line], position: int) -> tuple[Table | None, int]:
    """The aligned table that begins with a line of two columns or more, or (None, position)."""
    if len(pieces_of(lines[position])) < 2 or "\t" in lines[position].text:
        return None, position
    end, columns = extent(lines, position)
    if len(columns) < 2 or not is_table(lines, position, end, columns):
        return None, position
    laid = [_laid(line, columns) for line in lines[position:end]]
    rows = [_row(group, _cuts(laid)) for group in _groups(laid)]
    return Table(tuple(rows)), end


def _laid(line: Line, columns: list[Span]) -> _Laid:
    cells = [""] * len(columns)
    pieces = without_number(pieces_of(line, columns), columns)
    for piece in pieces:
        column = max((i for i, (start, _) in enumerate(columns) if piece.start >= start), default=0)
        number = bare_number(cells[column]) is not None and cells[column][:1].isdigit()
        cells[column] = f"{cells[column]}{chr(9) if number else ' '}{piece.text}".strip()
    edge = max(columns[0][1] + 1, columns[1][0] - GUTTER)
    wide = len(pieces) == 1 and pieces[0].start <= columns[0][0] and pieces[0].end > edge
    return _Laid(tuple(cells), line.blank > 0, wide)


def _cuts(laid: list[_Laid]) -> list[_Cut]:
    """How the lines of each column were cut; one whose cells show no sign of being wrapped has no end."""
    cuts = []
    for c in range(len(laid[0].cells)):
        wraps = any(_goes_low(a, b, c) for a, b in pairwise(laid))
        width = max(len(line.cells[c]) for line in laid if not line.wide) if wraps else _ENDLESS
        cuts.append(_Cut(width, listed=any(_is_item(line.cells[c]) for line in laid)))
    return cuts


def _goes_low(above: _Laid, line: _Laid, c: int) -> bool:
    """Whether a cell goes on with a small letter, and the first one opens nothing beside it."""
    first = not line.cells[0] or opens_low(line.cells[0])
    return first and bool(above.cells[c]) and opens_low(line.cells[c]) and not (above.wide or line.wide)


def _is_item(text: str) -> bool:
    """Whether a bullet stands before words; a dash before a small letter stands inside a sentence."""
    bulleted, rest = take_bullet(text)
    return bulleted and not opens_low(rest)


def _begins(above: str, text: str, cut: _Cut) -> bool:
    """Whether words open something new, rather than carry on the full line above them."""
    bulleted, rest = take_bullet(text)
    if bulleted and opens_low(rest) and above and not _has_room(above, text, cut):
        return False  # a dash inside a sentence
    if not above or bulleted or take_number(text)[0] or is_mark(text):
        return True
    may_be_new = text[0].isupper() and not cut.listed and not expects_more(above)
    return not opens_low(text) and (may_be_new or _has_room(above, text, cut))


def _has_room(above: str, text: str, cut: _Cut) -> bool:
    """Whether the line above had room for the first word of a text, had it been meant to go on."""
    return not above or len(above) + 1 + len(text.split(" ", 1)[0]) <= cut.width


def _groups(laid: list[_Laid]) -> list[list[_Laid]]:
    """The lines row by row."""
    cuts = _cuts(laid)
    keys = _unwrapped(laid)
    firsts = [_first_begins(laid, i, cuts, always=0 in keys) for i in range(len(laid))]
    sparse = _first_is_sparse(laid) and not keys
    rowed = bool(keys) or sparse or _rows_begin_in_first(laid, firsts, cuts)
    items = _further_items(laid, firsts, keys)
    names = _names_in_list(laid, firsts, cuts[0])
    unwrapped = bool(keys) and all(cut.width == _ENDLESS and not cut.listed for cut in cuts)
    groups: list[list[_Laid]] = []
    for i, line in enumerate(laid):
        headed = sparse and all(0 < len(c.split()) <= HEAD_WORDS for c in laid[0].cells)
        headed = headed or not rowed and all(laid[0].cells)
        heads = headed and laid[0].cells in (line.cells, laid[i - 1].cells if i else ())
        begun = rowed and (line.alone or not keys or unwrapped) and (line.wide or firsts[i] and i not in items)
        apart = line.apart and not (sparse and not line.cells[0])
        named = i in names or i - 1 in names
        if not groups or apart or heads or begun or named or any(line.cells[c] for c in keys):
            groups.append([])
        groups[-1].append(line)
    return groups


def _names_in_list(laid: list[_Laid], firsts: list[bool], cut: _Cut) -> set[int]:
    """Lines that name a section: without a bullet, in a first column whose items have bullets."""
    if not cut.listed:
        return set()
    return {i for i, line in enumerate(laid) if line.alone and firsts[i] and not take_bullet(line.cells[0])[0]}


def _further_items(laid: list[_Laid], firsts: list[bool], keys: list[int]) -> set[int]:
    """Lines that open a further item of a list in the first column, whose row's code stands beside the first.

    Only where another column holds words too, or most items have no code; a name of a section stands over a row
    with a code of its own.
    """
    worded = any(line.cells[c] for c in range(1, len(laid[0].cells)) if c not in keys for line in laid[1:])
    begun = [i for i, first in enumerate(firsts) if first]
    bare = sum(1 for i in begun if laid[i].alone) * 2 > len(begun)
    beside = any(any(line.cells[1:]) for line in laid[1:])
    if 0 in keys or not beside or not (bare or keys and worded):
        return set()
    after = dict(pairwise(begun))
    return {i for i in begun if laid[i].alone and (i not in after or laid[after[i]].alone)}


def _first_begins(laid: list[_Laid], i: int, cuts: list[_Cut], *, always: bool) -> bool:
    """Whether something new begins in the first column of a line."""
    text = laid[i].cells[0]
    if not text or always:
        return bool(text)
    above = laid[i - 1].cells if i and not laid[i - 1].wide else ("",) * len(cuts)
    further = [c for c in range(1, len(cuts)) if laid[i].cells[c]]
    going_on = [c for c in further if above[c] and opens_low(laid[i].cells[c]) and not take_bullet(laid[i].cells[c])[0]]
    if any(cuts[c].listed for c in going_on):
        return False  # an item of the list beside it goes on
    others = [_begins(above[c], laid[i].cells[c], cuts[c]) for c in further]
    return _begins(above[0], text, cuts[0]) or bool(others) and all(others) and not opens_low(text)


def _unwrapped(laid: list[_Laid]) -> list[int]:
    """Columns that hold only short cells without a space, as marks and codes are."""
    keys = []
    for c in range(len(laid[0].cells)):
        filled = [line.cells[c] for line in laid if line.cells[c] and line.cells != laid[0].cells]
        short = sum(1 for t in filled if _TOKEN.fullmatch(t))
        wrapped = any(opens_low(t) and len(t) > _MARK and not is_mark(t) for t in filled)
        if filled and short >= len(filled) * 0.8 and not wrapped:
            keys.append(c)
    return keys


def _first_is_sparse(laid: list[_Laid]) -> bool:
    """Whether the first column holds labels, each beside several lines."""
    return sum(1 for line in laid if line.cells[0]) * 2 <= len(laid)


def _rows_begin_in_first(laid: list[_Laid], firsts: list[bool], cuts: list[_Cut]) -> bool:
    """Whether each cell of the first column begins beside a beginning in each other one."""
    beside = broken = 0
    for i, line in enumerate(laid):
        if not firsts[i] or not any(line.cells[1:]):
            continue
        above = laid[i - 1].cells if i else ("",) * len(cuts)
        begun = all(_has_room(above[c], line.cells[c], cuts[c]) for c in range(1, len(cuts)) if line.cells[c])
        beside, broken = beside + begun, broken + (not begun)
    return broken * 10 <= beside


def _row(group: list[_Laid], cuts: list[_Cut]) -> Row:
    cells = []
    for c, cut in enumerate(cuts):
        text, above = "", ""
        for line in group:
            words = line.cells[c]
            if words:
                begins = above and (line.apart or _begins(above, words, cut))
                text += (para.BREAK if begins else "" if _WORD_CUT.search(above) else " ") + words
                above = words
        cells.append(Cell(c, 1, para.in_cell(text.strip(" "))))
    return Row(tuple(cells))
