"""Taking a school's existing spreadsheet into its single central record: all that can be taken, or nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from appointments.models import RecordEntry, RecordImport
from appointments.record_headings import guess
from appointments.record_reading import Outcome, PersonRow, Sheet, read_sheet, take
from core.audit import record
from core.models import StoredFile
from core.services.files import TEXT, XLSX, delete_file, read_file, store_file
from core.states import StateError

KEPT_FOR = timedelta(days=1)  # a file that nobody goes on with


def begin(school: School, *, upload: File[Any], by: User) -> RecordImport:
    """Keep the file, encrypted, and guess its columns. Raises FileRefusedError or SheetError, with nothing kept."""
    with transaction.atomic():
        stored = store_file(upload, by=by, kinds=[XLSX, TEXT], school_id=school.pk)
        StoredFile.objects.filter(pk=stored.pk).update(delete_after=timezone.localdate() + KEPT_FOR)
        with stored.file.open("rb") as file:
            sheet = read_sheet(file.read())
        mapping = {str(place): target for place, target in guess(sheet.headings).items()}
        return RecordImport.objects.create(school=school, file=stored, mapping=mapping, by=by)


def sheet_of(row: RecordImport, *, by: User) -> Sheet:
    """Read the file again. Raises StateError once it is taken in or deleted."""
    if row.file is None or row.done_at:
        raise StateError("This file has been dealt with. Choose it again to start anew.")
    return read_sheet(read_file(row.file, by=by, subject=row))


def outcome_of(row: RecordImport, sheet: Sheet) -> tuple[Outcome, list[PersonRow]]:
    """Return what the file gives under its mapping, and who of it is in the record already (left as they are)."""
    mapping = {int(place): target for place, target in row.mapping.items() if target}
    outcome = take(sheet, mapping, today=timezone.localdate())
    known = {
        (entry.surname.casefold(), entry.forenames.casefold(), str(entry.date_of_birth))
        for entry in RecordEntry.objects.filter(school=row.school, left_on=None)
    }
    again = [person for person in outcome.people if person.key in known]
    outcome.people = [person for person in outcome.people if person.key not in known]
    return outcome, again


def set_mapping(row: RecordImport, mapping: dict[int, str], *, by: User) -> None:
    """Keep which column is what."""
    row.mapping = {str(place): target for place, target in mapping.items() if target}
    with transaction.atomic():
        row.save(update_fields=["mapping"])
        record("record.mapped", by=by, subject=row, school_id=row.school_id, fields=sorted(row.mapping.values()))


def finish(row: RecordImport, *, by: User) -> int:
    """Take in everybody who can be taken, in one transaction; return how many. Pressed twice it is once.

    Raises StateError when it was taken in already, or when there is nobody to take.
    """
    sheet = sheet_of(row, by=by)
    with transaction.atomic():
        if not RecordImport.objects.filter(pk=row.pk, done_at=None).update(done_at=timezone.now()):
            raise StateError("This file was taken in already.")
        outcome, _ = outcome_of(row, sheet)
        if not outcome.people:
            raise StateError("Nobody in this file can be taken in. Put right the rows below, or match the columns.")
        RecordEntry.objects.bulk_create(
            RecordEntry(school=row.school, cells=person.cells, **person.person) for person in outcome.people
        )
        RecordImport.objects.filter(pk=row.pk).update(taken=len(outcome.people), file=None)
        codes: dict[str, str | int | bool | None] = {"taken": len(outcome.people), "refused": len(outcome.refused)}
        record("record.imported", by=by, subject=row, school_id=row.school_id, codes=codes)
        if row.file is not None:
            delete_file(row.file, by=by)
    return len(outcome.people)
