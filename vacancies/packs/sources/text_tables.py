"""Tables that came as text: cells between tabs, one cell a line, or columns lined up with spaces."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from vacancies.packs.document import Cell, Row, Table
from vacancies.packs.sources import paragraphs as para
from vacancies.packs.sources.aligned import take_aligned
from vacancies.packs.sources.characters import bare_number, take_bullet, take_number
from vacancies.packs.sources.lines import Line

_MOST_COLUMNS = 14
_TABS = re.compile(r"\t+")


def take_table(lines: list[Line], position: int) -> tuple[Table | None, int]:
    """The table that begins at a line and the position after it, or (None, position)."""
    for take in (_take_stream, _take_tabbed, take_aligned):
        table, after = take(lines, position)
        if table is not None:
            return table, after
    return None, position


def from_cells(rows: list[list[str]]) -> Table:
    """A table from the text of its cells, one grid column each."""
    return Table(tuple(Row(tuple(Cell(i, 1, para.in_cell(t)) for i, t in enumerate(r))) for r in rows))


# ---- one cell a line


def _is_stream_cell(line: Line) -> bool:
    body = line.text[1:]
    return line.text.startswith("\t") and "\t" not in body.strip() and not _is_text_item(body)


def _is_text_item(text: str) -> bool:
    """A bulleted or numbered line of text, which a tab may merely indent."""
    return take_bullet(text)[0] and len(text.strip()) > 3 or take_number(text)[0] is not None


def _take_stream(lines: list[Line], position: int) -> tuple[Table | None, int]:
    if not _is_stream_cell(lines[position]):
        return None, position
    groups: list[list[str]] = []  # cells that stand without an empty line between them
    end = position
    while end < len(lines):
        line = lines[end]
        if _is_stream_cell(line):
            if line.blank or not groups:
                groups.append([])
            groups[-1].append(line.text.strip())
        elif groups and (take_bullet(line.text)[0] or not line.blank) and groups[-1][-1]:
            groups[-1][-1] += para.BREAK + line.text.strip()
        else:
            break
        end += 1
    if sum(len(g) for g in groups) < 6:
        return None, position
    width = _stream_width(groups)
    if not width:
        return None, position
    return from_cells(_stream_rows(groups, width)), end


def _stream_rows(groups: list[list[str]], width: int) -> list[list[str]]:
    """Groups put together into rows of `width` cells; a group that cannot be completed is a short row."""
    rows: list[list[str]] = []
    row: list[str] = []
    for group in groups:
        if row and (len(row) + len(group) > width or len(row) == width):
            rows.append(row)
            row = []
        row = row + group
        while len(row) > width:
            rows.append(row[:width])
            row = row[width:]
    return [*rows, row] if row else rows


def _stream_width(groups: list[list[str]]) -> int:
    """The number of columns under which most rows come out whole and begin alike."""
    best, best_score = 0, 0.0
    for width in range(2, 9):
        rows = _stream_rows(groups, width)
        whole = sum(1 for r in rows if len(r) == width)
        numbered = Counter(bare_number(r[0]) is not None for r in rows if len(r) == width)
        alike = max(numbered.values(), default=0)
        score = (whole + alike) / (2 * len(rows))
        if score > best_score + 0.01:
            best, best_score = width, score
    return best if best_score >= 0.5 else 0


# ---- cells between tabs


def _cells(line: Line) -> list[str]:
    return [c.strip(" ") for c in line.text.rstrip("\n").split("\t")]


def _is_row(line: Line) -> bool:
    """Whether a line holds cells: tabs that do more than set off a bullet or number."""
    cells = _cells(line)
    filled = [c for c in cells if c]
    if len(filled) < 2:
        return False
    if len(filled) == 2 and (take_bullet(filled[0] + " x")[0] or bare_number(filled[0].rstrip("."))):
        return len(cells) > 3 and not take_bullet(filled[0] + " x")[0]
    return not take_bullet(line.text)[0] or len(filled) > 2


def is_row_of_cells(text: str) -> bool:
    """Whether a single line holds a label and values set apart by tabs."""
    return _is_row(Line(text.strip("\t ")))


def _take_tabbed(lines: list[Line], position: int) -> tuple[Table | None, int]:
    if not _is_row(lines[position]):
        return None, position
    if _tabs_only_space(lines, position):
        lines = [*lines[:position], *(replace(n, text=_TABS.sub("\t", n.text.strip("\t"))) for n in lines[position:])]
    width = _tabbed_width(lines, position)
    rows: list[list[str]] = [_cells(lines[position])[:_MOST_COLUMNS]]
    end = position + 1
    while end < len(lines):
        line = lines[end]
        cells = _cells(line)
        if line.blank and "\t" in line.text and _even(rows) and len(cells) != len(rows[0]):
            break  # another table, of another width
        if "\t" in line.text and (_is_row(line) or width >= 2 and len(cells) >= 2 and line.text.strip()):
            _add_row(rows, cells, width)
        elif "\t" in line.text and not line.text.strip():
            pass
        elif not line.blank and "\t" not in line.text and take_bullet(line.text)[0]:
            rows[-1][-1] += para.BREAK + line.text.strip()
        elif not line.blank and "\t" not in line.text and width >= 3 and _goes_on(lines, end):
            _add_row(rows, cells, width)
        elif line.blank and "\t" not in line.text and width >= 3 and _is_lone_section(lines, end):
            rows.append(cells)
        else:
            break
        end += 1
    return from_cells(rows), end


def _tabs_only_space(lines: list[Line], position: int) -> bool:
    """Whether runs of tabs set cells apart: rows have as many cells, but not as many tabs."""
    rows: list[Line] = []
    for line in lines[position:]:
        if line.blank and rows or not _is_row(line) and rows and "\t" in line.text:
            break
        if _is_row(line):
            rows.append(line)
    filled = {sum(1 for c in _cells(line) if c) for line in rows}
    return len(rows) > 1 and len(filled) == 1 and len({len(_cells(line)) for line in rows}) > 1


def _even(rows: list[list[str]]) -> bool:
    """Whether rows so far are all of one width."""
    return len(rows) > 1 and len({len(r) for r in rows}) == 1


def _tabbed_width(lines: list[Line], position: int) -> int:
    counts: Counter[int] = Counter()
    for i, line in enumerate(lines[position : position + 60]):
        if i > 1 and line.blank and len(counts) == 1 or "\t" not in line.text and line.blank:
            break
        if "\t" in line.text:
            counts[min(len(_cells(line)), _MOST_COLUMNS)] += 1
    return max(counts, key=lambda n: (counts[n], n), default=1)


def _add_row(rows: list[list[str]], cells: list[str], width: int) -> None:
    """A further row, or, where the row before had stopped inside a cell, the rest of that row."""
    row = rows[-1]
    whole = len(row) >= width
    labelled = cells[0].endswith(":")
    fits = len(row) + len(cells) - 1 <= width
    if not whole and len(row) > 1 and len(cells) < width and fits and cells[0] and not labelled:
        row[-1] += para.BREAK + cells[0]
        row.extend(cells[1:])
    else:
        rows.append(cells[:_MOST_COLUMNS])


def _goes_on(lines: list[Line], position: int) -> bool:
    """Whether rows of cells follow soon after a line without tabs."""
    return any(_is_row(line) for line in lines[position + 1 : position + 6])


def _is_lone_section(lines: list[Line], position: int) -> bool:
    """A short line between two rows of one table."""
    text = lines[position].text.strip()
    after = lines[position + 1] if position + 1 < len(lines) else None
    short = len(re.findall(r"\S+", text)) <= 8 and not text.endswith(".")
    return short and after is not None and _is_row(after) and len(_cells(after)) >= 3
