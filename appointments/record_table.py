"""A school's single central record as rows of words: for the page and for the files made from it.

A cell is a date with a person, "Waiting", "Missing" or "Not needed"; never "yes". What has run out is missing again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils import timezone

from accounts.models import School
from appointments import catalogue
from appointments.models import Check, RecordEntry, RecordLayout
from core.display import plain_date

CellState = Literal["done", "waiting", "missing", "not_needed"]
WORDS: dict[CellState, str] = {"waiting": "Waiting", "missing": "Missing", "not_needed": "Not needed"}
WAITING = (Check.Status.ASKED_FOR, Check.Status.RECEIVED)


@dataclass(frozen=True)
class RecordCell:
    """One check of one person. `on` and `by` stand only where it is done; `note` is what was seen or why not."""

    code: str
    heading: str
    state: CellState
    on: date | None = None
    by: str = ""
    note: str = ""

    @property
    def words(self) -> str:
        """The state in a word; "" where a date says it."""
        return WORDS.get(self.state, "")


@dataclass(frozen=True)
class RecordRow:
    """One person."""

    entry: RecordEntry
    cells: list[RecordCell]

    @property
    def missing(self) -> int:
        """How many checks the law asks for and nobody recorded."""
        return sum(cell.state == "missing" for cell in self.cells)

    @property
    def waiting(self) -> int:
        """How many were asked for and are not back."""
        return sum(cell.state == "waiting" for cell in self.cells)


def columns() -> list[str]:
    """Return the headings of the checks, in the order of the catalogue."""
    return [heading for _, heading in catalogue.columns()]


def rows_of(school: School) -> list[RecordRow]:
    """Return everybody who works at `school`, by surname. Who has left is not in the record (KCSIE Part 3)."""
    entries = RecordEntry.objects.in_service(school)
    return [RecordRow(entry, cells_of(entry)) for entry in entries]


def cells_of(entry: RecordEntry) -> list[RecordCell]:
    """Return one person's checks in the order of columns()."""
    return [_cell(entry, code, heading) for code, heading in catalogue.columns()]


def _cell(entry: RecordEntry, code: str, heading: str) -> RecordCell:
    cell = entry.cells.get(code) or {}
    status, note = cell.get("status", ""), cell.get("note") or ""
    until = date.fromisoformat(cell["until"]) if cell.get("until") else None
    ended = until is not None and until < timezone.localdate()
    if until is not None:
        note = f"{note}. {'Ran' if ended else 'Runs'} out on {plain_date(until)}".removeprefix(". ")
    if status == Check.Status.NOT_REQUIRED:
        return RecordCell(code, heading, "not_needed", note=note)
    if status == Check.Status.CLEAR and cell.get("on") and cell.get("by") and not ended:
        return RecordCell(code, heading, "done", date.fromisoformat(cell["on"]), cell["by"], note)
    return RecordCell(code, heading, "waiting" if status in WAITING else "missing", note=note)


def told(entry: RecordEntry) -> dict[str, str]:
    """Return each check with its date, person and proof, for the person's own copy of what is held about them."""
    return {
        cell.heading: ", ".join(
            part for part in (cell.words, plain_date(cell.on) if cell.on else "", cell.by, cell.note) if part
        )
        for cell in cells_of(entry)
    }


def headings() -> list[str]:
    """Return the headings of a file: the person, then three columns for each check."""
    person = ["Surname", "Forenames", "Former names", "Date of birth", "Post", "School", "URN", "Start date"]
    return [*person, *(f"{name}{part}" for name in columns() for part in ("", ": by", ": evidence"))]


def lines(school: School, rows: Iterable[RecordRow]) -> Iterator[list[str | date | None]]:
    """Yield the values of a file, row by row, under `headings`."""
    for row in rows:
        entry = row.entry
        values: list[str | date | None] = [
            entry.surname,
            entry.forenames,
            entry.former_names,
            entry.date_of_birth,
            entry.job_title,
            school.name,
            school.urn,
            entry.starts_on,
        ]
        for cell in row.cells:
            values += [cell.on or cell.words, cell.by, cell.note]
        yield values


def laid_out(
    layout: RecordLayout, names: list[str], lines: Iterable[list[str | date | None]]
) -> tuple[list[str], Iterator[list[str | date | None]]]:
    """Return headings and lines as another system wants them: its columns in its order, dates as it writes them."""
    places = {name: place for place, name in enumerate(names)}
    wanted = [(places[ours], theirs) for ours, theirs in layout.columns if ours in places]

    def told(value: str | date | None) -> str | date | None:
        return value.strftime(layout.days) if isinstance(value, date) else value

    return [theirs for _, theirs in wanted], ([told(line[place]) for place, _ in wanted] for line in lines)
