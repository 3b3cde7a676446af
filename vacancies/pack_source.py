"""The words of a pack as they stand in the file, for reading beside what was read from it. No Django."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

CELL = " | "  # between the cells of a table row (vacancies/packs/reading/places.py)


@dataclass(frozen=True)
class Mark:
    """A way back from a line to what was read from it: a numbered thing to settle, or (number 0) a row."""

    number: int
    label: str
    target: str


@dataclass(frozen=True)
class SourceLine:
    """A line of the source: its `cells` where it is a row of a table, else one; and the ways back from it."""

    anchor: str
    cells: tuple[str, ...]
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class SourceBlock:
    """Lines that follow each other: text, or the rows of a table that is `width` columns wide."""

    lines: tuple[SourceLine, ...]
    width: int = 0


def anchor(pack: int, place: int) -> str:
    """The id of a line on the page."""
    return f"source-{pack}-{place}"


def source_blocks(pack: int, lines: Sequence[str], marks: Mapping[str, Sequence[Mark]]) -> list[SourceBlock]:
    """The lines of a pack as text and tables, empty ones left out. `marks` are by anchor."""
    drawn = []
    for place, line in enumerate(lines):
        here = anchor(pack, place)
        cells = tuple(cell.strip() for cell in f"{line} ".split(CELL))
        if any(cells):
            drawn.append(SourceLine(here, cells, tuple(marks.get(here, ()))))
    return [_block(list(run), in_table) for in_table, run in groupby(drawn, _in_table(drawn).__contains__)]


def _in_table(lines: Sequence[SourceLine]) -> set[SourceLine]:
    """Rows of cells, and the short lines between two of them: categories that span the table."""
    found = set()
    for before, line, after in zip([None, *lines], lines, [*lines[1:], None], strict=False):
        between = before and after and len(before.cells) > 1 and len(after.cells) > 1 and len(line.cells[0]) < 100
        if len(line.cells) > 1 or between:
            found.add(line)
    return found


def _block(lines: list[SourceLine], in_table: bool) -> SourceBlock:
    """Text as it is; rows of a table of one width, without columns that are empty from top to bottom."""
    if not in_table:
        return SourceBlock(tuple(lines))
    width = max(len(line.cells) for line in lines)
    kept = [n for n in range(width) if any(line.cells[n] for line in lines if n < len(line.cells) > 1)]
    return SourceBlock(
        tuple(
            line if len(line.cells) == 1
            else replace(line, cells=tuple(line.cells[n] if n < len(line.cells) else "" for n in kept))
            for line in lines
        ),
        width=len(kept),
    )  # fmt: skip
