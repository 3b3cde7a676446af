"""Schools, trusts and what they are set to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.colours import tint
from accounts.logos import KIND, read_logo
from accounts.models import School, TermDate, Trust, User
from accounts.statements import STANDARD
from core import audit
from core.models import StoredFile


@transaction.atomic
def create_school(*, by: User | None, trust: Trust | None = None, **values: Any) -> School:
    """Make a school with our standard statements. `by` is None for an operator."""
    school = School(trust=trust, **{**STANDARD, **values})
    school.accent_tint = tint(school.accent)
    school.full_clean()
    school.save()
    audit.record("school.made", by=by, subject=school, school_id=school.pk, fields=values)
    return school


@transaction.atomic
def create_trust(*, name: str, by: User | None, uid: str = "") -> Trust:
    """Make a trust."""
    trust = Trust.objects.create(name=name, uid=uid)
    audit.record("trust.made", by=by, subject=trust)
    return trust


@transaction.atomic
def change_school(school: School, *, by: User, values: Mapping[str, Any]) -> list[str]:
    """Write `values` by field and return the names of the fields that changed. Validation is the caller's form's."""
    stored = School.objects.get(pk=school.pk)
    changed = [name for name, value in values.items() if getattr(stored, name) != value]
    if not changed:
        return []
    for name in changed:
        setattr(stored, name, values[name])
        setattr(school, name, values[name])
    if "accent" in changed:
        stored.accent_tint = school.accent_tint = tint(stored.accent)
        changed.append("accent_tint")
    stored.save(update_fields=changed)
    audit.record("school.changed", by=by, subject=school, school_id=school.pk, fields=changed)
    return changed


@transaction.atomic
def set_logo(school: School, *, data: bytes, by: User) -> StoredFile:
    """Keep a picture as the school's logo in place of an earlier one. Raises LogoError."""
    picture = read_logo(data)
    earlier = school.logo
    logo = StoredFile(name="logo.png", kind=KIND, size=len(picture), school_id=school.pk, uploaded_by=by)
    logo.file.save(f"{logo.ref}.png", ContentFile(picture), save=False)
    logo.save()
    school.logo = logo
    school.save(update_fields=["logo"])
    audit.record("school.changed", by=by, subject=school, school_id=school.pk, fields=["logo"])
    _forget(earlier)
    return logo


@transaction.atomic
def remove_logo(school: School, *, by: User) -> None:
    """Go back to the plain mark."""
    earlier = school.logo
    if earlier is None:
        return
    school.logo = None
    school.save(update_fields=["logo"])
    audit.record("school.changed", by=by, subject=school, school_id=school.pk, fields=["logo"])
    _forget(earlier)


@transaction.atomic
def add_dates(school: School, *, kind: str, name: str, starts_on: date, ends_on: date, by: User) -> TermDate:
    """Add a term, or days on which the school is closed. The same dates twice are one row."""
    row, made = TermDate.objects.get_or_create(
        school=school, kind=kind, starts_on=starts_on, ends_on=ends_on, defaults={"name": name}
    )
    if made:
        audit.record("school.dates_added", by=by, subject=row, school_id=school.pk, codes={"kind": kind})
    return row


@transaction.atomic
def remove_dates(row: TermDate, *, by: User) -> None:
    """Take dates out. Nothing happens when they are gone."""
    if TermDate.objects.filter(pk=row.pk).exists():
        audit.record("school.dates_removed", by=by, subject=row, school_id=row.school_id, codes={"kind": row.kind})
        TermDate.objects.filter(pk=row.pk).delete()


def _forget(file: StoredFile | None) -> None:
    """Delete a file's row now and its bytes when that has committed."""
    if file is None:
        return
    storage, name = file.file.storage, str(file.file.name)
    file.delete()
    transaction.on_commit(lambda: storage.delete(name))
