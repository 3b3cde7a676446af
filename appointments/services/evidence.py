"""Copies of what was seen: checked by their bytes, scanned, encrypted, and deleted when their time is up."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from appointments.catalogue import GUIDANCE
from appointments.catalogue.figures import DBS_COPY_MONTHS
from appointments.models import Check, CheckCode, CheckFile
from appointments.services.checks import mark, refuse_close
from core.months import months_later
from core.services.files import JPEG, PDF, PNG, FileRefusedError, delete_file, read_file, store_file
from core.services.scanner import ScannerError

logger = logging.getLogger(__name__)
KINDS = (PDF, PNG, JPEG)
MOST = 10  # copies of one check
NO_SCANNER = "We cannot check files for viruses here, so we take none. Show the original instead."
NOT_NOW = "We cannot check files for viruses just now. Try again in an hour, or show the original."


def takes_copies(check: Check) -> bool:
    """Tell whether copies of this check may be kept here at all (never of health, disclosures or searches)."""
    open_here = bool(settings.UPLOAD_SCANNER) or not settings.UPLOADS_NEED_SCANNER
    return open_here and GUIDANCE[check.code].copies and check.status != Check.Status.NOT_REQUIRED


def may_send(check: Check) -> bool:
    """Tell whether the candidate may send a copy themselves: it was asked for, and no original must be shown."""
    open_to_them = check.status in (Check.Status.ASKED_FOR, Check.Status.RECEIVED)
    return open_to_them and GUIDANCE[check.code].sends and takes_copies(check)


def add_copy(check: Check, upload: File[Any], *, by: User) -> CheckFile:
    """Keep a copy of what was seen. One that the candidate sends makes the check "received".

    Raises FileRefusedError (words beside the field) for a file that is empty, too large, of another kind or infected,
    when there is no scanner, or when a copy may not be kept; CheckRefusedError for a relative's check.
    """
    candidate = by.pk == check.application.candidate_id
    if not candidate:
        refuse_close(by, check.application)
    if settings.UPLOADS_NEED_SCANNER and not settings.UPLOAD_SCANNER:
        raise FileRefusedError(NO_SCANNER)
    if not (may_send(check) if candidate else takes_copies(check)):
        raise FileRefusedError("No copy of this is kept here")
    if check.files.count() >= MOST:
        raise FileRefusedError(f"There are {MOST} copies already. Delete one first")
    school_id = check.application.vacancy.school_id
    try:
        with transaction.atomic():
            stored = store_file(upload, by=by, kinds=KINDS, subject=check, school_id=school_id)
            stored.delete_after = delete_after(check.code)
            stored.save(update_fields=["delete_after"])
            copy = CheckFile.objects.create(
                check_row=check, file=stored, by_candidate=candidate, delete_after=stored.delete_after
            )
            if candidate:
                mark(check.application, check.code, Check.Status.RECEIVED, by=by)
    except ScannerError as error:
        logger.warning("%s", error)
        raise FileRefusedError(NOT_NOW) from error
    return copy


def delete_after(code: str) -> date | None:
    """Return the day on which a copy taken today goes: six months at most for a DBS certificate, else with the file."""
    if code != CheckCode.DBS:
        return None
    return months_later(timezone.localdate(), DBS_COPY_MONTHS.value)


def read_copy(copy: CheckFile, *, by: User) -> bytes:
    """Return the bytes of a copy and record that `by` read them."""
    return read_file(copy.file, by=by, subject=copy.check_row)


def delete_copy(copy: CheckFile, *, by: User | None) -> None:
    """Delete a copy for good. `by` is None where its time was up."""
    with transaction.atomic():
        stored = copy.file
        if CheckFile.objects.filter(pk=copy.pk).delete()[0]:
            delete_file(stored, by=by)


def due_for_deletion(today: date) -> QuerySet[CheckFile]:
    """Return the copies whose time is up on `today`."""
    rows = CheckFile.objects.filter(delete_after__lte=today)
    rows = rows.order_by("delete_after", "pk")  # as its index has them
    return rows.select_related("file", "check_row__application__vacancy")
