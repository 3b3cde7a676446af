"""Cells that lost their table: numbers and headings of columns that came to stand as lines among criteria."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vacancies.packs.document import Block, Paragraph
from vacancies.packs.reading.methods import Legend, is_methods_only, read_codes
from vacancies.packs.reading.tags import importance_only, take_tail
from vacancies.packs.sources.characters import bare_number, is_mark

_NUMBERED = re.compile(r"(?P<number>[A-Z]?\d{1,2}(?:\.\d{1,2})*)\s+(?=[A-Z])")
_FEWEST = 3  # lines that must open with a number before it is taken for one


def stands_before_cell(blocks: Sequence[Block], i: int, legend: Legend) -> bool:
    """Whether a line ends in what stood in further columns, or such a cell is the next line, or it is a number."""
    block = blocks[i] if i < len(blocks) else None
    if not isinstance(block, Paragraph) or block.is_item:
        return False
    after = blocks[i + 1] if i + 1 < len(blocks) else None
    text = after.text if isinstance(after, Paragraph) else ""
    beside = is_mark(text) or importance_only(text) or is_methods_only(text) or read_codes(text, legend)
    return bool(beside) or take_tail(block.text, legend).found or bare_number(block.text) is not None


def mended(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with numbers and E/D letters given back to the lines they were printed beside."""
    return _levels_before_items(_numbers_before_words(_lone_numbers(blocks)))


def _lone_numbers(blocks: Sequence[Block]) -> list[Block]:
    """A line that is a number and nothing else is the number of the line after it."""
    out: list[Block] = []
    number: str | None = None
    for block in blocks:
        if not isinstance(block, Paragraph):
            out.append(block)
            number = None
            continue
        alone = bare_number(block.text) if not block.is_item and any(c.isdigit() for c in block.text) else None
        if alone is None:
            out.append(replace(block, number=number) if number and not block.is_item else block)
        number = alone
    return out


def _numbers_before_words(blocks: list[Block]) -> list[Block]:
    """'E1 Writes well' on three lines or more: the first word is a number."""
    found = {
        i: match
        for i, b in enumerate(blocks)
        if isinstance(b, Paragraph) and not b.is_item and (match := _NUMBERED.match(b.text))
    }
    if len(found) < _FEWEST:
        return blocks
    return [
        replace(b, text=b.text[found[i].end() :], number=found[i]["number"])
        if i in found and isinstance(b, Paragraph)
        else b
        for i, b in enumerate(blocks)
    ]


def _levels_before_items(blocks: list[Block]) -> list[Block]:
    """Where all the letters before items are E or D, they are importance, not numbers: '(E) Writes well'."""
    letters = {b.number for b in blocks if isinstance(b, Paragraph) and b.number and b.number.isalpha()}
    if not letters or not letters <= {"E", "D"}:
        return blocks
    return [
        replace(b, text=f"{b.text} ({b.number})", number=None, bullet=True)
        if isinstance(b, Paragraph) and b.number in letters
        else b
        for b in blocks
    ]


def column_heads(blocks: Sequence[Block]) -> set[int]:
    """Positions of lines that headed columns: Essential right beside Desirable, or words that come again and again."""
    lines = [(i, b) for i, b in enumerate(blocks) if isinstance(b, Paragraph) and b.text and not b.is_item]
    heads: set[int] = set()
    for (i, first), (j, second) in pairwise(lines):
        levels = {importance_only(first.text), importance_only(second.text)}
        if j == i + 1 and levels == {"essential", "desirable"}:
            heads |= {i, j}
    times = Counter(b.text for _, b in lines)
    heads |= {
        i for i, b in lines
        if times[b.text] > 1 and len(b.text.split()) <= 8 and any(beside in heads for beside in (i - 1, i + 1))
    }  # fmt: skip
    return heads
