"""Tables with a row for each criterion: marks in two columns or a letter in one, sections in one of six ways."""

from __future__ import annotations

from dataclasses import replace

from tests.vacancies.packs.layouts import wording as w
from tests.vacancies.packs.layouts.blocks import Grid, Heading, Square, square
from tests.vacancies.packs.layouts.making import Making, method_cells, method_heads
from tests.vacancies.packs.layouts.meant import Line

WAYS = ("row", "row", "merged", "first", "repeated", "heading", "header")  # how a section is shown
Cells = tuple[Square, ...]


class _RowTable:
    def __init__(self, making: Making) -> None:
        random = making.random
        self.making = making
        self.way = random.choice(("row", "heading") if making.lost else WAYS)
        self.beside = self.way in {"merged", "first", "repeated"}  # sections have a column of their own
        self.paired, self.numbered = random.random() < 0.65, random.random() < 0.4
        self.nested = random.random() < 0.6 or making.lost
        self.spanning, self.bold = random.random() < 0.7, random.random() < 0.5
        self.mark = making.one(w.MARKS)
        self.full = random.random() < 0.4
        self.levels = list(random.choice(w.PAIR_HEADS)) if self.paired else [making.one(w.ONE_HEADS)]
        self.text_head = making.one(w.TEXT_HEADS)
        if self.beside and not self.text_head:
            self.text_head = "Criteria"
        self.category = [making.one(w.CATEGORY_HEADS)] if self.beside else []
        self.number_head = [making.one(w.NUMBER_HEADS)] if self.numbered else []
        self.methods = method_heads(making)

    def head(self, text: str) -> Cells:
        texts = [*self.category, *self.number_head, text, *self.levels, *self.methods]
        return tuple(square(t, bold=True) for t in texts)

    def section_row(self, name: str) -> Cells:
        width = len(self.head(""))
        rest = () if self.spanning else (square(""),) * (width - 1)
        return (square(name, span=width - len(rest), bold=self.spanning or self.bold), *rest)

    def row(self, line: Line, *, first: bool) -> Cells:
        cells: list[Square] = []
        if self.beside:
            shown = first or self.way == "repeated"
            below = self.way == "merged" and not first
            cells.append(Square(below=True) if below else square(line.section if shown else "", bold=True))
        cells += [square(t) for t in (line.number, line.text) if t]
        if self.paired:
            cells += [square(self.mark if line.level == x else "") for x in "ED"]
        else:
            cells.append(square((line.importance or "").title() if self.full else line.level))
        return (*cells, *method_cells(self.making, line, self.mark))


def table_of_rows(making: Making) -> list[Line]:
    """One table, or one for each section."""
    table = _RowTable(making)
    rows: list[Cells] = []
    meant: list[Line] = []
    for s, (name, lines) in enumerate(making.sections(), 1):
        apart = table.way in {"heading", "header"}
        if rows and apart:
            making.blocks.append(Grid(tuple(rows)))
        if not rows or apart:
            rows = [table.head(name if table.way == "header" else table.text_head)]
        if table.way == "heading":
            making.blocks.append(Heading(name, 2))
        if table.way == "row":
            rows.append(table.section_row(f"{s}. {name}" if table.nested and table.numbered else name))
        for i, line in enumerate(lines, 1):
            number = (f"{s}.{i}" if table.nested else str(len(meant) + 1)) if table.numbered else None
            numbered = replace(line, number=number)
            rows.append(table.row(numbered, first=i == 1))
            meant.append(numbered.without(importance=table.paired and making.lost))
    making.blocks.append(Grid(tuple(rows)))
    return meant
