"""From a neutral document to a pack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vacancies.packs.document import Block, Document, Paragraph, Table
from vacancies.packs.pack import WARNINGS, Criterion, DutySection, Pack
from vacancies.packs.reading.collector import Collector
from vacancies.packs.reading.duties import DutyReader
from vacancies.packs.reading.facts import read_facts
from vacancies.packs.reading.layout_tables import flatten
from vacancies.packs.reading.methods import find_legend
from vacancies.packs.reading.numbering import number_warnings
from vacancies.packs.reading.parts import Stretch, split_parts
from vacancies.packs.reading.places import with_places
from vacancies.packs.reading.specification import read_specification
from vacancies.packs.reading.vocabulary import Part


def interpret(document: Document) -> Pack:
    """Reads a document. What it does not say is empty, with a warning; nothing is guessed."""
    blocks, lines = with_places(flatten(document.blocks))
    collector = Collector(find_legend(_all_texts(blocks, document.furniture)))
    stretches = split_parts(blocks, collector.legend)
    read_specification([s.blocks for s in stretches if s.part is Part.SPECIFICATION], collector)
    criteria = collector.finished()
    duties = _duties(stretches, criteria)
    facts = read_facts(blocks)
    return Pack(
        title=facts.title,
        salary_text=facts.salary_text,
        reports_to=facts.reports_to,
        responsible_for=facts.responsible_for,
        closing=facts.closing,
        interview=facts.interview,
        start=facts.start,
        jd_sections=duties,
        criteria=criteria,
        warnings=_warnings(collector, criteria, duties),
        source_blocks=lines,
        fact_places=facts.places,
    )


def _all_texts(blocks: Sequence[Block], furniture: Sequence[str]) -> Iterator[str]:
    """Every line of the document, cells on their own and rows of two as 'code = meaning'."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"{block.number}. {block.text}" if block.number and len(block.number) > 2 else block.text
            continue
        for row in block.rows:
            texts = [c.text for c in row.cells if c.text]
            yield from texts
            yield from (p.text for c in row.cells for p in c.paragraphs)
            if len(texts) == 2 and len(texts[0]) <= 3:
                yield f"{texts[0]} = {texts[1]}"
    yield from furniture


def _duties(stretches: Sequence[Stretch], criteria: Sequence[Criterion]) -> tuple[DutySection, ...]:
    reader = DutyReader()
    parts = {s.part for s in stretches}
    for stretch in stretches:
        if stretch.part is Part.DUTIES:
            reader.read(stretch.blocks)
    if Part.DUTIES not in parts and not criteria and Part.LETTER not in parts:
        for stretch in stretches:
            if stretch.part is Part.FRONT and _items(stretch.blocks) >= 3:
                reader.read(stretch.blocks)
    return reader.finished()


def _items(blocks: Sequence[Block]) -> int:
    return sum(1 for b in blocks if not isinstance(b, Table) and b.is_item)


def _warnings(collector: Collector, criteria: Sequence[Criterion], duties: Sequence[DutySection]) -> tuple[str, ...]:
    found = number_warnings(collector.drafts)
    if not criteria:
        found.add("no_person_spec")
    if not duties:
        found.add("no_job_description")
    if any(c.importance is None for c in criteria):
        found.add("missing_importance")
    if any(not c.assessed_by for c in criteria):
        found.add("missing_assessment")
    if any(d.assessed.unknown for d in collector.drafts):
        found.add("unknown_assessment_code")
    return tuple(w for w in WARNINGS if w in found)
