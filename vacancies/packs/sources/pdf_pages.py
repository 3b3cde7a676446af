"""Pages of a PDF put together: running heads taken out, and what a page break cut joined again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace

from vacancies.packs.document import Block
from vacancies.packs.sources import paragraphs as para
from vacancies.packs.sources.characters import bare_number, is_mark, opens_low, tidy
from vacancies.packs.sources.furniture import is_page_number
from vacancies.packs.sources.pdf_columns import Framed
from vacancies.packs.sources.pdf_flow import Flow, Text
from vacancies.packs.sources.pdf_layout import Piece
from vacancies.packs.sources.pdf_lines import Row, rows_of
from vacancies.packs.sources.pdf_tables import PageCell, PageRow, PageTable
from vacancies.packs.sources.pdf_words import PageContent

_EDGE = 0.13  # of the page's height within which running heads stand
_MOST_ROWS = 4  # lines of a running head
_SAME_PLACE = 5.0  # points
_NUMBERS = 60.0  # points: a column no wider holds numbers, and the name of a section runs over it
_SAME_COLUMN = 6.0  # points
_ENDED = re.compile(r"[.;:!?]['’”\")]?$")


def take_furniture(pages: Sequence[PageContent]) -> list[str]:
    """Takes running heads and page numbers from the pages' words, and returns what they said."""
    edges = [_edge_rows(page) for page in pages]
    places: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, rows in enumerate(edges):
        for row in rows:
            places[_key(row)].append((number, row[0].base))
    taken: dict[str, None] = {}
    for number, (page, rows) in enumerate(zip(pages, edges, strict=True)):
        gone: set[int] = set()
        for row in rows:
            text = _said(row)
            again = any(n != number and abs(y - row[0].base) < _SAME_PLACE for n, y in places[_key(row)])
            if again or is_page_number(text):
                taken[text] = None
                gone |= {id(w) for line in row for w in line.words}
        page.words = [w for w in page.words if id(w) not in gone]
    return list(taken)


def _edge_rows(page: PageContent) -> list[Row]:
    """The first and last lines of a page that stand in its margins and in no table."""
    boxes = [(g.top, g.bottom) for g in page.rules.grids()[0]]
    near = [w for w in page.words if not _EDGE * page.height < w.base < (1 - _EDGE) * page.height]
    rows = [r for r in rows_of(near) if not any(top < r[0].base < bottom + 1 for top, bottom in boxes)]
    middle = page.height / 2
    upper = [r for r in rows if r[0].base < middle][:_MOST_ROWS]
    return upper + [r for r in rows if r[0].base >= middle][-_MOST_ROWS:]


def _said(row: Row) -> str:
    return tidy(" ".join(line.text for line in row))


def _key(row: Row) -> str:
    return re.sub(r"\d+", "0", _said(row)).lower()


# ---- what a page cut


def joined_pages(pages: Sequence[Sequence[Piece]], flow: Flow) -> tuple[Block, ...]:
    """The pages' pieces as blocks, with tables and paragraphs that go on over a page made one."""
    out: list[Piece] = []
    tops: set[int] = set()
    for pieces in pages:
        rest = list(pieces)
        if out and rest:
            first, last, table = rest[0], out[-1], last_table(out)
            if isinstance(first, PageTable) and table is not None and _is_one(table, first):
                below: list[PageRow] = []
                while isinstance(last, Text):
                    below.insert(0, PageRow([PageCell(0, 1, [last])]))
                    out.pop()
                    last = out[-1]
                table.rows.extend(below)
                _join_tables(table, first, flow)
                rest.pop(0)
            elif isinstance(first, Text) and isinstance(last, Text) and _carries_on(last, first):
                _join_texts(last, first, flow)
                rest.pop(0)
        if rest:
            tops.add(id(rest[0]))
        out.extend(rest)
    return tuple(_block(piece, id(piece) in tops) for piece in out)


def last_table(pieces: Sequence[Piece]) -> PageTable | None:
    """The table that a page ends with, though a heading in its first column may stand below it."""
    for piece in reversed(pieces[-3:]):
        if isinstance(piece, PageTable):
            return piece
        table = next((t for t in reversed(pieces) if isinstance(t, PageTable)), None)
        edge = next((x for x in table.xs[1:] if x - table.xs[0] > _NUMBERS), 0.0) if table else 0.0
        if piece.lines[-1].x1 > edge or len(piece.lines) > _MOST_ROWS:
            return None
    return None


def _block(piece: Piece, page_top: bool) -> Block:
    return piece.as_table() if isinstance(piece, PageTable) else replace(piece.paragraph, page_top=page_top)


def _carries_on(last: Text, first: Text) -> bool:
    """Whether a page's first paragraph is the rest of the one before."""
    if first.paragraph.is_item or first.paragraph.heading or _ENDED.search(last.paragraph.text):
        return False
    if para.carries_on(last.paragraph, first.paragraph):
        return True
    hangs = last.paragraph.is_item and abs(first.lines[0].x0 - last.lines[0].text_x0) < 3
    return hangs and abs(first.lines[0].x0 - last.lines[0].x0) > 3 and first.lines[0].strong == last.lines[-1].strong


def _join_texts(last: Text, first: Text, flow: Flow) -> None:
    last.lines.extend(first.lines)
    last.paragraph = replace(last.paragraph, text=flow.joined(last.paragraph.text, first.paragraph.text))


def _is_one(last: PageTable, first: PageTable) -> bool:
    """Whether a table at a page's top goes on with the one that ended the page before."""
    head_alone = len(last.rows) == 1 and isinstance(last.columns, Framed)
    more = len(first.xs) - len(last.xs)
    if (
        more != 0
        and not (more == 1 == len(last.rows) and _is_rest_of_head(first, len(last.xs)))
        or last.ruled != first.ruled
        and not head_alone
    ):
        return False
    reach = _SAME_COLUMN * (1 if last.ruled else 3)
    return all(abs((a - last.xs[0]) - (b - first.xs[0])) < reach for a, b in zip(last.xs, first.xs, strict=False))


