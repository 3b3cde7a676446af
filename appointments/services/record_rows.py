"""What a recruitment writes into the single central record: the row at the signature, each check after it."""

from __future__ import annotations

from datetime import date

from accounts.models import User
from applications.models import Application
from appointments import catalogue
from appointments.models import Check, CheckCode, Offer, RecordEntry
from core.audit import record

Cell = dict[str, str | None]
NOTHING: Cell = {"status": Check.Status.TO_DO, "on": None, "by": None, "note": ""}


def write_row(application: Application, offer: Offer) -> RecordEntry:
    """Write the row of somebody who is appointed. In the transaction of the signature."""
    details = application.details
    entry, _ = RecordEntry.objects.update_or_create(
        application=application,
        defaults={
            "school": application.vacancy.school,
            "surname": details.last_name or details.first_names,
            "forenames": details.first_names if details.last_name else "",
            "former_names": details.former_names,
            "job_title": application.vacancy.title,
            "starts_on": offer.starts_on,
            "cells": _cells(application),
        },
    )
    return entry


def follow(application: Application, *codes: str, by: User | None) -> None:
    """Bring the row up to date with checks that changed after the signature: a DBS result that came late, a right
    to work that was renewed. Nothing happens where there is no row. In the transaction of the change."""
    wanted = {code for code in codes if code in dict(catalogue.columns())}
    if "DBS" in wanted:
        wanted.add("BL")  # may stand "with the enhanced DBS"
    entry = RecordEntry.objects.select_for_update().filter(application=application).first() if wanted else None
    if entry is None:
        return
    now = _cells(application)
    changed = sorted(code for code in wanted if entry.cells.get(code) != now[code])
    if changed:
        entry.cells = {**entry.cells, **{code: now[code] for code in changed}}
        entry.save(update_fields=["cells"])
        record("record.check", by=by, subject=entry, school_id=entry.school_id, fields=changed)


def _cells(application: Application) -> dict[str, Cell]:
    rows = application.checks.select_related("done_by").defer("detail", "decision")
    by_code = {check.code: check for check in rows}
    cells = {code: _cell(by_code.get(code)) for code, _heading in catalogue.columns()}
    if cells["BL"]["status"] == Check.Status.NOT_REQUIRED and cells["DBS"]["status"] != Check.Status.NOT_REQUIRED:
        cells["BL"] = {**cells["DBS"], "note": "With the enhanced DBS"}  # that of a SENCo includes the barred list
    return cells


def _cell(check: Check | None) -> Cell:
    if check is None:
        return NOTHING
    if check.status == Check.Status.NOT_REQUIRED:
        return {"status": check.status, "on": None, "by": None, "note": check.why}
    by = str(check.done_by) if check.done_by else None
    cell: Cell = {"status": check.status, "on": _day(check.done_on), "by": by, "note": check.evidence}
    if check.code == CheckCode.RTW and check.expires_on:  # an identity stays proved when the passport runs out
        cell["until"] = _day(check.expires_on)
    return cell


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
