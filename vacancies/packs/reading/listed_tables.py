"""Tables whose Essential and Desirable columns hold the criteria themselves."""

from __future__ import annotations

from vacancies.packs.document import Row
from vacancies.packs.reading.columns import Role
from vacancies.packs.reading.rows import LEVELS
from vacancies.packs.reading.table_reader import TableReader
from vacancies.packs.sources.characters import is_blank_mark, is_mark


class ListedTable(TableReader):
    """A table of lists."""

    def read_criteria(self, index: int, row: Row) -> None:
        """A row whose Essential and Desirable cells hold the criteria themselves."""
        self.take_category(row)
        section, outer, number = self.to.section, self.to.importance_outer, self.columns.number(row)
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
            filled = sum(1 for c in columns if (beside := row.at(c)) and beside.text.strip())
            lines = self.columns.assessed_lines(row, methods, len(paragraphs)) if filled == 1 else []
            for i, paragraph in enumerate(paragraphs):
                if (
                    i == 0
                    and not paragraph.is_item
                    and self._row_goes_on(row, column)
                    and self.to.carry_on(paragraph.text)
                ):
                    continue
                self.add_item(
                    paragraph,
                    paragraphs,
                    i,
                    number if not i else None,
                    LEVELS[self.grid.columns[column].role],
                    lines[i] if lines else assessed,
                )
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
