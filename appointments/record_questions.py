"""What an inspector asks of a single central record, each as a filter of its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from appointments.record_table import RecordRow


@dataclass(frozen=True)
class Ask:
    """One question: its code in the address, its words, and which rows answer it."""

    code: str
    words: str
    holds: Callable[[RecordRow, date], bool]


def _before_dbs(row: RecordRow, today: date) -> bool:
    """Started, and the DBS result is later than the start or not there: was there a risk assessment?"""
    on = (row.entry.cells.get("DBS") or {}).get("on")
    if row.entry.starts_on > today:
        return False
    return on is None or date.fromisoformat(on) > row.entry.starts_on


def _this_year(row: RecordRow, today: date) -> bool:
    year = today.year if today.month >= 9 else today.year - 1
    return row.entry.starts_on >= date(year, 9, 1)


def _needed(code: str) -> Callable[[RecordRow, date], bool]:
    def holds(row: RecordRow, today: date) -> bool:
        status = (row.entry.cells.get(code) or {}).get("status", "")
        return bool(status) and status != "not_required"

    return holds


ASKS = (
    Ask("missing", "Something is missing", lambda row, _: row.missing > 0),
    Ask("waiting", "Waiting for a result", lambda row, _: row.waiting > 0),
    Ask("before-dbs", "Started before the DBS result", _before_dbs),
    Ask("this-year", "Started this school year", _this_year),
    Ask("not-started", "Not started yet", lambda row, today: row.entry.starts_on > today),
    Ask("overseas", "Overseas checks", _needed("OS")),
    Ask("s128", "Section 128", _needed("S128")),
    Ask("childcare", "Childcare disqualification", _needed("CD")),
    Ask("recruited", "Appointed through this service", lambda row, _: row.entry.application_id is not None),
)
BY_CODE = {ask.code: ask for ask in ASKS}


def counted(rows: list[RecordRow], today: date) -> list[tuple[Ask, int]]:
    """Return each question with how many rows answer it."""
    return [(ask, sum(ask.holds(row, today) for row in rows)) for ask in ASKS]


def narrowed(rows: list[RecordRow], *, ask: str, name: str, today: date) -> list[RecordRow]:
    """Return the rows that answer `ask` (all for an unknown code) and whose name or post holds `name`."""
    found = BY_CODE.get(ask)
    words = name.casefold().split()
    return [
        row for row in rows if (found is None or found.holds(row, today)) and all(word in _said(row) for word in words)
    ]


def _said(row: RecordRow) -> str:
    entry = row.entry
    return f"{entry.forenames} {entry.surname} {entry.former_names} {entry.job_title}".casefold()
