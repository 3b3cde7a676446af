"""What the register of personal data is used for: a person's copy, and erasing by each model's policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from core.audit import record
from core.models import StoredFile
from core.personal_data import Erase, ModelPolicy, register

if TYPE_CHECKING:
    from accounts.models import User


def export_person(user: User, *, by: User | None) -> dict[str, Any]:
    """Return everything held about `user` that they may have a copy of, and record that it was read.

    Shape: {"app.Model": {"about": words, "rows": [{field's name in words: value}]}}; models without rows are left
    out. Encrypted fields are read, so this is the one place where a copy leaves the service.
    """
    copy = {}
    for label, policy in register().items():
        rows = [_readable(row, policy) for row in _rows_about(policy, user)]
        if rows:
            copy[label] = {"about": policy.about, "rows": rows}
    with transaction.atomic():
        record("person.exported", by=by, subject=user, codes={"models": len(copy)})
    return copy


def _rows_about(policy: ModelPolicy, user: User) -> Iterator[models.Model]:
    if not policy.person or not any(field.export for field in policy.personal.values()):
        return iter(())
    return policy.model._base_manager.filter(**{policy.person: user.pk}).order_by("pk").iterator()


def _readable(row: models.Model, policy: ModelPolicy) -> dict[str, Any]:
    told = {}
    for name, field_policy in policy.personal.items():
        if field_policy.export:
            field = policy.model._meta.get_field(name)
            told[str(getattr(field, "verbose_name", name))] = _value(row, name)
    return told


def _value(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    if field.many_to_many:
        return [str(other) for other in getattr(row, name).all()]
    if getattr(field, "choices", None):
        return getattr(row, f"get_{name}_display")()
    value = getattr(row, name)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, models.fields.files.FieldFile):
        return value.name
    return value


def erase(rows: models.QuerySet[Any], *, by: User | None) -> int:
    """Erase `rows` of one declared model as its policy says; return how many rows were touched.

    A model with any field that goes with its row loses the row, files too. Else its fields are emptied.
    Raises KeyError for a model that nobody declared.
    """
    policy = register()[rows.model._meta.label]
    ways = {name: field.erase for name, field in policy.personal.items()}
    with transaction.atomic():
        found = list(rows)
        for row in found:
            record(f"{rows.model._meta.model_name}.erased", by=by, subject=row, fields=ways)
            if Erase.DELETE_ROW in ways.values():
                _delete(row)
            elif blanked := [name for name, way in ways.items() if way is Erase.BLANK]:
                rows.model._base_manager.filter(pk=row.pk).update(**{n: _nothing(row, n) for n in blanked})
    return len(found)


def _delete(row: models.Model) -> None:
    if isinstance(row, StoredFile):
        name, storage = str(row.file.name), row.file.storage
        transaction.on_commit(lambda: storage.delete(name))
    row.delete()


def _nothing(row: models.Model, name: str) -> Any:
    field = row._meta.get_field(name)
    if field.null or not isinstance(field, models.Field):
        return None
    return field.get_default() if field.has_default() else ""
