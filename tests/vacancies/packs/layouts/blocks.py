"""A page before it is a file: headings, words, lists and grids."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands over a part of the pack."""

    text: str
    level: int = 2
    number: str | None = None


@dataclass(frozen=True)
class Words:
    """A paragraph of its own."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Item:
    """An item of a list: bulleted, or numbered with the number as printed."""

    text: str
    number: str | None = None


@dataclass(frozen=True)
class Listing:
    """A list. `forms` are Word's own level forms where its numbers are counted, not typed."""

    items: tuple[Item, ...]
    forms: tuple[tuple[str, str], ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Square:
    """A cell: its lines, whether they are bulleted, how many columns it spans, whether merged with the one above."""

    lines: tuple[str, ...] = ()
    bulleted: bool = False
    span: int = 1
    below: bool = False
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; its first `heads` rows are headings."""

    rows: tuple[tuple[Square, ...], ...]
    heads: int = 1


Block = Heading | Words | Listing | Grid


def square(*lines: str, span: int = 1, bold: bool = False) -> Square:
    """A cell of plain lines; an empty line makes an empty cell."""
    return Square(tuple(line for line in lines if line), span=span, bold=bold)
