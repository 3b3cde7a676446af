"""What each column of a table is for, read from its heading and from what stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from vacancies.packs.document import Row, Table
from vacancies.packs.reading.methods import (
    UNSAID,
    Assessed,
    Legend,
    importance_word,
    is_methods_only,
    legend_entries,
    methods_in,
    read_codes,
)
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.sources.characters import bare_number, is_blank_mark, is_mark, tidy


class Role(Enum):
    """What a column holds."""

    NUMBER = "number"
    CATEGORY = "category"
    TEXT = "text"
    ESSENTIAL = "essential"
    DESIRABLE = "desirable"
    IMPORTANCE = "importance"
    METHODS = "methods"
    METHOD = "method"
    NONE = "none"


_IMPORTANCE_HEADS = {Role.ESSENTIAL, Role.DESIRABLE, Role.IMPORTANCE}
_METHOD_HEADS = {Role.METHODS, Role.METHOD}
STRONG = _IMPORTANCE_HEADS | _METHOD_HEADS
_ASSESSED = re.compile(
    r"\b(?:assess\w*|identif\w*|test(?:ed|ing)|evidenced?|measur\w*|method|source|verif\w*"
    r"|demonstrat\w*|judged|means|where|a/i\S*)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\be(?:ss(?:ential)?)?\s*(?:/|or|&|and|\|)\s*d(?:es(?:irable)?)?\b|^(?:importance|status|priority"
    r"|rating|e\s*/\s*d)$",
    re.IGNORECASE,
)
_LONGEST_HEAD = 200  # characters of a column's heading, a key in it included
_NUMBER_HEAD = re.compile(r"(?:no|num|number|ref|reference|#|item|s/?n)\.?", re.IGNORECASE)
_TEXT_HEAD = re.compile(
    r"\b(?:criteria|criterion|requirements?|attributes?|descriptions?|qualit(?:y|ies)|competenc(?:y"
    r"|ies)|factors?|category|categories|areas?|skills?"
    r"|specification|elements?|details|standards?|qualifications?|experience|knowledge|personal"
    r"|aspects?|essential|desirable)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Column:
    """A column's role; `assessed` is what a mark in a column of one method means."""

    role: Role
    assessed: Assessed = UNSAID
    listed: bool = False  # an Essential or Desirable column that holds criteria, not marks
    coded: bool = False  # one whose marks are the methods themselves, as codes or words


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


def head_meaning(text: str, legend: Legend, beside: frozenset[str]) -> Column | None:
    """What a column heading means, or None. `beside` are the other headings of the row."""
    plain = tidy(text).strip(" :*")
    if not plain or len(plain) > _LONGEST_HEAD or len(plain.split()) > 14:
        return None
    if _BOTH.search(plain) and len(plain) <= 40:
        return Column(Role.IMPORTANCE)
    bare = re.sub(r"\s*[(\[].*?[)\]]", "", plain).strip(" :") or plain
    if plain in legend.methods and not (plain in {"E", "D"} and {"E", "D"} <= beside | {plain}):
        return Column(Role.METHOD, Assessed((legend.methods[plain],)))
    level = importance_only(bare)
    if level or importance_word(bare) and len(bare.split()) <= 3:
        return Column(Role.ESSENTIAL if (level or importance_word(bare)) == "essential" else Role.DESIRABLE)
    if _NUMBER_HEAD.fullmatch(bare):
        return Column(Role.NUMBER)
    if is_methods_only(bare) and len(bare.split()) <= 4:
        return Column(Role.METHOD, Assessed(methods_in(bare)))
    if (
        _ASSESSED.search(plain)
        and len(bare.split()) <= 9
        or len(legend_entries(plain)) >= 2
        and not importance_word(plain)
    ):
        keyed = all(importance_word(meaning) for _, meaning in legend_entries(plain))
        if not legend_entries(plain) or not keyed or _ASSESSED.search(bare):
            return Column(Role.METHODS)
    codes = read_codes(plain, legend)
    if codes is not None and len(plain) <= 3:
        return Column(Role.METHOD, codes)
    return Column(Role.TEXT) if _TEXT_HEAD.search(plain) else None


def read_grid(table: Table, legend: Legend) -> Grid:
    """Works out a table's columns."""
    width = table.columns
    first, body = _header_rows(table, legend)
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
    return Grid(tuple(settled), first, body, heads[text] if text is not None and body else "")


