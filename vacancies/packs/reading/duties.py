"""The job description's duties under their headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vacancies.packs.document import Block, Cell, Paragraph, Row, Table
from vacancies.packs.pack import DutySection
from vacancies.packs.reading.fact_labels import is_fact_label
from vacancies.packs.reading.headings import group_heads, heading_text, is_heading, is_stem, may_have_lost_bullet
from vacancies.packs.reading.vocabulary import Part, is_signature, names_job, part_named
from vacancies.packs.sources.characters import bare_number

_PURPOSE = re.compile(
    r"\b(?:details|information)$|\b(?:purpose|overview|summary|context|introduction|background|scope"
    r"|objective)\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(
    r"^(?:the|this|our|all|any|every) (?:school|trust|academy|governing|governors|post is"
    r"|job description|role is|appointment|posts?\b|offer|duties|list|above)"
    r"|\bcommitted to safeguarding\b|\bsubject to\b.{0,60}\b(?:check|disclosure|clearance|dbs)\b"
    r"|^(?:please )?note\b|\bnot (?:an? )?(?:exhaustive|comprehensive)\b"
    r"|\bjob description (?:is|may|will|can|does)\b",
    re.IGNORECASE,
)
_COLUMN_HEAD = re.compile(
    r"^(?:no|ref|number)\b|^#$|\b(?:dut(?:y|ies)|tasks?|responsibilit(?:y|ies)|accountabilit(?:y|ies)|activit(?:y|ies)"
    r"|what you|key areas?|areas? of|description)\b|^area$",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^([^:]{2,60}):\s*(\S.*)$")


class DutyReader:
    """Gathers duties heading by heading."""

    def __init__(self) -> None:
        self.sections: list[tuple[str, list[Paragraph]]] = []
        self.heading = ""
        self.fresh = False  # a heading stands since the last duty
        self.labelled = False  # labels stand in the first column of the table, each beside its duties
        self.heads: set[int] = set()  # positions known to be headings by the white space around them

    def read(self, blocks: Sequence[Block]) -> None:
        """Adds the duties of one stretch of the job description."""
        stem_before = False
        self.heads = group_heads(blocks)
        for i, block in enumerate(blocks):
            if isinstance(block, Table):
                self._table(block)
                stem_before = False
            elif block.text and not is_signature(block.text):
                stem_before = self._paragraph(blocks, i, block, stem_before)

    def finished(self) -> tuple[DutySection, ...]:
        """The headings that have duties, in order."""
        return tuple(
            DutySection(h, tuple(p.text for p in duties), tuple(p.place for p in duties))
            for h, duties in self.sections
            if duties
        )

    def _paragraph(self, blocks: Sequence[Block], i: int, block: Paragraph, stem_before: bool) -> bool:
        text = block.text
        label = _LABEL.match(text)
        if label and is_fact_label(label.group(1)) or is_fact_label(text.rstrip(" :")):
            return False
        if (
            stem_before
            and not block.is_item
            and may_have_lost_bullet(text)
            and _is_item(blocks, i + 1)
            and not text.endswith(":")
        ):
            self._add(block)
            return False
        if i in self.heads or is_heading(blocks, i):
            if not (is_stem(text) and self.fresh):
                self._open(heading_text(block))
            return text.endswith(":")
        if block.is_item:
            self._add(block)
            return False
        if self._is_plain_duty(blocks, i, text):
            self._add(block)
        return text.endswith(":")

    def _is_plain_duty(self, blocks: Sequence[Block], i: int, text: str) -> bool:
        """Whether a line without bullet or number is a duty: under a heading whose lines all lack them."""
        if not self.heading or names_job(self.heading) or _PURPOSE.search(self.heading):
            return False
        if _STATEMENT.search(text) or text.endswith(":") or "£" in text or names_job(text):
            return False
        if len(text.split()) < 3 or not re.search(r"[a-z]", text):
            return False
        around = _around(blocks, i)
        if any(p.is_item for p in around):
            return False
        return len(around) >= 2 or text.startswith("To ")

    def _open(self, heading: str) -> None:
        self.heading, self.fresh = heading, True

    def _add(self, duty: Paragraph) -> None:
        text = duty.text
        if not re.search(r"[^\W\d_]{2,}", text) or _STATEMENT.match(text) and len(text.split()) > 25:
            return
        if not self.sections or self.fresh or self.sections[-1][0] != self.heading:
            self.sections.append((self.heading, []))
        self.sections[-1][1].append(duty)
        self.fresh = False

    # ---- tables

    def _table(self, table: Table) -> None:
        self.labelled = False
        for row in table.rows[_heads_columns(table) :]:
            filled = [c for c in row.cells if c.text.strip()]
            if not filled or all(is_signature(c.text) for c in filled[:1]):
                continue
            if is_fact_label(filled[0].text.rstrip(" :")):
                continue
            self._row(row, filled)

    def _row(self, row: Row, filled: list[Cell]) -> None:
        first, last = filled[0], filled[-1]
        if len(filled) == 1:
            self._cell(first, lone=first is row.cells[0] or not self.labelled)
        elif len(filled) == 2 and bare_number(first.text):
            for paragraph in last.paragraphs:
                self._add(paragraph)
        elif self._is_label(first) and last is not first:
            named = part_named(first.text)
            if named in {Part.LEGAL, Part.OTHER, Part.SELECTION} and not any(p.is_item for p in last.paragraphs):
                return
            if len(filled) > 2 and all(self._is_label(c) and len(c.text.split()) <= 6 for c in filled):
                return  # a row to be signed, or of further headings
            self._open(heading_text(next(p for p in first.paragraphs if p.text or p.number)))
            self.labelled = first is row.cells[0]
            self._cell(last, lone=False)
        else:
            for cell in filled:
                self._cell(cell, lone=False)

    def _is_label(self, cell: Cell) -> bool:
        return (
            len([p for p in cell.paragraphs if p.text]) == 1
            and len(cell.text.split()) <= 14
            and not cell.text.strip().endswith(".")
        )

    def _cell(self, cell: Cell, *, lone: bool) -> None:
        blocks: list[Block] = [p for p in cell.paragraphs if p.text]
        if (
            lone
            and len(blocks) == 1
            and self._is_label(cell)
            and isinstance(blocks[0], Paragraph)
            and not blocks[0].bullet
        ):
            self._open(heading_text(blocks[0]))
            return
        items = any(isinstance(b, Paragraph) and b.is_item for b in blocks)
        if items or lone:
            self.read(blocks)
            return
        if _PURPOSE.search(self.heading):
            return
        for block in blocks:
            if isinstance(block, Paragraph) and not block.text.endswith(":") and not _STATEMENT.search(block.text):
                self._add(block)


def _heads_columns(table: Table) -> int:
    """1 where the first row holds the headings of columns, else 0."""
    filled = [c.text.strip() for c in table.rows[0].cells if c.text.strip()] if len(table.rows) > 1 else []
    short = len(table.rows[0].cells) > 1 and all(len(t.split()) <= 6 and not bare_number(t) for t in filled)
    return int(short and any(_COLUMN_HEAD.search(t) for t in filled))


def _is_item(blocks: Sequence[Block], i: int) -> bool:
    block = blocks[i] if i < len(blocks) else None
    return isinstance(block, Paragraph) and block.is_item


def _around(blocks: Sequence[Block], i: int) -> list[Paragraph]:
    """The paragraphs between the headings that stand before and after a position."""
    out: list[Paragraph] = []
    for step in (-1, 1):
        j = i if step == 1 else i - 1
        while 0 <= j < len(blocks):
            block = blocks[j]
            if isinstance(block, Table) or is_heading(blocks, j):
                break
            out.append(block)
            j += step
    return out
