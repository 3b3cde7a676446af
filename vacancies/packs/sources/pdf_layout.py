"""What stands on a PDF page, in the order in which it is read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vacancies.packs.sources.pdf_aligned import take_table
from vacancies.packs.sources.pdf_columns import Columns, Framed, cut_at
from vacancies.packs.sources.pdf_extent import is_inside
from vacancies.packs.sources.pdf_flow import Flow, Text, right_edge
from vacancies.packs.sources.pdf_frames import head_rule
from vacancies.packs.sources.pdf_gutters import Before, zones
from vacancies.packs.sources.pdf_lines import Line, Row, rows_of, underline
from vacancies.packs.sources.pdf_rules import Rule, RuledGrid
from vacancies.packs.sources.pdf_tables import PageTable, ruled_tables
from vacancies.packs.sources.pdf_words import PageContent, Word

_LOW = 60.0  # points: a row of headings is no higher, or twice that where they are bold, as in narrow columns
_HALF_A_PAGE = 150.0  # points: as far apart as columns of text begin, at the least
_WIDEST_STRIP = 48.0  # points of white between columns of text; where more is, the second begins with inner cells
_SEEN = 8  # lines that show where a table's columns stand
_SAME = 1.5  # points
_PADDING = 6.0  # points, at the most, between a table's side and its words
_BODY = 160.0  # points below it within which a further column begins
_IN_CELL = 14.0  # points from a cell's side to its words
_BELOW = 36.0  # points below it within which its table's body begins

Piece = Text | PageTable


@dataclass(frozen=True)
class Column:
    """Words that are read from top to bottom, with the ruled tables among them and the page's loose rules."""

    words: Sequence[Word]
    grids: Sequence[RuledGrid]
    rules: Sequence[Rule]
    parted: float | None = None  # where the column to its left ends

    @property
    def left(self) -> float:
        """Where its leftmost words begin."""
        return min(w.x0 for w in self.words)

    @property
    def right(self) -> float:
        """Where its rightmost words end."""
        return max(w.x1 for w in self.words)


def columns_of_page(page: PageContent, flow: Flow, before: Before) -> Iterator[Column]:
    """The page's columns of text in reading order, most often one. Running heads must be gone already."""
    grids, loose = page.rules.grids()
    heads = [g for g in grids if _only_heads(g, grids, page.words)]
    grids = [g for g in grids if g not in heads]
    loose = sorted([*loose, *map(head_rule, heads)], key=lambda r: r.at)
    for zone in zones(page.words, grids, loose, flow, before):
        if zone.words:
            yield Column(zone.words, zone.grids, loose, zone.parted)


def pieces_of(column: Column, flow: Flow, before: Before) -> list[Piece]:
    """The paragraphs and tables of a column of text, which may begin with the rest of a table `before` it."""
    return _zone(column.words, column.grids, column.rules, flow, before.table and _moved(before, column))


def _moved(before: Before, column: Column) -> Columns:
    """A table's columns as they stand where it goes on: it may be beside them, in the other half of the page."""
    columns = before.table or ()
    by = _shift(before, columns, column)
    return _moved_by(columns, by) if by else columns


def _moved_by(columns: Columns, by: float) -> Columns:
    moved = ((x0 + by, x1 + by) for x0, x1 in columns)
    return Framed(moved) if isinstance(columns, Framed) else list(moved)


def _shift(before: Before, columns: Columns, column: Column) -> float:
    """How far a table that goes on is moved, 0 if it stays: so that most lines begin where its own did before."""
    likely = column.left - before.left
    rows = rows_of(column.words)[:_SEEN]
    begun = [line.x0 for row in rows for line in row]
    shifts = {round(x - start, 1) for x in begun for start in before.starts}
    sure = abs(likely) > _HALF_A_PAGE and column.left - before.right < _WIDEST_STRIP
    apart = math.copysign(before.apart, likely) if sure else 0.0
    alike = [by for by in shifts if apart and abs(by - apart) < _PADDING]
    if apart and not alike and not _crossing(rows, columns, apart):
        return apart  # as all columns of text are, so that the table is

    def fits(by: float) -> bool:
        """Whether the table stands in the column of text when it is moved so far."""
        x0, x1 = columns[0][0] + by, columns[-1][1] + by
        beside = before.right - 1 < x0 if by > 0 else x0 > 0 and x1 < before.left + 1
        return beside and abs(by) > _HALF_A_PAGE and by < likely + _PADDING

    def worth(by: float) -> tuple[int, int, float]:
        found = sum(1 for x in begun if any(abs(x - by - start) < _SAME for start in before.starts))
        cut = _crossing(rows, columns, by) if isinstance(columns, Framed) else 0
        return -cut, found, -abs(by - (apart or likely))

    known = likely if abs(likely) > _HALF_A_PAGE else 0.0
    return max(alike or {known, *filter(fits, shifts)}, key=worth)


