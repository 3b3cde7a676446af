"""Which pre-employment checks an appointment asks for, why, and by what law. No Django here.

The catalogue decides from the kind of school, the post and the person's history; screens, gates and the
single central record read its answer and never decide for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass

from appointments.catalogue.facts import Facts
from appointments.catalogue.guidance import GUIDANCE, Guidance, Kind
from appointments.catalogue.rows import AFTER, BEFORE, BY_CODE, ENTRIES, Entry, force_of

__all__ = [
    "AFTER", "BEFORE", "BY_CODE", "ENTRIES", "GUIDANCE", "Entry", "Facts", "Guidance", "Kind", "Requirement", "columns",
    "requirements",
]  # fmt: skip


@dataclass(frozen=True)
class Requirement:
    """One row of the catalogue for one appointment."""

    code: str
    required: bool
    force: str  # LAW or SG
    why: str  # why it is needed, or why not
    source: str
    days: int  # working days from acceptance until it is due
    column: str  # column of the single central record; "" when the record has none


def requirements(facts: Facts) -> list[Requirement]:
    """Return every row of the catalogue for `facts`, required or not, in the order the head reads them."""
    rows = []
    for entry in ENTRIES:
        required, why = entry.decide(facts)
        force = force_of(entry, facts)
        rows.append(Requirement(entry.code, required, force, why, entry.source, entry.days, entry.column))
    return rows


def columns() -> list[tuple[str, str]]:
    """Return (code, heading) of each column of the single central record."""
    return [(entry.code, entry.column) for entry in ENTRIES if entry.column]
