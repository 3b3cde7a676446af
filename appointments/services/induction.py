"""The first day's list."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from appointments.induction_items import ITEMS
from appointments.models import InductionItem
from core.audit import record
from core.states import StateError


def make_list(application: Application, *, by: User) -> None:
    """Make the list at the signature; made twice it is one."""
    rows = [InductionItem(application=application, code=item.code) for item in ITEMS]
    InductionItem.objects.bulk_create(rows, ignore_conflicts=True)
    record("induction.made", by=by, subject=application, school_id=application.vacancy.school_id)


def tick(application: Application, *, done: dict[str, bool], by: User, on: date | None = None) -> int:
    """Set each item of `done` by its code; return how many changed. Raises StateError before the signature."""
    day = on or timezone.localdate()
    with transaction.atomic():
        rows = {row.code: row for row in InductionItem.objects.select_for_update().filter(application=application)}
        if not rows:
            raise StateError("The list is made when the head signs.")
        changed = [row for code, row in rows.items() if code in done and done[code] != bool(row.done_on)]
        for row in changed:
            row.done_on, row.done_by = (day, by) if done[row.code] else (None, None)
        InductionItem.objects.bulk_update(changed, ["done_on", "done_by"])
        if changed:
            codes: dict[str, str | int | bool | None] = {row.code: bool(row.done_on) for row in changed}
            school_id = application.vacancy.school_id
            record("induction.ticked", by=by, subject=application, school_id=school_id, codes=codes)
    return len(changed)
