"""Tables with a row for each criterion, and columns that say its importance and methods."""

from __future__ import annotations

from dataclasses import replace

from vacancies.packs.document import Cell, Paragraph, Row
from vacancies.packs.pack import Importance
from vacancies.packs.reading.columns import STRONG, Role
from vacancies.packs.reading.headings import is_stem
from vacancies.packs.reading.methods import Assessed
from vacancies.packs.reading.rows import LEVELS
from vacancies.packs.reading.table_reader import TableReader


class MarkedTable(TableReader):
    """A table whose cells beside the words answer for them."""

    def read_criteria(self, index: int, row: Row) -> None:
        """A row with one cell of words and further cells that say something of them."""
        texts = self.grid.having(Role.TEXT)
        self.take_category(row)
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
            self.add_item(paragraph, paragraphs, i, number, level, assessed)

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
        return self.is_styled(cell) and bool(self.grid.having(*LEVELS, Role.IMPORTANCE))

    def _as_one(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        """One criterion that was set out over several lines."""
        words = " ".join(p.text for p in paragraphs)
        return [replace(paragraphs[0], text=words)]
