"""Lists without bullets in a PDF's tables: a column that holds them in one table does so under the same heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vacancies.packs.sources.pdf_flow import Flow, right_edge
from vacancies.packs.sources.pdf_tables import Column, PageCell, PageTable, holding_several

_SURE = 2  # lines that open as cells do, by no chance


def part_lists(tables: Iterable[PageTable], flow: Flow) -> None:
    """Parts the items in cells whose columns hold several in another table, which goes on or has the same headings."""
    known: list[tuple[PageTable, dict[int, str], set[Column]]] = []
    named: dict[int, str] = {}
    columns = 0
    for table in tables:
        head = _names(table)
        named = head or (named if len(table.xs) == columns else {})
        columns = len(table.xs)
        body = table.rows[1:] if head else table.rows
        held = holding_several(((c.start, c.span), c.texts) for row in body for c in row.cells)
        known.append((table, named, held))
    listed = {names[start] for _, names, held in known for start, span in held if span == 1 and start in names}
    listed |= _opening_again((name, _held(table, start)) for table, names, _ in known for start, name in names.items())
    for table, names, held in known:
        for start in {s for s, name in names.items() if name in listed and (s, 1) not in held}:
            _part(table, start, flow)


def _names(table: PageTable) -> dict[int, str]:
    """The headings of a table's columns, none where its first row is no row of headings."""
    cells = [c for c in table.rows[0].cells if c.words] if table.rows else []
    heads = len(cells) > 1 and all(line.strong for c in cells for line in c.lines)
    return {c.start: c.words.lower() for c in cells} if heads else {}


def _opening_again(columns: Iterable[tuple[str, list[PageCell]]]) -> set[str]:
    """The headings of columns where lines in the midst of cells open with the very words that cells open with."""
    held: dict[str, list[PageCell]] = defaultdict(list)
    for name, cells in columns:
        held[name] += cells
    openers = {c.lines[0].words[0].text for cells in held.values() for c in cells}

    def again(cells: list[PageCell]) -> int:
        below = [line.words[0].text for c in cells for line in c.lines[1:]]
        return sum(1 for word in below if word.istitle() and len(word) > 1 and word in openers)

    return {name for name, cells in held.items() if again(cells) >= _SURE}


def _part(table: PageTable, start: int, flow: Flow) -> None:
    cells = _held(table, start)
    right = right_edge([line for c in cells for line in c.lines])
    for cell in cells:
        cell.texts = flow.texts(cell.lines, right, several=True)


def _held(table: PageTable, start: int) -> list[PageCell]:
    """The plain cells of one column that hold words."""
    return [c for r in table.rows for c in r.cells if c.start == start and c.span == 1 and c.lines and _is_plain(c)]


def _is_plain(cell: PageCell) -> bool:
    """Whether a cell holds words without bullets, headings or tables among them."""
    return not cell.inner and not any(t.paragraph.is_item or t.paragraph.emphasis for t in cell.texts)
