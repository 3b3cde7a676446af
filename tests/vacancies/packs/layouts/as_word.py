"""Blocks as a real .docx file, in one of the ways people make them."""

from __future__ import annotations

import io
from random import Random

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.table import _Cell

from tests.vacancies.packs import samples
from tests.vacancies.packs.layouts.blocks import Block, Grid, Heading, Listing, Square, Words


def as_word(blocks: tuple[Block, ...], random: Random, running: str = "") -> bytes:
    """The bytes of a .docx. Chance decides on styles, typed or real bullets, and how a table is boxed."""
    writer = _Writer(random)
    if running:
        writer.document.sections[0].header.paragraphs[0].text = running
        writer.document.sections[0].footer.paragraphs[0].text = "Page 1 of 4"
    for block in blocks:
        writer.add(block)
    stream = io.BytesIO()
    writer.document.save(stream)
    return stream.getvalue()


class _Writer:
    def __init__(self, random: Random) -> None:
        self.document: Document = docx.Document()
        self.random = random
        self.headings = random.choice(("styles", "styles", "bold", "bold", "underlined"))
        self.bullets = random.choice(("real", "real", "typed", "symbol"))
        self.controls = random.random() < 0.2  # tables inside content controls

    def add(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Words):
            run = self.document.add_paragraph().add_run(block.text)
            run.bold = block.bold or None
        elif isinstance(block, Listing):
            self.listing(block)
        else:
            self.grid(block)

    def heading(self, heading: Heading) -> None:
        text = f"{heading.number}. {heading.text}" if heading.number else heading.text
        if self.headings == "styles":
            self.document.add_heading(text, heading.level)
            return
        run = self.document.add_paragraph().add_run(text)
        run.bold = self.headings == "bold" or None
        run.underline = self.headings == "underlined" or None

    def listing(self, listing: Listing) -> None:
        counted = samples.numbering_list(self.document, listing.forms) if listing.forms else None
        for item in listing.items:
            if counted is not None:
                samples.listed(self.document.add_paragraph(item.text), counted)
            elif item.number:
                self.document.add_paragraph(f"{item.number}{'' if '.' in item.number else ')'}\t{item.text}")
            elif self.bullets == "real":
                self.document.add_paragraph(item.text, style="List Bullet")
            else:
                self.document.add_paragraph(f"{'•' if self.bullets == 'typed' else chr(0xF0B7)}\t{item.text}")

    def grid(self, grid: Grid) -> None:
        width = max(sum(c.span for c in row) for row in grid.rows)
        made = self.document.add_table(rows=len(grid.rows), cols=width)
        for r, row in enumerate(grid.rows):
            column = 0
            for square in row:
                cell = made.cell(r, column)
                if square.span > 1:
                    cell = cell.merge(made.cell(r, min(width, column + square.span) - 1))
                if not square.below:
                    self.fill(cell, square)
                column += square.span
        for r, row in enumerate(grid.rows):  # merging downwards comes last, when each upper cell is filled
            for c, square in enumerate(row):
                if square.below:
                    made.cell(r - 1, c).merge(made.cell(r, c))
        if self.controls:
            _in_control(made._tbl)

    def fill(self, cell: _Cell, square: Square) -> None:
        for i, line in enumerate(square.lines):
            paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            if square.bulleted and self.bullets == "real":
                paragraph.style = "List Bullet"
            text = f"• {line}" if square.bulleted and self.bullets != "real" else line
            if len(line) == 1 and 0xF000 <= ord(line) <= 0xF0FF:
                samples.symbol(cell, "Wingdings", f"{ord(line):04X}")
                continue
            paragraph.add_run(text).bold = square.bold or None


def _in_control(table: object) -> None:
    """Wraps a table in a content control, as forms made in Word do."""
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    table.addprevious(control)  # type: ignore[attr-defined]
    content.append(table)
    control.append(content)
