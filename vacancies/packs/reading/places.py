"""Where in its source each thing was read: the document as numbered lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vacancies.packs.document import Block, Paragraph, Row, Table


def with_places(blocks: Sequence[Block]) -> tuple[list[Block], tuple[str, ...]]:
    """The blocks with every paragraph told its `place`, and the lines that places count from 0.

    A paragraph is a line. A table row is a line too, its cells set apart by ' | ', unless a cell of it
    holds several paragraphs: then each of the row's paragraphs is a line of its own.
    """
    lines: list[str] = []
    placed: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            placed.append(Table(tuple(_row(row, lines) for row in block.rows)))
        else:
            placed.append(replace(block, place=len(lines)))
            lines.append(_shown(block))
    return placed, tuple(lines)


def _row(row: Row, lines: list[str]) -> Row:
    filled = [[p for p in c.paragraphs if p.text or p.number] for c in row.cells]
    apart = any(len(paragraphs) > 1 for paragraphs in filled)
    if not apart:
        # Empty cells are kept, but for the last: the reader of the line sees in which column a tick stands.
        lines.append(" | ".join("".join(_shown(p) for p in paragraphs) for paragraphs in filled).rstrip(" |"))
    cells = []
    for cell in row.cells:
        kept: list[Block] = []
        for block in cell.blocks:
            if apart and isinstance(block, Paragraph) and (block.text or block.number):
                lines.append(_shown(block))
            kept.append(replace(block, place=len(lines) - 1) if isinstance(block, Paragraph) else block)
        cells.append(replace(cell, blocks=tuple(kept)))
    return Row(tuple(cells))


def _shown(paragraph: Paragraph) -> str:
    if paragraph.number:
        return f"{paragraph.number} {paragraph.text}".strip()
    return f"• {paragraph.text}" if paragraph.bullet else paragraph.text
