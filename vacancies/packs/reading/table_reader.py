"""What holds for every table of criteria: its sections, statements, and the items of its cells."""

from __future__ import annotations

from vacancies.packs.document import Cell, Paragraph, Row, Table
from vacancies.packs.pack import Importance
from vacancies.packs.reading.collector import Collector
from vacancies.packs.reading.columns import Role
from vacancies.packs.reading.fact_labels import label_of
from vacancies.packs.reading.grid import Grid
from vacancies.packs.reading.headings import is_stem
from vacancies.packs.reading.methods import Assessed, importance_word, legend_entries
from vacancies.packs.reading.rows import LEVELS, RowReader
from vacancies.packs.reading.section_names import is_column_head, is_section_name
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.reading.vocabulary import is_signature, names_specification
from vacancies.packs.sources.characters import is_blank_mark, is_mark


class TableReader:
    """Reads a table row by row; how a row of criteria is read is for each kind of table to say."""

    def __init__(self, table: Table, grid: Grid, collector: Collector, *, heads_section: bool) -> None:
        self.heads_section = heads_section  # what stands over the criteria names their section
        self.table = table
        self.to = collector
        self.grid = grid
        self.columns = RowReader(table, self.grid, collector.legend)
        self.body = table.rows[self.grid.body :]
        self.heads = {self._key(r) for r in table.rows[self.grid.first : self.grid.body]}
        lone = [self.is_styled(cell) for row in self.body if (cell := self._lone(row))]
        self.styled = sum(lone) * 2 > len(lone)  # section rows are set apart by their looks
        self.itemised = any(p.is_item for row in self.body for c in row.cells for p in c.paragraphs)
        self.numbered = any(self.columns.number(row) for row in self.body)
        self.last_category = ""

    def read(self) -> None:
        self.to.run += 1
        for row in self.table.rows[: self.grid.first]:
            for cell in row.cells:
                if cell.text and not names_specification(cell.text):
                    self.to.take_statement(cell.text, in_section=False)
        heading = self.grid.heading
        level = importance_word(heading)
        if level and not self.grid.having(Role.ESSENTIAL, Role.DESIRABLE, Role.IMPORTANCE):
            self.to.open_section(heading)
            self.to.set_importance(level, outer=True)
            self.to.section = "" if importance_only(heading) else heading.strip(" :")
        elif self._opens_section(heading):
            self.to.open_section(heading)
        for index, row in enumerate(self.body):
            self._read_row(index, row)

    def _opens_section(self, heading: str) -> bool:
        if not heading.strip() or importance_only(heading) or is_column_head(heading):
            return False
        return self.heads_section and len(heading.split()) <= 8 or not self.to.section and is_section_name(heading)

    # ---- rows

    def _read_row(self, index: int, row: Row) -> None:
        if not any(c.text.strip() for c in row.cells) or self.grid.body and self._key(row) in self.heads:
            return
        if self._tells_fact(row) or self._is_key(row):
            return
        lone = self._lone(row)
        if lone is not None and self._read_lone(index, row, lone):
            return
        self.read_criteria(index, row)

    def read_criteria(self, index: int, row: Row) -> None:
        """Adds the criteria of a row that holds some."""
        raise NotImplementedError

    def _key(self, row: Row) -> tuple[str, ...]:
        return tuple(c.text.strip().lower() for c in row.cells)

    def _tells_fact(self, row: Row) -> bool:
        """Whether a row belongs to a table of dates that followed without a break."""
        filled = [c for c in row.cells if c.text.strip()]
        return len(filled) > 1 and label_of(filled[0].text) in {"closing", "interview", "start"}

    def _is_key(self, row: Row) -> bool:
        """Whether a row is the key to the codes, an entry in each cell."""
        filled = [c.text.strip() for c in row.cells if c.text.strip()]
        pair = len(filled) == 2 and len(filled[0]) <= 3 and legend_entries(f"{filled[0]} = {filled[1]}")
        return bool(pair) or len(filled) > 1 and all(legend_entries(t) for t in filled)

    def _lone(self, row: Row) -> Cell | None:
        filled = [c for c in row.cells if c.text.strip()]
        return filled[0] if len(filled) == 1 else None

    def is_styled(self, cell: Cell) -> bool:
        """Whether a cell is set apart by its looks, as a section's name is."""
        first = next((p for p in cell.paragraphs if p.text), None)
        if first is None:
            return False
        short = len(cell.text.split()) <= 12 and not first.bullet
        wide = cell.span > 1 and cell.span >= self.table.columns - 1
        return short and (wide or first.emphasis or first.heading > 0 or first.text.isupper())

    def _read_lone(self, index: int, row: Row, cell: Cell) -> bool:
        """A row of which one cell holds something: a section, an importance, a statement, a continuation."""
        text = cell.text.strip()
        level = importance_only(text)
        if level:
            self.to.set_importance(level, outer=not self.to.section or self.to.importance_outer)
            return True
        if is_signature(text) or names_specification(text) and len(text.split()) <= 6:
            return True
        if self.to.take_statement(text, in_section=bool(self.to.section)):
            return True
        if (
            len(cell.paragraphs) == 1
            and not self.columns.number(row)
            and not cell.paragraphs[0].is_item
            and self.to.carry_on(text)
        ):
            return True
        if self._is_section(index, cell):
            self._section(cell)
            return True
        return False

    def _is_section(self, index: int, cell: Cell) -> bool:
        paragraphs = [p for p in cell.paragraphs if p.text]
        role = self.grid.columns[cell.start].role
        if len(paragraphs) != 1 or paragraphs[0].bullet:
            return False
        text = paragraphs[0].text
        if len(text.split()) > 12 or text.endswith((".", ";")):
            return False
        if self.is_styled(cell) or text.endswith(":") or role is Role.CATEGORY and not self.grid.is_listed:
            return True
        if is_section_name(text) and not self.numbered:
            return True
        if self.styled or len(text.split()) > 8:
            return False
        if role is Role.NUMBER:
            return True
        if self.grid.is_listed:
            return role is Role.CATEGORY or cell.span > 1 or is_section_name(text) or self.itemised
        expects = self.grid.having(Role.ESSENTIAL, Role.DESIRABLE, Role.IMPORTANCE, Role.METHODS, Role.METHOD)
        return bool(expects or self.numbered) and index + 1 < len(self.body)

    def _section(self, cell: Cell) -> None:
        first = next(p for p in cell.paragraphs if p.text)
        self.to.open_section(cell.text, first.number)
        self.last_category = ""

    # ---- criteria

    def take_category(self, row: Row) -> None:
        """Opens the section that a category cell names."""
        for column in self.grid.having(Role.CATEGORY):
            cell = row.at(column)
            text = cell.text.strip() if cell and not cell.continues else ""
            if not text or text == self.last_category:
                continue
            self.last_category = text
            level = importance_only(text)
            if level:
                self.to.set_importance(level, outer=True)
            elif cell is not None:
                self.to.open_section(text, next((p.number for p in cell.paragraphs if p.number), None))

    def add_item(
        self, paragraph: Paragraph, beside: list[Paragraph], index: int,
        number: str | None, importance: Importance | None, assessed: Assessed,
    ) -> None:  # fmt: skip
        """One paragraph of a cell: a criterion, or a heading or statement among them."""
        text = paragraph.text
        level = importance_only(text)
        more = index + 1 < len(beside)
        if level:
            self.to.set_importance(level, outer=False)
            return
        if is_mark(text) or is_blank_mark(text):
            return
        if (
            more
            and not paragraph.bullet
            and (text.endswith(":") or paragraph.emphasis and not all(p.emphasis for p in beside))
        ):
            if not is_stem(text) and len(text.split()) <= 8:
                self.to.open_section(text, paragraph.number)
            return
        if not paragraph.is_item and self.to.take_statement(text, in_section=bool(self.to.section)):
            return
        in_cell = self.to.importance if not self.grid.having(Role.IMPORTANCE, *LEVELS) else None
        self.to.add(paragraph, number=number, importance=importance or in_cell, assessed=assessed, tabled=True)
