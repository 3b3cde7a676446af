"""What the cells beside a criterion say of it: its number, importance and methods."""

from __future__ import annotations

from vacancies.packs.document import Cell, Row, Table
from vacancies.packs.pack import Importance
from vacancies.packs.reading.columns import Role
from vacancies.packs.reading.grid import Grid
from vacancies.packs.reading.methods import Assessed, Legend, importance_word, read_assessed
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.sources.characters import bare_number, is_blank_mark, is_mark

LEVELS: dict[Role, Importance] = {Role.ESSENTIAL: "essential", Role.DESIRABLE: "desirable"}


class RowReader:
    """Reads the columns of one table, merged cells included."""

    def __init__(self, table: Table, grid: Grid, legend: Legend) -> None:
        self.grid = grid
        self.legend = legend
        self._rows = table.rows
        self._position = {id(row): i for i, row in enumerate(table.rows)}

    def _resolved(self, row: Row, column: int) -> Cell | None:
        """The cell of a column; for the lower part of merged cells, the one that holds the words."""
        cell = row.at(column)
        if cell is None or not cell.continues:
            return cell
        for earlier in reversed(self._rows[: self._position[id(row)]]):
            upper = earlier.at(column)
            if upper is not None and not upper.continues:
                return upper
        return cell

    def number(self, row: Row) -> str | None:
        """What stands in the number column, if it is a number."""
        for column in self.grid.having(Role.NUMBER):
            cell = row.at(column)
            if cell is not None and cell.text.strip():
                return bare_number(cell.text)
        return None

    def assessed(self, row: Row, columns: list[int]) -> Assessed:
        """What the given columns say of assessment."""
        found = Assessed()
        for column in columns:
            cell = self._resolved(row, column)
            if cell is None or not cell.text.strip():
                continue
            role = self.grid.columns[column]
            if role.role is Role.METHODS or role.coded:
                for paragraph in cell.paragraphs:
                    found = found.plus(read_assessed(paragraph.text or paragraph.number or "", self.legend))
            elif self._ticked(cell):
                found = found.plus(role.assessed)
        return found

    def assessed_lines(self, row: Row, columns: list[int], lines: int) -> list[Assessed]:
        """What a cell of methods says of each line of the cell beside it; empty where it has not as many lines."""
        cell = self._resolved(row, columns[0]) if len(columns) == 1 else None
        said = [p.text or p.number or "" for p in cell.paragraphs] if cell else []
        said = [t for t in said if t]
        return [read_assessed(t, self.legend) for t in said] if lines > 1 and len(said) == lines else []

    def _ticked(self, cell: Cell | None) -> bool:
        if cell is None:
            return False
        text = cell.text.strip()
        return not is_blank_mark(text) and (is_mark(text) or len(text) <= 3)

    def _marks(self, row: Row, column: int) -> bool:
        """Whether an Essential or Desirable cell says yes: by a mark, or by the methods in it."""
        cell = self._resolved(row, column)
        if cell is not None and self.grid.columns[column].coded:
            return not is_blank_mark(cell.text)
        return self._ticked(cell)

    def importance(self, row: Row) -> Importance | None:
        """What an importance column or a mark says. Marks in both columns say nothing."""
        for column in self.grid.having(Role.IMPORTANCE):
            cell = self._resolved(row, column)
            text = cell.text if cell else ""
            level = importance_only(text) or importance_word(text) or self.legend.importance.get(text.strip())
            if level:
                return level
        ticked = [LEVELS[self.grid.columns[c].role] for c in self.grid.having(*LEVELS) if self._marks(row, c)]
        return ticked[0] if len(ticked) == 1 else None

    def aligned(self, row: Row, cell: Cell) -> list[Importance | None]:
        """The importance of each line of a cell, where marks stand line by line beside them."""
        sides = {c: row.at(c) for c in self.grid.having(*LEVELS)}
        lines = len(cell.paragraphs)
        out: list[Importance | None] = []
        for i, paragraph in enumerate(cell.paragraphs):
            if not paragraph.text:
                continue
            hits = [
                LEVELS[self.grid.columns[c].role]
                for c, side in sides.items()
                if side is not None
                and len(side.paragraphs) <= lines
                and i < len(side.paragraphs)
                and is_mark(side.paragraphs[i].text)
            ]
            out.append(hits[0] if len(hits) == 1 else None)
        marks = sum(1 for s in sides.values() if s for p in s.paragraphs if is_mark(p.text))
        return out if marks > 1 and sum(1 for o in out if o) == len(out) else []