def _is_rest_of_head(table: PageTable, column: int) -> bool:
    """Whether a table on a page begins with the last name of its head alone."""
    first = [c for c in table.rows[0].cells if c.texts]
    return [c.start for c in first] == [column] and all(line.strong for line in first[0].lines)


def _join_tables(last: PageTable, first: PageTable, flow: Flow) -> None:
    rows = first.rows
    if len(first.xs) > len(last.xs):
        last.rows[0].cells.extend(c for c in rows[0].cells if c.start >= len(last.xs))
        last.xs, rows = first.xs, rows[1:]
    heads = 0
    while heads < len(rows) and heads < 4 and rows[heads].key and rows[heads].key == last.rows[heads].key:
        heads += 1
    rows = rows[heads:]
    if rows and last.rows and _is_cut(last, rows[0], rows):
        several = {c.start for r in (*last.rows, *rows) for c in r.cells if len(c.texts) > 1}
        _join_rows(last.rows[-1], rows[0], several, flow)
        rows = rows[1:]
    last.rows.extend(rows)
    last.bottom, last.columns = first.bottom, first.columns


def _is_cut(table: PageTable, row: PageRow, rows: Sequence[PageRow]) -> bool:
    """Whether the first row on a page is the lower part of the last row on the page before."""
    above = table.rows[-1]
    pairs = [(a, b) for b in row.cells if b.texts and (a := above.at(b.start)) is not None]
    if len(pairs) < sum(1 for c in row.cells if c.texts):
        return False
    if any(_is_number(a) and _is_number(b) for a, b in pairs) or _has_mark(above) and _has_mark(row):
        return False
    for a, b in pairs:
        if not a.texts or b.texts[0].paragraph.is_item:
            continue
        end, begin = a.texts[-1].paragraph.text, b.texts[0].paragraph.text
        if len(end) > 3 and not _ENDED.search(end) and opens_low(begin) and not is_mark(begin):
            return True
    if _fills_what_lacks(table, above, row):
        return True
    return _lacks_the_rest(table, row) and not any(_ENDED.search(a.words) for a, _ in pairs if len(a.words) > 12)


def _fills_what_lacks(table: PageTable, above: PageRow, row: PageRow) -> bool:
    """Whether a page cut the words from the marks of one row: what one part fills, the other leaves empty."""
    main = _main_column(table)
    parts = [{c.start for c in part.cells if c.words and not _is_number(c)} for part in (above, row)]
    marked = sum(1 for r in table.rows if len([c for c in r.cells if c.words]) > 1)
    return (
        bool(parts[0] and parts[1] and len(table.rows) > 1)
        and (main in parts[0]) != (main in parts[1])
        and not (parts[0] & parts[1] or parts[0] == {main} and len(table.rows) < 3 or 2 * marked < len(table.rows))
    )


def _has_mark(row: PageRow) -> bool:
    return any(is_mark(cell.words) and not cell.words.isalnum() for cell in row.cells)


def _is_number(cell: PageCell) -> bool:
    return bare_number(cell.words) is not None and cell.words[0].isdigit()


def _main_column(table: PageTable) -> int:
    """The column that holds most of the words."""
    starts = {c.start for r in table.rows for c in r.cells}
    return max(starts, key=lambda s: sum(len(c.words) for r in table.rows if (c := r.at(s)) is not None))


def _lacks_the_rest(table: PageTable, row: PageRow) -> bool:
    """Whether every other row fills a column before the words, as numbers do, and this one has words but none there."""
    main = _main_column(table)
    body = [{c.start for c in r.cells if c.words} for r in table.rows[1:]]
    body = [filled for filled in body if main in filled]
    filled = {c.start for c in row.cells if c.words}
    before = {s for s in set().union(*body) if s < main and sum(1 for f in body if s in f) >= 0.9 * len(body)}
    return len(body) >= 2 and main in filled and bool(before) and not before & filled


def _join_rows(above: PageRow, below: PageRow, several: Collection[int], flow: Flow) -> None:
    """Puts a cut row together; cells of the columns with `several` paragraphs each may go on with another one."""
    for cell in below.cells:
        home = above.at(cell.start)
        if home is None:
            continue
        home.inner.extend((above + len(home.texts), table) for above, table in cell.inner)
        anew = bool(several and home.texts and cell.texts) and _begins_anew(home, cell, flow)
        _join_cells(home, cell, flow, several=anew or cell.start in several)


def _begins_anew(home: PageCell, cell: PageCell, flow: Flow) -> bool:
    """Whether a cut cell goes on with another paragraph, as its first line shows."""
    return flow.starts_anew(home.texts[-1].lines, cell.texts[0].lines[0])


def _join_cells(home: PageCell, cell: PageCell, flow: Flow, *, several: bool) -> None:
    texts = list(cell.texts)
    if home.texts and texts and not texts[0].paragraph.is_item:
        last, first = home.texts[-1], texts[0]
        if _is_number(home) and len(home.texts) == 1:
            home.texts = []
            texts[0].paragraph = replace(texts[0].paragraph, number=last.paragraph.number or last.paragraph.text)
            texts[0].lines[:0] = last.lines
            home.texts.extend(texts)
            return
        marks = is_mark(last.paragraph.text) or is_mark(first.paragraph.text)
        another = several and not opens_low(first.paragraph.text)
        if not marks and not another and not _ENDED.search(last.paragraph.text):
            _join_texts(last, first, flow)
            texts.pop(0)
    home.texts.extend(texts)
