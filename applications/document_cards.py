"""Facts of an application that belong together, and those of the statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from applications import addresses
from applications.criteria import rules_of, words
from applications.models import Application, CriterionStatement
from applications.passages import paragraphs
from core.components import Change, Fact
from core.display import lower_first
from vacancies.models import Criterion


@dataclass(frozen=True)
class Card:
    """Facts that belong together. `change`: the page that changes them; `changes`: one for each, where they differ."""

    title: str
    facts: tuple[Fact, ...]
    change: str = ""
    changes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """As lines of plain text."""
        told = [(fact.label, fact.value or fact.missing) for fact in self.facts]
        words = [f"{label}:\n{value}" if "\n" in value else f"{label}: {value}" for label, value in told]
        return [self.title, *words] if self.title else words

    def changeable(self) -> Card:
        """With a link to change each fact."""
        about = f", {self.title}" if self.title else ""
        pages = self.changes or (self.change,) * len(self.facts)
        facts = [
            replace(fact, change=Change(page, about=f"{lower_first(fact.label)}{about}") if page else None)
            for fact, page in zip(self.facts, pages, strict=True)
        ]
        return replace(self, facts=tuple(facts))


def statement_cards(application: Application, criteria: Sequence[Criterion]) -> list[Card]:
    """A card for each answer, or for the supporting statement and where it answers what."""
    if rules_of(application.vacancy).one:
        return _supporting(application, criteria)
    written = {row.criterion_id: row.text for row in application.statements.all()}
    return [
        Card(
            f"{place}. {criterion.text}",
            (Fact(f"{words(written.get(criterion.pk, '')):,} words", written.get(criterion.pk, ""), missing="Empty"),),
            addresses.statement_url(application, criterion.pk),
        )
        for place, criterion in enumerate(criteria, 1)
    ]


def _supporting(application: Application, criteria: Sequence[Criterion]) -> list[Card]:
    """The one statement, then where it answers what."""
    row = next((row for row in application.statements.all() if row.criterion_id is None), CriterionStatement())
    text = Fact(f"{words(row.text):,} words", row.text, missing="Empty")
    cards = [Card("Supporting statement", (text,), addresses.section_url(application, "supporting"))]
    for place, criterion in enumerate(criteria, 1):
        numbers = row.marks.get(str(criterion.pk))
        answer = "" if numbers is None else _openings(row.text, numbers) or "Not answered"
        facts = (Fact("Answered in", answer, missing="Not marked"),)
        cards.append(Card(f"{place}. {criterion.text}", facts, addresses.marks_url(application, criterion.pk)))
    return cards


def _openings(text: str, numbers: Iterable[int]) -> str:
    """Each marked paragraph by its number and first words."""
    found = paragraphs(text)
    return "\n".join(f"Paragraph {n + 1}: {' '.join(found[n].split()[:8])}…" for n in numbers if n < len(found))