def _header_rows(table: Table, legend: Legend) -> tuple[int, int]:
    """Where the heading rows begin and end; (0, 0) where there are none."""
    for i, row in enumerate(table.rows[:5]):
        if not _is_header(row, legend):
            continue
        end = i + 1
        while end < len(table.rows) and end < i + 3 and _is_sub_header(table.rows[end], legend, table.rows[i]):
            end += 1
        return i, end
    return (0, 1) if _stands_over_lists(table) else (0, 0)


def _stands_over_lists(table: Table) -> bool:
    """Whether the first row's few words stand over cells that hold lists."""
    if len(table.rows) < 3:
        return False
    cells = [c for c in table.rows[0].cells if c.text.strip()]
    short = len(cells) >= 2 and all(
        len(c.text.split()) <= 5 and not any(p.is_item for p in c.paragraphs) for c in cells
    )
    column = cells[-1].start if cells else 0
    lists = sum(1 for r in table.rows[1:] if (c := r.at(column)) and sum(1 for p in c.paragraphs if p.is_item) >= 1)
    return short and lists * 2 > len(table.rows) - 1


def _meanings(row: Row, legend: Legend) -> list[tuple[str, Column | None]]:
    filled = [c for c in row.cells if c.text.strip()]
    beside = frozenset(c.text.strip() for c in filled)
    return [(c.text.strip(), head_meaning(c.text, legend, beside)) for c in filled]


def _is_header(row: Row, legend: Legend) -> bool:
    meanings = _meanings(row, legend)
    if len(meanings) < 2 or any(bare_number(t) and t[0].isdigit() for t, _ in meanings):
        return False
    if any(is_mark(t) and not t.isalpha() for t, _ in meanings):
        return False
    strong = [(t, m) for t, m in meanings if m is not None and m.role in STRONG]
    letters = {t for t, _ in strong if len(t) <= 2}
    worded = [t for t, m in strong if len(t) > 2]
    plain = [t for t, m in meanings if m is not None and m.role is Role.TEXT and len(t.split()) <= 6]
    if {"E", "D"} <= letters or len(letters - {"E", "D"}) >= 2 and not worded:
        return True
    heads = [t for t in worded if not (is_methods_only(t) or importance_only(t))]
    if heads or len(worded) >= 2:
        return True
    if worded and (plain or letters):
        return len(meanings) == len(worded) + len(plain) + len(letters)
    return len(plain) == len(meanings) and all(len(t.split()) <= 4 for t in plain)


def _is_sub_header(row: Row, legend: Legend, above: Row) -> bool:
    meanings = _meanings(row, legend)
    if not meanings or all(c.span == 1 for c in above.cells) and not any(c.continues for c in row.cells):
        return False
    return all(m is not None and m.role in STRONG and len(t) <= 30 for t, m in meanings)


@dataclass(frozen=True)
class _Content:
    """What the body cells of one column are like: shares of those that hold something."""

    filled: int
    marks: float
    numbers: float
    levels: float
    methods: float
    words: float


def _names_methods(text: str, legend: Legend) -> bool:
    codes = read_codes(text, legend)
    return is_methods_only(text) or codes is not None and bool(codes.methods)


def _content(rows: tuple[Row, ...], column: int, legend: Legend) -> _Content:
    texts = [
        c.text.strip()
        for r in rows
        if (c := r.at(column)) is not None and c.start == column and c.span == 1 and c.text.strip()
    ]
    count = max(1, len(texts))
    return _Content(
        filled=len(texts),
        marks=sum(1 for t in texts if is_mark(t) or is_blank_mark(t)) / count,
        numbers=sum(1 for t in texts if bare_number(t)) / count,
        levels=sum(1 for t in texts if importance_only(t)) / count,
        methods=sum(1 for t in texts if _names_methods(t, legend)) / count,
        words=sum(len(t.split()) for t in texts) / count,
    )


def _settle(columns: list[Column | None], rows: tuple[Row, ...], legend: Legend) -> list[Column]:
    contents = [_content(rows, i, legend) for i in range(len(columns))]
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


def _by_content(column: Column | None, content: _Content) -> Column:
    role = column.role if column else None
    if column and role in {Role.ESSENTIAL, Role.DESIRABLE}:
        coded = content.filled > 0 and content.methods >= 0.6
        listed = content.filled > 0 and content.marks < 0.5 and content.words > 1.5 and not coded
        return Column(column.role, listed=listed, coded=coded)
    if column and role is Role.METHOD:
        return Column(Role.METHODS) if content.filled and content.marks < 0.5 and content.methods >= 0.6 else column
    if column and role in {Role.METHODS, Role.IMPORTANCE}:
        return column
    if role is Role.NUMBER or content.filled and content.numbers >= 0.6 and content.words < 2:
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
