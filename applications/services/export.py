"""The applications of a vacancy as a file: counts while the sift is blind, people once the outcomes are released.

Never monitoring, adjustments, faith, or anything else that is kept encrypted; never a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications import reveal
from applications.models import Application
from applications.received import counts, named_rows
from applications.status import LIST_WORDS
from core.audit import record
from core.spreadsheets import Sheet, Value, to_csv, to_xlsx
from vacancies.models import Vacancy

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
COUNTS = ("What", "How many")
PEOPLE = (
    "Reference", "First names", "Last name", "E-mail", "Phone", "Town", "Postcode", "Where it is", "Sent on",
    "Withdrawn on", "Came on paper", "Qualified teacher status", "Teacher reference number", "SENCo qualification",
    "Year of it",
)  # fmt: skip


def export(vacancy: Vacancy, *, kind: str, by: User) -> bytes:
    """Return the file as one of FORMATS, and record that it was taken, with which fields of how many people."""
    released = reveal.released_at(vacancy)
    headings: Sequence[str] = PEOPLE if released else COUNTS
    rows = _people(vacancy, released) if released else _counted(vacancy)
    with transaction.atomic():
        record(
            "applications.exported",
            by=by,
            subject=vacancy,
            school_id=vacancy.school_id,
            fields=[heading.lower() for heading in headings] if released else ["counts"],
            codes={"format": kind, "people": len(rows) if released else 0},
        )
    return to_csv(headings, rows) if kind == "csv" else to_xlsx(Sheet("Applications", headings, rows))


def _counted(vacancy: Vacancy) -> list[list[Value]]:
    found = counts(vacancy)
    return [
        ["Sent", found["sent"]],
        ["Of these, on paper", found["on_paper"]],
        ["Being written", found["writing"]],
        ["Withdrawn after sending", found["withdrawn"]],
    ]


def _people(vacancy: Vacancy, released: datetime) -> list[list[Value]]:
    rows = named_rows(vacancy, released).select_related("details", "professional_status", "candidate", "paper")
    return [_person(row) for row in rows]


def _person(row: Application) -> list[Value]:
    details, status = row.details, getattr(row, "professional_status", None)
    by_post = row.on_paper_at is not None and row.paper.by_post
    return [
        row.ref,
        details.first_names,
        details.last_name,
        "" if by_post else row.candidate.email,
        details.phone,
        details.town,
        details.postcode,
        LIST_WORDS[row.state][0],
        timezone.localdate(row.submitted_at) if row.submitted_at else None,
        timezone.localdate(row.withdrawn_at) if row.withdrawn_at else None,
        "Yes" if row.on_paper_at else "No",
        status.get_qts_display() if status else "",
        status.trn if status else "",
        status.get_senco_qualification_display() if status else "",
        status.senco_qualification_year if status else None,
    ]
