"""Word documents (.docx): paragraphs, lists and tables in order, as the page shows them."""

from __future__ import annotations

from dataclasses import replace

from vacancies.packs.document import Block, Cell, Document, Paragraph, Row, Table
from vacancies.packs.pack import PackRefused
from vacancies.packs.sources import paragraphs as para
from vacancies.packs.sources.characters import tidy
from vacancies.packs.sources.kinds import MOST_CHARACTERS, MOST_PAGES, damaged, open_archive
from vacancies.packs.sources.text_tables import from_cells, is_row_of_cells
from vacancies.packs.sources.word_numbering import Numbering
from vacancies.packs.sources.word_runs import Words, level_of, read_words
from vacancies.packs.sources.word_styles import Styles
from vacancies.packs.sources.word_xml import Archive, Element, child, is_on, name, value, whole

_WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
_NOTES = ("word/footnotes", "word/endnotes", "word/header", "word/footer")


def read(data: bytes) -> Document:
    """A .docx as a document. Raises PackRefused where it is damaged, locked, too long or holds macros."""
    with open_archive(data) as opened:
        archive = Archive(opened)
        root = archive.read("word/document.xml")
        root = root if root is not None else _first(archive, "word/document")
        body = child(root, "body")
        if body is None:
            raise PackRefused(damaged())
        reader = _Reader(archive)
        blocks = reader.blocks(body)
        if reader.pages > MOST_PAGES or _pages_declared(archive) > MOST_PAGES:
            raise PackRefused(
                f"This document has more than {MOST_PAGES} pages. Upload the job description and "
                f"person specification only."
            )
        if reader.characters > MOST_CHARACTERS:
            raise PackRefused(
                "This document is far longer than a job pack. Upload the job description and person specification only."
            )
        furniture = [t for start in _NOTES for part in archive.parts(start) for t in _texts(archive.read(part))]
    return Document(tuple(blocks), tuple(furniture))


def _first(archive: Archive, start: str) -> Element | None:
    parts = archive.parts(start)
    return archive.read(parts[0]) if parts else None


def _pages_declared(archive: Archive) -> int:
    pages = child(archive.read("docProps/app.xml"), "Pages")
    return whole(pages.text) if pages is not None else 0


def _texts(root: Element | None) -> list[str]:
    if root is None:
        return []
    styles = Styles(None)
    lines = (read_words(p, styles, bold=False).text for p in root.iter() if name(p) == "p")
    return [t for line in lines if (t := tidy(line))]


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self.styles = Styles(archive.read("word/styles.xml"))
        self.numbering = Numbering(archive.read("word/numbering.xml"))
        self.pages = 1
        self.characters = 0
        self._tabbed: Table | None = None  # the table that tabbed paragraphs are building

    def blocks(self, container: Element, *, in_cell: bool = False) -> list[Block]:
        """The blocks of the body, a cell or a text box."""
        out: list[Block] = []
        for element in container:
            kind = name(element)
            if kind == "p":
                self._paragraph(element, out, in_cell)
            elif kind == "tbl":
                out.append(self._table(element))
            elif kind in _WRAPPERS:
                out.extend(self.blocks(element, in_cell=in_cell))
            elif kind == "AlternateContent":
                out.extend(self.blocks(_choice(element), in_cell=in_cell))
        return out

    # ---- paragraphs

    def _paragraph(self, element: Element, out: list[Block], in_cell: bool) -> None:
        properties = child(element, "pPr")
        style = self.styles.get(value(child(properties, "pStyle")))
        words = read_words(element, self.styles, style.bold)
        self.pages += words.pages
        self.characters += len(words.text)
        if is_on(child(properties, "rPr", "del")) and not words.text.strip():
            return
        bullet, number, depth = self._label(properties, style.number)
        outline = value(child(properties, "outlineLvl"))
        heading = style.heading or (whole(outline) + 1 if outline and whole(outline, 9) < 9 else 0)
        strong = words.letters > 0 and words.strong >= words.letters * 0.95
        if not in_cell and not bullet and number is None and self._tab_row(words.text, out):
            return
        made = self._made(words, level_of(element) if depth is None else depth)
        if not made:
            made = [Paragraph("")] if in_cell or number else []
        for i, paragraph in enumerate(made):
            own = bullet if not i else False
            out.append(
                replace(
                    paragraph,
                    bullet=own or paragraph.bullet,
                    number=(number if not i else None) or paragraph.number,
                    heading=heading,
                    emphasis=strong,
                )
            )
        for box in words.boxes:
            out.extend(self.blocks(box, in_cell=in_cell))

    def _label(self, properties: Element | None, styled: tuple[str, int] | None) -> tuple[bool, str | None, int | None]:
        """Bullet, number and depth of a list paragraph."""
        own = child(properties, "numPr")
        list_id = value(child(own, "numId"))
        depth = value(child(own, "ilvl"))
        if list_id == "0" or list_id is None and styled is None:
            return False, None, None
        chosen = list_id or (styled[0] if styled else "")
        level = whole(depth) if depth is not None else (styled[1] if styled and list_id is None else 0)
        bullet, number = self.numbering.label(chosen, level)
        return bullet, number, level

    def _tab_row(self, text: str, out: list[Block]) -> bool:
        """Takes a paragraph whose tabs set columns; such paragraphs in a row make one table."""
        if "\t" not in text or not is_row_of_cells(text):
            return False
        table = from_cells([[c.strip() for c in text.split("\t")]])
        if out and out[-1] is self._tabbed and isinstance(self._tabbed, Table):
            table = Table((*self._tabbed.rows, *table.rows))
            out.pop()
        self._tabbed = table
        out.append(table)
        return True

    def _made(self, words: Words, level: int) -> list[Paragraph]:
        """One Word paragraph, cut where line breaks inside it set lines apart."""
        pieces = [p for p in para.split_items(words.text) if p.strip()]
        return list(para.join_broken([para.make(p, level=level) for p in pieces]))

    # ---- tables

    def _table(self, element: Element) -> Table:
        rows = []
        for row in self._rows(element):
            cells: list[Cell] = []
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            column = whole(value(child(properties, "gridBefore")))
            for cell in self._cells(row):
                look = child(cell, "tcPr")
                span = max(1, min(60, whole(value(child(look, "gridSpan")), 1)))
                down, across = child(look, "vMerge"), child(look, "hMerge")
                if across is not None and value(across) != "restart" and cells:
                    last = cells[-1]
                    cells[-1] = replace(last, span=last.span + span)
                    column += span
                    continue
                lower = down is not None and value(down) != "restart"
                blocks = () if lower else tuple(self.blocks(cell, in_cell=True))
                cells.append(Cell(column, span, _without_ends(blocks), continues=lower))
                column += span
            rows.append(Row(tuple(cells)))
        return Table(tuple(rows))

    def _rows(self, table: Element) -> list[Element]:
        return self._inside(table, "tr")

    def _cells(self, row: Element) -> list[Element]:
        return self._inside(row, "tc")

    def _inside(self, element: Element, wanted: str) -> list[Element]:
        out = []
        for part in element:
            if name(part) == wanted:
                out.append(part)
            elif name(part) in _WRAPPERS:
                out.extend(self._inside(part, wanted))
        return out


def _choice(element: Element) -> Element:
    """The first of two ways in which a drawing is given; the other is a copy for old programs."""
    chosen = child(element, "Choice")
    return () if chosen is None else chosen


def _without_ends(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """A cell's blocks without the empty paragraph Word demands after a table, and without nothing at all."""
    if all(isinstance(b, Paragraph) and not b.text and not b.number for b in blocks):
        return ()
    return blocks
