"""The facts of a vacancy: title, pay, reporting lines, closing, interview, start."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vacancies.packs.document import Block
from vacancies.packs.reading.dates import closing_of, date_phrase
from vacancies.packs.reading.labelled import labelled_facts
from vacancies.packs.reading.masthead import masthead_facts, without_pay
from vacancies.packs.reading.told import told_facts
from vacancies.packs.sources.characters import tidy

_NOTHING = re.compile(r"(?:n/?a|none|nil|not applicable|no direct reports|no one|-+|–|—|tbc)?\.?", re.IGNORECASE)
_WHEN = re.compile(
    r"\d|tbc|to be|soon|immediate|asap|now|easter|christmas|term\b"
    r"|january|february|march|april|\bmay\b|june|july|august|september|october|november|december",
    re.IGNORECASE,
)


@dataclass
class Facts:
    """The facts as printed; `closing` in ISO form. None where the pack is silent."""

    title: str | None = None
    salary_text: str | None = None
    reports_to: str | None = None
    responsible_for: str | None = None
    closing: str | None = None
    interview: str | None = None
    start: str | None = None
    settled: set[str] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)

    def keep(self, name: str, value: str | None, place: int | None) -> None:
        """Keeps the first value of a field, and where it stands."""
        if not value or name in self.settled:
            return
        self.settled.add(name)
        setattr(self, name, value)
        if place is not None:
            self.places[name] = place


def read_facts(blocks: Sequence[Block]) -> Facts:
    """All facts of a document: labelled ones first, then those told in a sentence, then the masthead's."""
    facts = Facts()
    for name, value, place in labelled_facts(blocks):
        text = tidy(value).strip(" ;")
        if text and _NOTHING.fullmatch(text):
            facts.settled.add(name)  # 'None' and 'N/A' keep the field empty for good
        elif text:
            facts.keep(name, _kept(name, text), place)
    for name, told, place in told_facts(blocks):
        facts.keep(name, told, place)
    for name, value, place in masthead_facts(blocks):
        facts.keep(name, value, place)
    return facts


def _kept(name: str, value: str) -> str | None:
    """The part of a value that the field holds, or None where the value is no answer to the label."""
    words = len(value.split())
    if name == "closing":
        return closing_of(value)
    if name == "title":
        return without_pay(value)[0] if words <= 20 else None
    if name == "salary_text":
        return value
    if name in {"interview", "start"} and not _WHEN.search(value):
        return None
    if name in {"interview", "start"}:
        return value if len(value) <= 80 else date_phrase(value)
    return value.rstrip(".") if words <= 60 else None
