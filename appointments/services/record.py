"""Taking the single central record out of the service. Each time is recorded."""

from __future__ import annotations

from django.db import transaction

from accounts.models import School, User
from appointments import record_files, record_table
from core.audit import record

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def export(school: School, *, kind: str, by: User | None) -> bytes:
    """Return the record of `school` as a file of `kind` (a key of FORMATS), and record who took how many rows.

    `by` is None for an operator at the command line. Raises KeyError for another kind.
    """
    write = {"xlsx": record_files.to_xlsx, "csv": record_files.to_csv}[kind]
    rows = record_table.rows_of(school)
    content = write(record_table.headings(), record_table.lines(school, rows))
    with transaction.atomic():
        codes: dict[str, str | int | bool | None] = {"format": kind, "rows": len(rows)}
        record("record.exported", by=by, subject=school, school_id=school.pk, codes=codes)
    return content
