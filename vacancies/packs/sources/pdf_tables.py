"""Tables of a PDF page, with the places of what stands in them, until pages are put together."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from vacancies.packs.document import Block, Cell, Row, Table
from vacancies.packs.sources.characters import is_blank_mark, is_mark
from vacancies.packs.sources.pdf_columns import Columns
from vacancies.packs.sources.pdf_flow import Flow, Text, right_edge
from vacancies.packs.sources.pdf_lines import Line, rows_of
from vacancies.packs.sources.pdf_rules import GridCell, RuledGrid
from vacancies.packs.sources.pdf_words import Word

_CLEAR = 5.0  # points of white between columns
_WORDY = 8  # words of a cell in a column of lists, on average
_STANDS = 0.25  # of the letters' size: as far a word reaches into a table whose upper side cuts it
_SHORT = 4  # words of an entry that stands beside one of several paragraphs


Column = tuple[int, int]  # the first of the grid's columns that a cell stands in, and how many


@dataclass
class PageCell:
    """A cell: its place in the grid, and the paragraphs and tables in it."""

    start: int
    span: int = 1
    texts: list[Text] = field(default_factory=list)
    inner: list[tuple[int, PageTable]] = field(default_factory=list)  # how many paragraphs stand above each
    continues: bool = False

    @property
    def words(self) -> str:
        """All it says, on one line."""
        return " ".join(t.paragraph.text or t.paragraph.number or "" for t in self.texts).strip()

    @property
    def lines(self) -> list[Line]:
        """The lines of its paragraphs."""
        return [line for text in self.texts for line in text.lines]


@dataclass
class PageRow:
    """A row of cells from left to right."""

    cells: list[PageCell]

    def at(self, start: int) -> PageCell | None:
        """The cell that begins at a column of the grid."""
        return next((c for c in self.cells if c.start == start), None)

    @property
    def key(self) -> tuple[str, ...]:
        """What the row says, for telling a heading that is printed again."""
        return tuple(c.words.lower() for c in self.cells if c.words)


@dataclass
class PageTable:
    """A table: its rows, its box, and where its columns begin."""

    rows: list[PageRow]
    x0: float
    x1: float
    top: float
    bottom: float
    xs: tuple[float, ...]
    columns: Columns = ()  # left and right of each, where no upright rules part them

    @property
    def ruled(self) -> bool:
        """Whether rules part its columns."""
        return not self.columns

    @property
    def starts(self) -> list[float]:
        """The places at which its lines begin."""
        return sorted({round(line.x0, 1) for row in self.rows for cell in row.cells for line in cell.lines})

    def as_table(self) -> Table:
        """The table as the document holds it."""
        return Table(tuple(Row(tuple(_cell(c) for c in row.cells)) for row in self.rows))


def _cell(cell: PageCell) -> Cell:
    blocks: list[Block] = [t.paragraph for t in cell.texts]
    for above, table in reversed(cell.inner):
        blocks.insert(above, table.as_table())
    return Cell(cell.start, cell.span, tuple(blocks), continues=cell.continues)


def ruled_tables(grids: Sequence[RuledGrid], words: Sequence[Word], flow: Flow) -> tuple[list[PageTable], list[Word]]:
    """The tables that rules make, those in cells of others inside them, and the words left over."""
    inside = sorted(grids, key=lambda g: (g.x1 - g.x0) * (g.bottom - g.top))
    made: list[PageTable] = []
    left = list(words)
    for grid in inside:
        table, left = _ruled(grid, left, flow)
        inner = [t for t in made if grid.x0 < t.x0 and t.x1 < grid.x1 and grid.top < t.top and t.bottom < grid.bottom]
        for each in inner:
            made.remove(each)
            _put_inside(table, grid, each)
        made.append(table)
    return [part for t in made if any(c.texts or c.inner for r in t.rows for c in r.cells) for part in _parts(t)], left


def _parts(table: PageTable) -> list[PageTable]:
    """A table cut where another begins right below it, with columns of its own throughout."""
    groups: list[list[PageRow]] = [[]]
    edges: set[int] = set()
    for row in table.rows:
        own = {c.start for c in row.cells} - {0}
        if own and edges and not own & edges:
            groups.append([])
            edges = set()
        edges |= own
        groups[-1].append(row)
    if len(groups) == 1:
        return [table]
    return [_part(table, rows, first=i == 0) for i, rows in enumerate(groups)]


def _part(table: PageTable, rows: list[PageRow], *, first: bool) -> PageTable:
    """Some rows of a table as one of their own, their columns counted afresh."""
    starts = sorted({c.start for row in rows for c in row.cells})
    for row in rows:
        for cell in row.cells:
            end = cell.start + cell.span
            cell.span = max(1, sum(1 for s in starts if cell.start <= s < end))
            cell.start = starts.index(cell.start)
    texts = [t for row in rows for c in row.cells for t in c.texts]
    top = table.top if first or not texts else min(t.top for t in texts)
    bottom = max((t.bottom for t in texts), default=table.bottom)
    return PageTable(rows, table.x0, table.x1, top, bottom, tuple(table.xs[s] for s in starts))


def _put_inside(table: PageTable, grid: RuledGrid, inner: PageTable) -> None:
    x, y = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    for cell in grid.cells:
        if cell.x0 <= x <= cell.x1 and cell.top <= y <= cell.bottom:
            holder = table.rows[cell.row].at(cell.column)
            if holder is not None:
                holder.inner.append((sum(1 for t in holder.texts if t.top < inner.top), inner))
                holder.inner.sort(key=lambda placed: (placed[0], placed[1].top))
            return


def _ruled(grid: RuledGrid, words: list[Word], flow: Flow) -> tuple[PageTable, list[Word]]:
    inside: dict[GridCell, list[Word]] = defaultdict(list)
    left = []
    tops = sorted({c.top for c in grid.cells})
    by_top: dict[float, list[GridCell]] = defaultdict(list)
    for cell in grid.cells:
        for top in tops:
            if cell.top <= top < cell.bottom:
                by_top[top].append(cell)
    for word in words:
        x, y = word.middle
        y = max(y, grid.top) if word.base > grid.top + _STANDS * word.size else y
        place = bisect_right(tops, y) - 1
        near = by_top[tops[place]] if place >= 0 and grid.x0 <= x <= grid.x1 and y <= grid.bottom else []
        home = next((c for c in near if c.x0 <= x <= c.x1), None)
        if home is None:
            left.append(word)
        else:
            inside[home].append(word)
    rows = _rows(grid, inside, flow)
    return PageTable(rows, grid.x0, grid.x1, grid.top, grid.bottom, grid.xs), left


def _rows(grid: RuledGrid, inside: dict[GridCell, list[Word]], flow: Flow) -> list[PageRow]:
    lines = {cell: [line for row in rows_of(words, split=False) for line in row] for cell, words in inside.items()}
    cells = _unmerged(grid, lines)
    rights: dict[tuple[int, int], float] = defaultdict(float)
    for cell in cells:
        made = lines.get(cell, [])
        key = cell.column, cell.columns
        rights[key] = max(rights[key], right_edge(made))
    rows = [PageRow([]) for _ in range(grid.height)]
    several = holding_several(
        ((c.column, c.columns), flow.texts(lines.get(c, []), rights[c.column, c.columns])) for c in cells
    )
    for cell in cells:
        key = cell.column, cell.columns
        texts = flow.texts(lines.get(cell, []), rights[key], several=key in several)
        rows[cell.row].cells.append(PageCell(cell.column, cell.columns, texts))
        for lower in range(cell.row + 1, cell.row + cell.rows):
            rows[lower].cells.append(PageCell(cell.column, cell.columns, continues=True))
    for row in rows:
        row.cells.sort(key=lambda c: c.start)
    return [part for row in rows if row.cells for part in split_row(row)]


def holding_several(cells: Iterable[tuple[Column, Sequence[Text]]]) -> set[Column]:
    """The columns whose cells hold several paragraphs without bullets: where some do, others as wordy do too."""
    columns: dict[Column, list[Sequence[Text]]] = defaultdict(list)
    for key, texts in cells:
        if texts:
            columns[key].append(texts)
    sure = {key for key, held in columns.items() if any(map(_has_several, held))}
    return sure | {key for key, held in columns.items() if sure and key[0] and _are_wordy(held)}


def _are_wordy(held: Sequence[Sequence[Text]]) -> bool:
    words = [sum(len(line.words) for t in texts for line in t.lines) for texts in held]
    return sum(words) >= _WORDY * len(held) or max(words) >= 2 * _WORDY


def _has_several(texts: Sequence[Text]) -> bool:
    """Whether a cell holds several paragraphs without bullets."""
    plain = [t for t in texts if not t.paragraph.is_item and len(t.lines[0].words) > 1]
    worded = any(len(t.lines[0].words) > 2 for t in plain)
    return worded and len(plain) > 1 and all(t.paragraph.text[:1].isupper() for t in plain)


def _unmerged(grid: RuledGrid, lines: dict[GridCell, list[Line]]) -> list[GridCell]:
    """The grid's cells, those cut in columns that no rule parts but whose words stand clear of each other."""
    out: list[GridCell] = []
    for cell in grid.cells:
        own = lines.get(cell, [])
        marks = all(is_mark(line.text) for line in own)
        inner = range(cell.column + 1, cell.column + cell.columns) if own else ()
        cuts = [c for c in inner if _is_clear(own, grid.xs[c], marks=marks)]
        if not cuts:
            out.append(cell)
            continue
        edges = [cell.column, *cuts, cell.column + cell.columns]
        for first, end in pairwise(edges):
            x0 = grid.xs[first]
            x1 = grid.xs[end] if end < len(grid.xs) else cell.x1
            part = replace(cell, column=first, columns=end - first, x0=x0, x1=x1)
            words = [[w for w in line.words if x0 <= w.middle[0] < x1] for line in own]
            lines[part] = [Line(w) for w in words if w]
            out.append(part)
    return out


