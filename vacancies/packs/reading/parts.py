"""Cutting a document into its parts: letter, job description, person specification, dates, legal text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vacancies.packs.document import Block, Paragraph, Table
from vacancies.packs.reading.grid import looks_like_specification
from vacancies.packs.reading.headings import is_heading, is_stem
from vacancies.packs.reading.lost_cells import stands_before_cell
from vacancies.packs.reading.methods import Legend, is_methods_only
from vacancies.packs.reading.section_names import is_column_head
from vacancies.packs.reading.tags import importance_only
from vacancies.packs.reading.vocabulary import (
    FAREWELL,
    GREETING,
    Part,
    names_job,
    names_specification,
    part_named,
)

_ASSESSED = re.compile(r"\W*(?:assessed|assessment|evidence|method|tested|identified|measured)\b", re.IGNORECASE)
_OFFER = re.compile(r"\b(?:offer|benefits|in return)\b", re.IGNORECASE)


@dataclass
class Stretch:
    """Blocks that follow one another in one part."""

    part: Part
    blocks: list[Block] = field(default_factory=list)


def split_parts(blocks: Sequence[Block], legend: Legend) -> list[Stretch]:
    """The document's stretches in order."""
    out: list[Stretch] = [Stretch(Part.FRONT)]
    resume = Part.FRONT  # the part that legal text interrupted
    for i, block in enumerate(blocks):
        part = out[-1].part
        if isinstance(block, Table):
            new = _table_part(block, part, legend)
            if new is not part:
                out.append(Stretch(new))
                out[-1].blocks.append(block)
                if new is not Part.SPECIFICATION:
                    out.append(Stretch(part))
                continue
        else:
            new = _paragraph_part(blocks, i, block, part, resume, legend)
            if new is not part:
                resume = part if part in {Part.DUTIES, Part.SPECIFICATION} else resume
                out.append(Stretch(new))
        out[-1].blocks.append(block)
    return [s for s in out if s.blocks]


def _paragraph_part(
    blocks: Sequence[Block], i: int, block: Paragraph, part: Part, resume: Part, legend: Legend
) -> Part:
    if GREETING.match(block.text):
        return Part.LETTER
    if part is Part.LETTER:
        return _after_letter(blocks, i, block)
    if part is not Part.SPECIFICATION and _opens_criteria(blocks, i, block):
        return Part.SPECIFICATION
    if block.bullet or not is_heading(blocks, i):
        return part
    if part in {Part.DUTIES, Part.SPECIFICATION} and is_stem(block.text) and not _OFFER.search(block.text):
        return part
    named = part_named(block.text)
    if named is None:
        return _unnamed(blocks, i, block, part, resume)
    if part is Part.SPECIFICATION:
        return _out_of_specification(blocks, i, block, named, legend)
    if part is Part.DUTIES and named in {Part.LEGAL, Part.OTHER} and _still_duties(blocks, i, block, named):
        return part
    after_all = part in {Part.SELECTION, Part.LEGAL, Part.OTHER} and resume is Part.SPECIFICATION
    return part if after_all and named is Part.DUTIES and not names_job(block.text) else named


def _opens_criteria(blocks: Sequence[Block], i: int, block: Paragraph) -> bool:
    """Whether 'Essential' stands over a list, as in a specification that has no heading of its own."""
    return len(block.text) > 2 and importance_only(block.text) is not None and _is_item(blocks, i + 1)


def _out_of_specification(blocks: Sequence[Block], i: int, block: Paragraph, named: Part, legend: Legend) -> Part:
    """Where a heading of another part leads, inside the specification; it may be a section's own name."""
    text = block.text
    if named is Part.DUTIES and not names_job(text):
        stays = block.is_item or len(text.split()) < 2
    elif named in {Part.LEGAL, Part.OTHER}:
        stays = _still_specification(blocks, i, text, legend)
    elif named is Part.SELECTION and is_methods_only(text) and not block.heading:
        stays = not _is_item(blocks, i + 1)  # a cell that lost its table
    else:
        stays = False
    return Part.SPECIFICATION if stays else named


def _after_letter(blocks: Sequence[Block], i: int, block: Paragraph) -> Part:
    if (
        is_heading(blocks, i)
        and len(block.text.split()) <= 10
        and (names_job(block.text) or names_specification(block.text))
    ):
        return part_named(block.text) or Part.LETTER
    farewell = next((j for j in range(i - 1, max(-1, i - 6), -1) if _is_farewell(blocks[j])), None)
    if farewell is not None and is_heading(blocks, i):
        return part_named(block.text) or Part.LETTER
    return Part.LETTER


def _is_farewell(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(FAREWELL.match(block.text))


def _is_item(blocks: Sequence[Block], i: int) -> bool:
    block = blocks[i] if i < len(blocks) else None
    return isinstance(block, Paragraph) and block.is_item


def _unnamed(blocks: Sequence[Block], i: int, block: Paragraph, part: Part, resume: Part) -> Part:
    """A heading that names no part leads back from legal text into the duties if a list stands under it."""
    back = part is Part.LEGAL and resume is Part.DUTIES and _is_item(blocks, i + 1)
    return Part.DUTIES if back and not block.text.endswith(":") else part


def _still_specification(blocks: Sequence[Block], i: int, text: str, legend: Legend) -> bool:
    """Whether a heading such as 'Safeguarding' is a section of the specification: criteria stand under it."""
    if text.lower().startswith(("note", "safer", "signature", "review")):
        return False
    following = blocks[i + 1] if i + 1 < len(blocks) else None
    if isinstance(following, Paragraph) and (importance_only(following.text) or _ASSESSED.match(following.text)):
        return True
    if stands_before_cell(blocks, i + 1, legend):
        return True
    if isinstance(following, Paragraph) and following.text and is_column_head(following.text):
        return True
    return isinstance(following, Table) or _is_item(blocks, i + 1)


def _still_duties(blocks: Sequence[Block], i: int, block: Paragraph, named: Part) -> bool:
    """Whether a heading such as 'Safeguarding' stands over duties: a list that is no list of checks."""
    low = block.text.lower().strip(" :")
    apart = low.startswith(("note", "safer", "review", "conditions", "terms", "pre")) or "employment" in low
    return named is not Part.OTHER and not apart and _is_item(blocks, i + 1)


def _table_part(table: Table, part: Part, legend: Legend) -> Part:
    """The part a table belongs to, whatever part it stands in."""
    if part is Part.SPECIFICATION:
        head = " ".join(c.text for r in table.rows[:1] for c in r.cells)
        return Part.DUTIES if names_job(head) and len(head.split()) <= 16 else part
    top = [c for r in table.rows[:2] for c in r.cells if c.text.strip()]
    if any(names_specification(c.text) and len(c.text.split()) <= 8 for c in top[:1]):
        return Part.SPECIFICATION
    if looks_like_specification(table, legend):
        return Part.SPECIFICATION
    if part in {Part.LEGAL, Part.OTHER, Part.SELECTION} and any(
        part_named(c.text) is Part.DUTIES for c in top[:4] if len(c.text.split()) <= 8
    ):
        return Part.DUTIES
    return part
