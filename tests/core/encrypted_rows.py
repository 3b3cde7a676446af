"""Rows with encrypted columns, and a look at what the database really holds."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile
from django.db import connection

from applications.models import AdjustmentRequest, Application
from appointments.models import RecordEntry
from core.models import StoredFile
from core.services.files import PDF, store_file
from tests.factories import SchoolFactory, UserFactory
from vacancies.models import Vacancy

SECRET = "A chair with arms, and the questions on paper"


def adjustment(needed: str = SECRET) -> AdjustmentRequest:
    """A candidate's request, in a row with one blank and one filled encrypted column."""
    person = UserFactory()
    vacancy = Vacancy.objects.create(school=SchoolFactory(), title="SENCo", created_by=person)
    application = Application.objects.create(vacancy=vacancy, candidate=person)
    return AdjustmentRequest.objects.create(application=application, needed=needed)


def record_entry(born: date | None = date(1984, 2, 29)) -> RecordEntry:
    """A row of the single central record."""
    return RecordEntry.objects.create(
        school=SchoolFactory(),
        surname="Castleford",
        date_of_birth=born,
        job_title="SENCo",
        starts_on=date(2027, 1, 1),
        cells={"dbs": {"status": "clear", "on": "2026-12-01", "by": 4, "note": None}},
    )


def stored_pdf() -> StoredFile:
    """An encrypted file."""
    return store_file(
        ContentFile(b"%PDF-1.7 Rowan's certificate", name="certificate.pdf"), by=UserFactory(), kinds=[PDF]
    )


def token(row, column: str) -> str | None:
    """Return what stands in the column itself."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]
