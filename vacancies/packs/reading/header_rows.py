"""Which rows of a table are its headings."""

from __future__ import annotations

from vacancies.packs.document import Row, Table
from vacancies.packs.reading.columns import STRONG, Column, Role, head_meaning
from vacancies.packs.reading.content import content_of, names_methods
from vacancies.packs.reading.methods import Legend, is_methods_only, read_codes
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.sources.characters import bare_number, is_mark


def header_rows(table: Table, legend: Legend) -> tuple[int, int]:
    """Where the heading rows begin and end; (0, 0) where there are none."""
    for i, row in enumerate(table.rows[:5]):
        if not (is_header(row, legend) or _stands_over_answers(table, i, legend)):
            continue
        end = i + 1
        while end < len(table.rows) and end < i + 3 and _is_sub_header(table.rows[end], legend, table.rows[i]):
            end += 1
        return i, end
    return (0, 1) if _stands_over_lists(table) else (0, 0)


def _stands_over_answers(table: Table, i: int, legend: Legend) -> bool:
    """Whether a row's few words stand over a column of marks, letters or methods, and are none themselves."""
    row, below = table.rows[i], table.rows[i + 1 :]
    filled = [c for c in row.cells if c.text.strip()]
    if len(filled) < 2 or any(len(c.text.split()) > 8 or c.span > 1 for c in filled) or bare_number(filled[0].text):
        return False
    for cell in filled[1:]:
        under, text = content_of(below, cell.start, legend), cell.text.strip()
        if under.filled < 2 or is_mark(text) or importance_only(text) or names_methods(text, legend):
            continue
        if under.marks >= 0.9 or under.levels >= 0.9 or under.methods >= 0.9:
            return True
    return False


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


def is_header(row: Row, legend: Legend) -> bool:
    """Whether a row by its own words is one of headings."""
    if any(p.bullet for c in row.cells for p in c.paragraphs):
        return False
    meanings = _meanings(row, legend)
    if len(meanings) < 2 or any(bare_number(t) and t[0].isdigit() for t, _ in meanings):
        return False
    if any(is_mark(t) and not t.isalpha() and (m is None or m.role is not Role.NUMBER) for t, m in meanings):
        return False
    strong = [(t, m) for t, m in meanings if m is not None and m.role in STRONG]
    letters = {t for t, _ in strong if len(t) <= 2}
    worded = [t for t, m in strong if len(t) > 2]
    plain = [t for t, m in meanings if m is not None and m.role is Role.TEXT and len(t.split()) <= 6]
    if {"E", "D"} <= letters or len(letters - {"E", "D"}) >= 2 and not worded:
        return True
    numbers = sum(1 for _, m in meanings if m is not None and m.role is Role.NUMBER)
    short = all(len(t.split()) <= 5 for t, _ in meanings)
    heads = [t for t in worded if not (is_methods_only(t) or importance_only(t) or read_codes(t, legend) and not short)]
    if heads or len(worded) >= 2:
        return True
    if worded and (plain or letters):
        return len(meanings) == len(worded) + len(plain) + len(letters) + numbers
    if numbers == 1 and len(meanings) == 2 or numbers and plain:
        return True
    return len(plain) + numbers == len(meanings) and all(len(t.split()) <= 4 for t in plain)


def _is_sub_header(row: Row, legend: Legend, above: Row) -> bool:
    meanings = _meanings(row, legend)
    if not meanings or all(c.span == 1 for c in above.cells) and not any(c.continues for c in row.cells):
        return False
    return all(m is not None and m.role in STRONG and len(t) <= 30 for t, m in meanings)
