"""Tables that only lay out a page: taken apart into what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vacancies.packs.document import Block, Row, Table
from vacancies.packs.reading.vocabulary import Part, part_named


def flatten(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, tables taken apart that only lay out a page: a single column, or tables inside cells."""
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            out.extend(_flat_table(block))
        else:
            out.append(block)
    return out


def _flat_table(table: Table) -> list[Block]:
    rows = [r for r in table.rows if r.cells]
    nested = any(isinstance(b, Table) for r in rows for c in r.cells for b in c.blocks)
    single = all(sum(1 for c in r.cells if c.text.strip() or c.blocks) <= 1 for r in rows)
    if not nested and not (single and not _one_table(rows)):
        return _labelled(rows) if _labels_parts(rows) else [Table(tuple(rows))] if rows else []
    out: list[Block] = []
    run: list[Row] = []
    for row in rows:
        plain = not any(isinstance(b, Table) for c in row.cells for b in c.blocks)
        if plain and sum(1 for c in row.cells if c.text.strip()) > 1:
            run.append(row)
            continue
        if run:
            out.append(Table(tuple(run)))
            run = []
        for cell in row.cells:
            out.extend(b for b in flatten(cell.blocks) if isinstance(b, Table) or b.text)
    return [*out, Table(tuple(run))] if run else out


def _one_table(rows: Sequence[Row]) -> bool:
    """Whether rows that each fill one cell still make columns (some the first, some the second)."""
    starts = {c.start for r in rows for c in r.cells if c.text.strip()}
    return len(starts) > 1


def _labels_parts(rows: Sequence[Row]) -> bool:
    """Whether rows of a label and a list hold a specification beside other parts of the pack."""
    listed = [r for r in rows if _is_labelled_list(r)]
    named = {part_named(r.cells[0].text) for r in listed}
    return Part.SPECIFICATION in named and all(len([c for c in r.cells if c.text.strip()]) <= 2 for r in rows)


def _is_labelled_list(row: Row) -> bool:
    """Whether a row is a short label and a cell of several paragraphs."""
    if len(row.cells) != 2 or len(row.cells[0].text.split()) > 8 or len(row.cells[0].paragraphs) != 1:
        return False
    return len([p for p in row.cells[1].paragraphs if p.text]) > 1


def _labelled(rows: Sequence[Row]) -> list[Block]:
    """Each label of a list as a heading over it; the rows between them stay a table."""
    out: list[Block] = []
    run: list[Row] = []
    for row in rows:
        if not _is_labelled_list(row):
            run.append(row)
            continue
        if run:
            out.append(Table(tuple(run)))
            run = []
        label, words = row.cells
        out += [replace(label.paragraphs[0], heading=2), *(p for p in words.paragraphs if p.text)]
    return [*out, Table(tuple(run))] if run else out
