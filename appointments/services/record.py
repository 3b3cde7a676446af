"""Taking the single central record out of the service. Each time is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction

from accounts.models import School, User
from appointments import record_table
from core.audit import record
from core.spreadsheets import Sheet, Value, to_csv, to_xlsx

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def export(school: School, *, kind: str, by: User | None) -> bytes:
    """Return the record of `school` as a file of `kind` (a key of FORMATS), and record who took how many rows.

    `by` is None for an operator at the command line. Raises KeyError for another kind.
    """
    write = {"xlsx": _xlsx, "csv": to_csv}[kind]
    rows = record_table.rows_of(school)
    content = write(record_table.headings(), record_table.lines(school, rows))
    with transaction.atomic():
        codes: dict[str, str | int | bool | None] = {"format": kind, "rows": len(rows)}
        record("record.exported", by=by, subject=school, school_id=school.pk, codes=codes)
    return content


def _xlsx(headings: Sequence[str], lines: Iterable[Sequence[Value]]) -> bytes:
    return to_xlsx(Sheet("Single central record", headings, lines, kept=2))