def _crossing(rows: Sequence[Row], columns: Columns, by: float) -> int:
    """How many lines run across a moved table's columns, the names of sections left out."""
    moved = _moved_by(columns, by)
    return sum(1 for row in cut_at(rows, moved) for line in row if not line.strong and not is_inside(line, moved))


def _zone(
    all_words: Sequence[Word], grids: Sequence[RuledGrid], rules: Sequence[Rule], flow: Flow, before: Columns | None
) -> list[Piece]:
    """The tables of a column of the page, and the text above, between and below them."""
    tables, words = ruled_tables(grids, all_words, flow)
    out: list[Piece] = []
    for table in [*sorted(tables, key=lambda t: t.top), None]:
        above = [w for w in words if table is None or w.base < table.top + 0.5 * w.size]
        words = [w for w in words if table is not None and w.base >= table.top + 0.5 * w.size]
        if above:
            out.extend(_lines(above, rules, flow, None if out else before))
        if table is not None:
            out.append(table)
    return out


def _lines(words: Sequence[Word], rules: Sequence[Rule], flow: Flow, before: Columns | None) -> list[Piece]:
    rows = rows_of(words)
    underline(rows, rules)
    if before is not None:
        table, after = take_table(rows, 0, rules, flow, before)
        if table is not None:
            return [table, *_text(rows[after:], rules, flow)]
    return _text(rows, rules, flow)


def _text(rows: Sequence[Row], rules: Sequence[Rule], flow: Flow) -> list[Piece]:
    """Paragraphs, and the tables among them that have no upright rules."""
    out: list[Piece] = []
    lines: list[Line] = []
    right = right_edge([line for row in rows for line in row])

    def flush() -> None:
        out.extend(flow.texts(lines, right))
        lines.clear()

    position = 0
    while position < len(rows):
        table, after = take_table(rows, position, rules, flow)
        if table is not None:
            flush()
            out.append(table)
            position = after
            continue
        row = rows[position]
        if len(row) > 1 and row[0].text.endswith(":"):
            lines.append(Line([w for line in row for w in line.words]))
        elif len(row) > 1:
            flush()
            out.extend(text for line in row for text in flow.texts([line], right))
        else:
            lines.extend(row)
        position += 1
    flush()
    return out


def _only_heads(grid: RuledGrid, grids: Sequence[RuledGrid], words: Sequence[Word]) -> bool:
    """Whether a box is the ruled head of a table whose body has no rules: one low row with words under its columns.

    One that ends the page may be the head of what the next page begins with.
    """
    inside = [w for w in words if grid.x0 < w.middle[0] < grid.x1 and grid.top < w.middle[1] < grid.bottom]
    bold = all(w.bold for w in inside)
    if grid.height > 1 or grid.bottom - grid.top > _LOW * (1 + bold):
        return False
    if any(grid.bottom - 1 < g.top < grid.bottom + _BELOW for g in grids):
        return False
    under = [w for w in words if w.base - w.size > grid.bottom and grid.x0 - 1 < w.x0 < grid.x1]
    near = any(w.base - w.size < grid.bottom + _BELOW for w in under)
    if near and all(w.bold and w.x1 < grid.xs[1] + 1 for w in under):
        return True  # a section's name ends the page
    lines = [line for row in rows_of(w for w in under if w.base < grid.bottom + _BODY) for line in row]
    beside = any(0 < line.x0 - x < _IN_CELL for line in lines for x in grid.xs[1:])
    return near and (beside or bold) or not under
