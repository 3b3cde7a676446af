"""The words of a pack as they stand in the file, for reading beside what was read from it. No Django."""

from __future__ import annotations

from dataclasses import dataclass

from vacancies.packs.document import Block, Document, Paragraph, Table
from vacancies.packs.sources import kinds, word

MOST_CHARACTERS = 400_000


def words_of(data: bytes, filename: str) -> str:
    """The text of a file that the reader has accepted: a line a paragraph, cells parted by tabs."""
    if kinds.kind_of(data, filename) == "word":
        return "\n".join(_lines(word.read(data)))[:MOST_CHARACTERS]
    return kinds.decoded(data)[:MOST_CHARACTERS]


def _lines(document: Document) -> list[str]:
    return [line for block in document.blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [_paragraph(block)] if block.text else []
    return ["\t".join(_cell(cell.blocks) for cell in row.cells) for row in block.rows]


def _paragraph(paragraph: Paragraph) -> str:
    mark = f"{paragraph.number} " if paragraph.number else "• " if paragraph.bullet else ""
    return f"{mark}{paragraph.text}"


def _cell(blocks: tuple[Paragraph | Table, ...]) -> str:
    words = [line for block in blocks for line in _block(block)]
    return " ".join(" ".join(words).split())


@dataclass(frozen=True)
class SourceBlock:
    """Lines that follow each other: `rows` of cells where they are parted by tabs, else one `text`."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def source_blocks(text: str) -> list[SourceBlock]:
    """The source as paragraphs and tables, empty lines left out."""
    blocks: list[SourceBlock] = []
    rows: list[tuple[str, ...]] = []
    for line in text.splitlines():
        if "\t" in line.strip():
            rows.append(tuple(cell.strip() for cell in line.split("\t")))
            continue
        if rows:
            blocks.append(_table(rows))
            rows = []
        if line.strip():
            blocks.append(SourceBlock(text=line.strip()))
    return [*blocks, _table(rows)] if rows else blocks


def _table(rows: list[tuple[str, ...]]) -> SourceBlock:
    """Rows of one width, without columns that are empty from top to bottom."""
    width = max(len(row) for row in rows)
    even = [row + ("",) * (width - len(row)) for row in rows]
    kept = [n for n in range(width) if any(row[n] for row in even)]
    return SourceBlock(rows=tuple(tuple(row[n] for n in kept) for row in even))
