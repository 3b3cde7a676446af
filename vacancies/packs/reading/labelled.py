"""Facts that stand beside or under their label, in lines and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vacancies.packs.document import Block, Paragraph, Table
from vacancies.packs.reading.dates import find_dates
from vacancies.packs.reading.fact_labels import is_fact_label, label_of
from vacancies.packs.reading.vocabulary import part_named

_WEEK = re.compile(r"\b(w/?[cb]|week commencing)\s*:?\s*$", re.IGNORECASE)
LINE = re.compile(r"^\s*([^:]{2,70}?)\s*:\s*(.*)$")
_DASHED = re.compile(r"^\s*([A-Za-z ()/&]{4,45}?)\s+[–—-]\s+(\S.*)$")


def labelled_facts(blocks: Sequence[Block]) -> Iterator[tuple[str, str, int | None]]:
    """Field, value as printed and place, for every label of the document that has a value."""
    for i, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _labelled_rows(block)
            continue
        line = LINE.match(block.text) or _DASHED.match(block.text)
        name = label_of(line.group(1)) if line else None
        if line and name and line.group(2):
            yield name, _week(line.group(1)) + _more(blocks, i, name, line.group(2)), block.place
        elif name := label_of(block.text):
            value = _below(blocks, i)
            if value and (block.text.endswith(":") or name not in {"title", "interview", "start"} or find_dates(value)):
                yield name, _week(block.text) + value, block.place


def _week(label: str) -> str:
    """What a label itself says of its date: 'Interviews w/c: 15 March'."""
    found = _WEEK.search(label)
    return f"{found.group(1)} " if found else ""


def _labelled_rows(table: Table) -> Iterator[tuple[str, str, int | None]]:
    for row in table.rows:
        filled = [c for c in row.cells if c.text.strip()]
        position = 0
        while position < len(filled):
            cell = filled[position]
            following = filled[position + 1] if position + 1 < len(filled) else None
            name = label_of(cell.text)
            if name and following is not None:
                value = "; ".join(p.text for p in following.paragraphs if p.text)
                yield name, _week(cell.text) + value, cell.paragraphs[0].place
                position += 2
                continue
            for paragraph in cell.paragraphs:
                line = LINE.match(paragraph.text)
                if line and line.group(2) and (inner := label_of(line.group(1))):
                    yield inner, line.group(2), paragraph.place
            position += 1


def _more(blocks: Sequence[Block], i: int, name: str, value: str) -> str:
    """A value with the lines that carry it on: pay is often set out over several."""
    if name != "salary_text":
        return value
    lines = [value]
    for block in blocks[i + 1 : i + 6]:
        if not isinstance(block, Paragraph) or "£" not in block.text or len(block.text) > 120 or LINE.match(block.text):
            break
        lines.append(block.text)
    return "; ".join(lines)


def _below(blocks: Sequence[Block], i: int) -> str | None:
    """The value under a label that stands on a line of its own."""
    lines: list[str] = []
    for block in blocks[i + 1 : i + 5]:
        if not isinstance(block, Paragraph) or not block.text:
            break
        line = LINE.match(block.text)
        if line and is_fact_label(line.group(1)) or is_fact_label(block.text) or part_named(block.text):
            break
        if lines and not (block.is_item and len(block.text.split()) <= 12):
            break
        if len(block.text.split()) > 40:
            break
        lines.append(block.text)
        if not block.is_item:
            break
    return "; ".join(lines) or None
