"""The one shape every source file is turned into before anything is interpreted.

A source reader (`sources/`) knows a file format and nothing of schools; the readers in
`reading/` know job packs and nothing of files. They meet here.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """A paragraph without its bullet or number.

    `level` is the depth of a list item (0 the outermost). `heading` is 1 to 9 where the source names a
    heading style, else 0. `emphasis` is true where the whole paragraph is set apart (bold, underlined).
    `apart` is true where white space stands before it. `page_top` is true where a page begins with it.
    `place` is its line in the source as the review screen shows it (`reading/places.py`).
    """

    text: str
    bullet: bool = False
    number: str | None = None
    level: int = 0
    heading: int = 0
    emphasis: bool = False
    apart: bool = False
    page_top: bool = False
    place: int | None = field(default=None, compare=False)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a bulleted or numbered list."""
        return self.bullet or self.number is not None


@dataclass(frozen=True)
class Cell:
    """A table cell: where it starts in the grid, how many columns it spans, and what it holds.

    `continues` marks the lower part of cells merged downwards: it holds nothing of its own. Empty
    paragraphs are kept, so that marks can be set against the lines they stand beside.
    """

    start: int
    span: int = 1
    blocks: tuple[Paragraph | Table, ...] = ()
    continues: bool = False

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The cell's own paragraphs, empty ones too, without tables inside it."""
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    @property
    def text(self) -> str:
        """All the cell's words on one line, its numbers too where nothing else stands in it."""
        words = " ".join(p.text for p in self.paragraphs if p.text)
        return words or " ".join(p.number for p in self.paragraphs if p.number)


@dataclass(frozen=True)
class Row:
    """A table row, its cells from left to right."""

    cells: tuple[Cell, ...]

    def at(self, column: int) -> Cell | None:
        """The cell that covers a grid column, or None."""
        return next((c for c in self.cells if c.start <= column < c.start + c.span), None)


@dataclass(frozen=True)
class Table:
    """A table as a grid."""

    rows: tuple[Row, ...]

    @property
    def columns(self) -> int:
        """The width of the grid."""
        return max((c.start + c.span for r in self.rows for c in r.cells), default=0)


Block = Paragraph | Table


@dataclass(frozen=True)
class Document:
    """A file's blocks in reading order, and its furniture: headers, footers and notes, read only for keys."""

    blocks: tuple[Block, ...]
    furniture: tuple[str, ...] = field(default=())

    @property
    def has_words(self) -> bool:
        """Whether anything in it can be read."""
        return any(_has_words(b) for b in self.blocks)


def _has_words(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return any(c.isalpha() for c in block.text)
    return any(_has_words(b) for r in block.rows for c in r.cells for b in c.blocks)