def _is_clear(lines: Sequence[Line], x: float, *, marks: bool) -> bool:
    """Whether words stand behind a column's edge and none across it or close to it; marks may stand on any side."""
    if any(w.x0 < x - 2 and w.x1 > x + 2 for line in lines for w in line.words):
        return False
    sides = [
        ([w.x1 for w in ln.words if w.middle[0] < x], [w.x0 for w in ln.words if w.middle[0] >= x]) for ln in lines
    ]
    begun = any(right for _, right in sides)
    return marks or begun and all(min(b) - max(a) >= _CLEAR for a, b in sides if a and b)


def split_row(row: PageRow) -> list[PageRow]:
    """A row cut where marks stand beside the paragraphs of one cell, each beside its own; else as it was."""
    main = max(row.cells, key=lambda c: (len(c.texts), len(c.words)))
    beside = [c for c in row.cells if c is not main and c.texts and _is_beside(c)]
    if len(main.texts) < 2 or not beside:
        return [row]
    placed = {c.start: [(_place(line, main), line) for line in c.lines] for c in beside}
    marks = [place for c in beside for place, line in placed[c.start] if is_mark(line.text)]
    if any(place is None for c in beside for place, _ in placed[c.start]):
        return [row]
    worded = [c for c in beside if len(c.lines) == len(main.texts) and any(len(t.lines) > 1 for t in main.texts)]
    if len(set(marks)) < 2 and not any(len({p for p, _ in placed[c.start]}) == len(main.texts) for c in worded):
        return [row]
    out = []
    for i, text in enumerate(main.texts):
        cells = []
        for cell in row.cells:
            if cell is main:
                cells.append(replace(cell, texts=[text]))
            elif cell.start in placed:
                own = [t for t in cell.texts if _place(t.lines[0], main) == i]
                cells.append(replace(cell, texts=own))
            else:
                cells.append(cell if i == 0 else PageCell(cell.start, cell.span, continues=True))
        out.append(PageRow(cells))
    return out


def _is_beside(cell: PageCell) -> bool:
    """Whether a cell's every line may stand beside one paragraph of another: a mark, a code, a few words."""
    return all(
        is_mark(line.text) or is_blank_mark(line.text) or len(line.words) <= _SHORT and not text.paragraph.bullet
        for text in cell.texts
        for line in text.lines
    )


def _place(line: Line, main: PageCell) -> int | None:
    """Which paragraph of the main cell a line stands beside, or None where it is level with none."""
    reach = 0.6 * line.size
    for i, text in enumerate(main.texts):
        if text.lines[0].base - reach <= line.base <= text.lines[-1].base + reach:
            return i
    return None
