"""Comparing what was read with what was meant."""

from __future__ import annotations

from vacancies.packs import Pack
from vacancies.packs.document import Block, Paragraph, Table


def criteria(pack: Pack) -> list[tuple[str, str | None, str, str | None, list[str]]]:
    """A pack's criteria as plain tuples."""
    return [(c.section, c.number, c.text, c.importance, list(c.assessed_by)) for c in pack.criteria]


def duties(pack: Pack) -> list[tuple[str, tuple[str, ...]]]:
    """A pack's duties as plain tuples."""
    return [(s.heading, s.duties) for s in pack.jd_sections]


def shown(blocks: tuple[Block, ...]) -> list[object]:
    """A document's blocks in a form that reads well in a failed test."""
    out: list[object] = []
    for block in blocks:
        if isinstance(block, Table):
            out.append([[c.text for c in r.cells] for r in block.rows])
        elif isinstance(block, Paragraph):
            mark = "• " if block.bullet else f"{block.number} " if block.number else ""
            out.append(mark + block.text)
    return out
