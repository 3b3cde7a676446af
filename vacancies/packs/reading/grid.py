"""What each column of a table is for, read from its heading and from what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from vacancies.packs.document import Row, Table
from vacancies.packs.reading.columns import STRONG, Column, Role, head_meaning
from vacancies.packs.reading.content import Content, content_of, names_methods
from vacancies.packs.reading.header_rows import header_rows
from vacancies.packs.reading.methods import Legend
from vacancies.packs.reading.tags import importance_only

_WORDS = 3  # of a cell on average: a column of numbers holds fewer, whatever its heading says


@dataclass(frozen=True)
class Grid:
    """A table understood: its columns, its heading rows, and what stands over the criteria."""

    columns: tuple[Column, ...]
    first: int
    body: int
    heading: str

    def having(self, *roles: Role) -> list[int]:
        """The positions of the columns with one of the roles."""
        return [i for i, c in enumerate(self.columns) if c.role in roles]

    @property
    def is_specification(self) -> bool:
        """Whether the columns are those of a person specification whatever stands above the table."""
        importance = self.having(Role.ESSENTIAL, Role.DESIRABLE, Role.IMPORTANCE)
        methods = self.having(Role.METHODS, Role.METHOD)
        return bool(importance) or bool(methods) and bool(self.having(Role.TEXT))

    @property
    def is_listed(self) -> bool:
        """Whether criteria stand in the Essential and Desirable columns themselves."""
        return any(c.listed for c in self.columns)


@lru_cache(maxsize=64)  # several readers ask about the same table
def read_grid(table: Table, legend: Legend) -> Grid:
    """Works out a table's columns."""
    width = table.columns
    first, body = header_rows(table, legend)
    columns: list[Column | None] = [None] * width
    heads: list[str] = [""] * width
    for row in table.rows[first:body]:
        beside = frozenset(c.text.strip() for c in row.cells)
        for cell in row.cells:
            meaning = head_meaning(cell.text, legend, beside)
            for column in range(cell.start, min(width, cell.start + cell.span)):
                if meaning is not None and (meaning.role in STRONG or columns[column] is None):
                    columns[column] = meaning
                heads[column] = cell.text or heads[column]
    settled = _settle(columns, table.rows[body:], legend)
    text = next((i for i, c in enumerate(settled) if c.role is Role.TEXT), None)
    if text is None and any(c.listed for c in settled) and settled[0].role in {Role.NONE, Role.CATEGORY}:
        text = 0  # the column beside lists, whose heading may name the section
    named = columns[text] if text is not None else None
    heading = heads[text] if text is not None and body and not (named and named.role is Role.NUMBER) else ""
    return Grid(tuple(settled), first, body, heading)


def _settle(columns: list[Column | None], rows: tuple[Row, ...], legend: Legend) -> list[Column]:
    contents = [content_of(rows, i, legend) for i in range(len(columns))]
    out: list[Column] = []
    for column, content in zip(columns, contents, strict=True):
        out.append(_by_content(column, content))
    listed = any(c.listed for c in out)
    textual = [i for i, c in enumerate(out) if c.role is Role.TEXT]
    if listed:
        for i in textual:
            out[i] = Column(Role.CATEGORY if i == textual[0] else Role.NONE)
    elif len(textual) > 1:
        main = max(textual, key=lambda i: contents[i].words)
        for i in textual:
            out[i] = Column(Role.TEXT if i == main else Role.CATEGORY if i < main else Role.NONE)
    return out


def _by_content(column: Column | None, content: Content) -> Column:
    role = column.role if column else None
    if column and role in {Role.ESSENTIAL, Role.DESIRABLE}:
        coded = content.filled > 0 and content.methods >= 0.6
        listed = content.filled > 0 and content.marks < 0.5 and content.words > 1.5 and not coded
        return Column(column.role, listed=listed, coded=coded)
    if column and role is Role.METHOD:
        if content.filled and content.marks < 0.5:
            return Column(Role.METHODS if content.methods >= 0.6 else Role.TEXT if content.words > 2 else Role.METHOD)
        return column
    if column and role in {Role.METHODS, Role.IMPORTANCE}:
        return column
    return _by_cells(role, content)


def _by_cells(role: Role | None, content: Content) -> Column:
    """What a column is by its cells alone, its heading saying little or nothing."""
    if role is None and content.methods >= 0.9 and content.numbers:
        return Column(Role.METHODS)  # figures that the key names as methods
    numbered = content.filled and content.numbers >= 0.6 and content.words < 2
    if role is Role.NUMBER and content.words < _WORDS or numbered:
        return Column(Role.NUMBER)
    if content.filled == 0:
        return Column(Role.NONE)
    if content.levels >= 0.7:
        return Column(Role.IMPORTANCE)
    if content.methods >= 0.7 and content.words < 8:
        return Column(Role.METHODS)
    if content.marks >= 0.8:
        return Column(Role.NONE)
    return Column(Role.TEXT)


def tables_in(table: Table, legend: Legend) -> list[Table]:
    """A table cut where its headings stand again over another section or importance."""
    grid = read_grid(table, legend)
    if not grid.body or not grid.having(*STRONG):
        return [table]
    heads = table.rows[grid.body - 1]
    cuts = [i for i in range(grid.body + 1, len(table.rows) - 1) if _heads_again(table.rows[i], heads, grid, legend)]
    edges = [0, *cuts, len(table.rows)]
    return [Table(table.rows[a:b]) for a, b in pairwise(edges)]


def _heads_again(row: Row, heads: Row, grid: Grid, legend: Legend) -> bool:
    """Whether a row's columns of answers hold headings, while its words say something new."""
    told = False
    for column in grid.having(*STRONG):
        cell, head = row.at(column), heads.at(column)
        text, before = (cell.text.strip() if cell else ""), (head.text.strip() if head else "")
        same = text.lower() == before.lower()
        if not text or not same and not _heads_column(text, grid.columns[column].role, legend):
            return False
        told = told or len(text) > 1 or len(grid.having(*STRONG)) > 1
    words = [tuple(c.text.strip().lower() for c in r.cells) for r in (row, heads)]
    return told and words[0] != words[1]


def _heads_column(text: str, role: Role, legend: Legend) -> bool:
    """Whether a text that differs from a column's heading could stand there as another."""
    if role in {Role.ESSENTIAL, Role.DESIRABLE}:
        return len(text) > 1 and importance_only(text) is not None
    meaning = head_meaning(text, legend, frozenset())
    return role is Role.METHODS and meaning is not None and meaning.role is role and not names_methods(text, legend)


def looks_like_specification(table: Table, legend: Legend) -> bool:
    """Whether a table is a person specification's by its columns alone."""
    grid = read_grid(table, legend)
    if not grid.body or not grid.is_specification:
        return False
    if grid.having(Role.ESSENTIAL, Role.DESIRABLE, Role.IMPORTANCE):
        return True
    heads = [
        head_meaning(c.text, legend, frozenset())
        for r in table.rows[grid.first : grid.body]
        for c in r.cells
        if c.text.strip()
    ]
    return sum(1 for h in heads if h is not None and h.role in STRONG) >= 1 and len(table.rows) - grid.body >= 2
