"""Criteria out of a person specification's table, whatever its columns."""

from __future__ import annotations

from dataclasses import replace

from vacancies.packs.document import Cell, Paragraph, Row, Table
from vacancies.packs.pack import Importance
from vacancies.packs.reading.collector import Collector
from vacancies.packs.reading.grid import STRONG, Grid, Role, read_grid
from vacancies.packs.reading.headings import is_stem
from vacancies.packs.reading.methods import Assessed, importance_word
from vacancies.packs.reading.rows import LEVELS, RowReader
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.reading.vocabulary import is_signature, names_specification
from vacancies.packs.sources.characters import is_blank_mark, is_mark


def read_table(table: Table, collector: Collector) -> None:
    """Adds a table's criteria to those gathered."""
    _Reader(table, collector).read()


class _Reader:
    def __init__(self, table: Table, collector: Collector) -> None:
        self.table = table
        self.to = collector
        self.grid: Grid = read_grid(table, collector.legend)
        self.columns = RowReader(table, self.grid, collector.legend)
        self.body = table.rows[self.grid.body :]
        self.heads = {self._key(r) for r in table.rows[self.grid.first : self.grid.body]}
        self.styled = any(self._styled(cell) for row in self.body if (cell := self._lone(row)))
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
        for index, row in enumerate(self.body):
            self._read_row(index, row)

    # ---- rows

    def _read_row(self, index: int, row: Row) -> None:
        if not any(c.text.strip() for c in row.cells) or self.grid.body and self._key(row) in self.heads:
            return
        if self._repeats_marks(row):
            self._section(next(c for c in row.cells if c.text.strip()))
            return
        lone = self._lone(row)
        if lone is not None and self._read_lone(index, row, lone):
            return
        if self.grid.is_listed:
            self._read_listed(index, row)
        else:
            self._read_marked(index, row)

    def _key(self, row: Row) -> tuple[str, ...]:
        return tuple(c.text.strip().lower() for c in row.cells)

    def _lone(self, row: Row) -> Cell | None:
        filled = [c for c in row.cells if c.text.strip()]
        return filled[0] if len(filled) == 1 else None

    def _repeats_marks(self, row: Row) -> bool:
        """Whether the mark columns hold their own headings again, as over a new section."""
        marks = self.grid.having(Role.ESSENTIAL, Role.DESIRABLE, Role.METHOD)
        if len(marks) < 2 or not self.grid.body or self.grid.is_listed:
            return False
        heads = [self._head(i) for i in marks]
        cells = [cell.text.strip().lower() if (cell := row.at(i)) else "" for i in marks]
        return cells == heads and not self.columns.number(row)

    def _head(self, column: int) -> str:
        cell = self.table.rows[self.grid.body - 1].at(column)
        return cell.text.strip().lower() if cell else ""

    def _styled(self, cell: Cell) -> bool:
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
        if self._styled(cell) or text.endswith(":") or role is Role.CATEGORY and not self.grid.is_listed:
            return True
        if self.styled or len(text.split()) > 8:
            return False
        if role is Role.NUMBER:
            return True
        if self.grid.is_listed:
            return role is Role.CATEGORY or cell.span > 1
        expects = self.grid.having(Role.ESSENTIAL, Role.DESIRABLE, Role.IMPORTANCE, Role.METHODS, Role.METHOD)
        return bool(expects or self.numbered) and index + 1 < len(self.body)

    def _section(self, cell: Cell) -> None:
        first = next(p for p in cell.paragraphs if p.text)
        self.to.open_section(cell.text, first.number)
        self.last_category = ""

    # ---- criteria

    def _category(self, row: Row) -> None:
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

    def _read_marked(self, index: int, row: Row) -> None:
        """A row with one cell of words and further cells that say something of them."""
        texts = self.grid.having(Role.TEXT)
        self._category(row)
        cell = row.at(texts[0]) if texts else None
        number = self.columns.number(row)
        coded = [c for c in self.grid.having(*LEVELS) if self.grid.columns[c].coded]
        assessed = self.columns.assessed(row, [*self.grid.having(Role.METHODS, Role.METHOD), *coded])
        if cell is None or cell.continues or not cell.text.strip():
            return
        importance = self.columns.importance(row)
        paragraphs = [p for p in cell.paragraphs if p.text]
        first = paragraphs[0]
        if number is None and not first.is_item and self._continues(row, first, importance, assessed):
            paragraphs = paragraphs[1:]
        elif self._heads_section(index, cell, paragraphs, number, importance):
            self.to.open_section(cell.text, number or first.number, assessed)
            return
        if number is not None or is_stem(first.text) and self.grid.having(*STRONG):
            paragraphs = self._as_one(paragraphs)
        aligned = self.columns.aligned(row, cell) if len(paragraphs) > 1 else []
        for i, paragraph in enumerate(paragraphs):
            level = aligned[i] if aligned else importance
            self._add_item(paragraph, paragraphs, i, number, level, assessed)

    def _continues(self, row: Row, first: Paragraph, importance: Importance | None, assessed: Assessed) -> bool:
        if not self.to.carry_on(first.text):
            return False
        draft = self.to.drafts[-1]
        draft.importance = draft.importance or importance
        draft.assessed = draft.assessed or assessed
        return True

    def _heads_section(
        self,
        index: int,
        cell: Cell,
        paragraphs: list[Paragraph],
        number: str | None,
        importance: Importance | None,
    ) -> bool:
        """A section's own row may name the methods for the section beside its heading."""
        if importance is not None or len(paragraphs) != 1 or index + 1 == len(self.body) or len(cell.text.split()) > 8:
            return False
        if number is not None:
            following = self.columns.number(self.body[index + 1])
            return following is not None and following.startswith(f"{number}.")
        return self._styled(cell) and bool(self.grid.having(*LEVELS, Role.IMPORTANCE))

    def _as_one(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """One criterion that was set out over several lines."""
        words = " ".join(p.text for p in paragraphs)
        return [replace(paragraphs[0], text=words)]

    def _read_listed(self, index: int, row: Row) -> None:
        """A row whose Essential and Desirable cells hold the criteria themselves."""
        self._category(row)
        section, outer = self.to.section, self.to.importance_outer
        columns = [c for c in self.grid.having(*LEVELS) if self.grid.columns[c].listed or not self._only_mark(row, c)]
        methods = self.grid.having(Role.METHODS, Role.METHOD)
        for position, column in enumerate(columns):
            cell = row.at(column)
            if cell is None or cell.continues or cell.start != column:
                continue
            following = columns[position + 1] if position + 1 < len(columns) else len(self.grid.columns)
            own = [m for m in methods if column < m < following] if len(methods) >= len(columns) else methods
            assessed = self.columns.assessed(row, own if self._split_methods(columns, methods) else methods)
            paragraphs = [p for p in cell.paragraphs if p.text]
            for i, paragraph in enumerate(paragraphs):
                if (
                    i == 0
                    and not paragraph.is_item
                    and self._row_goes_on(row, column)
                    and self.to.carry_on(paragraph.text)
                ):
                    continue
                self._add_item(paragraph, paragraphs, i, None, LEVELS[self.grid.columns[column].role], assessed)
            if not self.grid.having(Role.CATEGORY) and len(columns) > 1 and position + 1 < len(columns):
                self.to.section = section
        self.to.importance_outer = outer

    def _split_methods(self, columns: list[int], methods: list[int]) -> bool:
        """Whether each column of criteria has an assessed-by column of its own."""
        return len(columns) > 1 and len(methods) == len(columns) and columns[0] < methods[0] < columns[1] < methods[1]

    def _only_mark(self, row: Row, column: int) -> bool:
        cell = row.at(column)
        return cell is None or is_mark(cell.text) or is_blank_mark(cell.text)

    def _row_goes_on(self, row: Row, column: int) -> bool:
        return all(not cell.text.strip() for c in self.grid.having(Role.CATEGORY) if (cell := row.at(c)) is not None)

    def _add_item(
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
