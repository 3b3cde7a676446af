"""Writing the single central record, and taking it out of the service. Each time is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from appointments import catalogue, record_table
from appointments.models import Check, RecordEntry, RecordLayout
from core.audit import record
from core.spreadsheets import Sheet, Value, to_csv, to_xlsx
from core.states import StateError

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def export(school: School, *, kind: str, by: User | None, layout: RecordLayout | None = None) -> bytes:
    """Return the record of `school` as a file of `kind` (a key of FORMATS), and record who took how many rows.

    `layout` puts it into the columns and dates that another system wants. `by` is None for an operator at the command
    line. Raises KeyError for another kind.
    """
    write = {"xlsx": _xlsx, "csv": to_csv}[kind]
    rows = record_table.rows_of(school)
    names, lines = record_table.headings(), record_table.lines(school, rows)
    if layout is not None:
        names, lines = record_table.laid_out(layout, names, lines)
    content = write(names, lines)
    with transaction.atomic():
        codes: dict[str, str | int | bool | None] = {"format": kind, "rows": len(rows)}
        record("record.exported", by=by, subject=school, school_id=school.pk, codes=codes)
    return content


def _xlsx(headings: Sequence[str], lines: Iterable[Sequence[Value]]) -> bytes:
    return to_xlsx(Sheet("Single central record", headings, lines, kept=2))


def save_person(school: School, *, by: User, entry: RecordEntry | None = None, **person: Any) -> RecordEntry:
    """Write somebody who works at `school` by hand, or change how they stand in the record.

    Raises StateError for one's own row.
    """
    row = entry or RecordEntry(school=school)
    _refuse_own(row, by, person)
    changed = [name for name, value in person.items() if getattr(row, name) != value]
    with transaction.atomic():
        for name, value in person.items():
            setattr(row, name, value)
        row.save()
        record("record.written", by=by, subject=row, school_id=school.pk, fields=changed)
    return row


def add_layout(school: School, *, by: User, name: str, columns: list[list[str]], days: str) -> RecordLayout:
    """Keep how another system wants the record; pressed twice it is one."""
    with transaction.atomic():
        layout, made = RecordLayout.objects.get_or_create(
            school=school, name=name, defaults={"columns": columns, "days": days}
        )
        if made:
            record("record.layout_added", by=by, subject=layout, school_id=school.pk)
    return layout


def read_birth(entry: RecordEntry, *, by: User) -> date | None:
    """Return the encrypted day of birth and record that `by` read it; nothing is recorded where there is none."""
    born: Any = entry.date_of_birth  # the encrypted field's type is that of the text in its column
    if born is not None:
        with transaction.atomic():
            record("record.read", by=by, subject=entry, school_id=entry.school_id, fields=["date_of_birth"])
    return born


def save_check(entry: RecordEntry, code: str, *, by: User, status: str, on: date | None, note: str) -> None:
    """Record one check of one person. A clear one has its day and who records it; never a "yes" alone.

    Raises StateError for one's own row, for a clear check without a day or with a day to come, and where the record
    follows the checks of an appointment.
    """
    if code not in dict(catalogue.columns()):
        raise StateError("There is no such check.")
    _refuse_own(entry, by, {})
    if follows(entry, code):
        raise StateError("HR records it with the checks of the appointment. The record follows by itself.")
    clear = status == Check.Status.CLEAR
    if clear and (on is None or on > timezone.localdate()):
        raise StateError("Enter the day on which the check was made: today or in the past.")
    with transaction.atomic():
        row = RecordEntry.objects.select_for_update().get(pk=entry.pk)
        row.cells[code] = {
            "status": status,
            "on": on.isoformat() if clear and on else None,
            "by": str(by) if clear else None,
            "note": note.strip()[:200],
        }
        row.save(update_fields=["cells"])
        record("record.check", by=by, subject=row, school_id=row.school_id, fields=[code], codes={code: status})


def follows(entry: RecordEntry, code: str) -> bool:
    """Tell whether this cell is written by the appointment's own check (record_rows.py), so that there is one truth."""
    if entry.application is None:
        return False
    return entry.application.checks.filter(code=code).exclude(status=Check.Status.NOT_REQUIRED).exists()


def mark_left(entry: RecordEntry, *, by: User, left_on: date) -> None:
    """The person has left: the row goes from the record when the day is over. Raises StateError before the start."""
    if left_on < entry.starts_on:
        raise StateError("The last day must be after the start.")
    with transaction.atomic():
        RecordEntry.objects.filter(pk=entry.pk).update(left_on=left_on)
        record("record.left", by=by, subject=entry, school_id=entry.school_id, fields=["left_on"])


def _refuse_own(entry: RecordEntry, by: User, person: Mapping[str, Any]) -> None:
    """Nobody records their own checks: by their account, or by the name that they are known by."""
    names = {f"{entry.forenames} {entry.surname}", f"{person.get('forenames', '')} {person.get('surname', '')}"}
    own = entry.application is not None and entry.application.candidate_id == by.pk
    if own or by.name.casefold().strip() in {name.casefold().strip() for name in names if name.strip()}:
        raise StateError("Nobody records their own checks. Ask a colleague.")
