"""What the register of personal data is used for: a person's copy, and erasing by each model's policy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from core.audit import record
from core.models import StoredFile
from core.personal_data import Erase, ModelPolicy, register

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Held:
    """What one model holds about a person, for their copy: each row with its key and its fields in words."""

    label: str
    about: str
    rows: list[tuple[int, dict[str, Any]]]
    withheld: dict[str, int]  # {why: how many values are left out}


def held_about(user: User, narrowed: Callable[[ModelPolicy], models.Q | None] | None = None) -> Iterator[Held]:
    """Yield what is held about `user`, model by model, without what a person may not have a copy of.

    `narrowed` narrows a model's rows, or leaves the model out (None): to one school, for instance.
    Encrypted fields are read: whoever calls it records that.
    """
    for label, policy in register().items():
        condition = narrowed(policy) if narrowed else models.Q()
        if policy.person and policy.personal and condition is not None:
            rows = policy.model._base_manager.filter(condition, **{policy.person: user.pk}).order_by("pk")
            if found := list(rows):
                yield _held(label, policy, found)


def export_person(user: User, *, by: User | None) -> dict[str, Any]:
    """Return everything held about `user` that they may have a copy of, and record that it was read.

    Shape: {"app.Model": {"about": words, "rows": [{field's name in words: value}]}}; models without rows are left
    out.
    """
    found = {held.label: held for held in held_about(user)}
    copy = {
        label: {"about": held.about, "rows": [fields for _, fields in held.rows if fields]}
        for label, held in found.items()
        if any(fields for _, fields in held.rows)
    }
    with transaction.atomic():
        record("person.exported", by=by, subject=user, codes={"models": len(copy)})
    return copy


def _held(label: str, policy: ModelPolicy, found: list[models.Model]) -> Held:
    withheld: Counter[str] = Counter()
    rows = []
    for row in found:
        told = {}
        for name, each in policy.personal.items():
            if each.export or (each.open_if and getattr(row, each.open_if)):
                value = each.told(row) if each.told else _value(row, name)
                told[str(getattr(policy.model._meta.get_field(name), "verbose_name", name))] = value
            elif _value(row, name) not in (None, "", [], {}):
                withheld[each.withheld] += 1
        rows.append((row.pk, told))
    return Held(label, policy.about, rows, dict(withheld))


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
    """Erase `rows` of one declared model as its policy says, each recorded; return how many rows were touched.

    A model with any field that goes with its row loses the row, files too. Else its fields are emptied.
    Raises KeyError for a model that nobody declared.
    """
    fields = register()[rows.model._meta.label].personal
    with transaction.atomic():
        found = list(rows)
        for row in found:
            record(f"{rows.model._meta.model_name}.erased", by=by, subject=row, fields=fields)
        erase_unrecorded(rows.model._base_manager.filter(pk__in=[row.pk for row in found]))
    return len(found)


def erase_unrecorded(rows: models.QuerySet[Any]) -> int:
    """Erase as `erase` does, inside the transaction of a caller that records the whole once."""
    ways = {name: field.erase for name, field in register()[rows.model._meta.label].personal.items()}
    if Erase.DELETE_ROW in ways.values():
        return _delete(rows)
    blanked = {name: _nothing(rows.model, name) for name, way in ways.items() if way is Erase.BLANK}
    return rows.update(**blanked) if blanked else 0


def _delete(rows: models.QuerySet[Any]) -> int:
    """Delete the rows, and the files that belong to them."""
    if rows.model is StoredFile:
        for name, storage in [(str(row.file.name), row.file.storage) for row in rows]:
            transaction.on_commit(partial(storage.delete, name))
    links = [f.name for f in rows.model._meta.concrete_fields if f.related_model is StoredFile]
    files = {pk for link in links for pk in rows.values_list(link, flat=True) if pk}
    count = rows.count()
    rows.delete()
    if files:
        _delete(StoredFile.objects.filter(pk__in=files))
    return count


def _nothing(model: type[models.Model], name: str) -> Any:
    field = model._meta.get_field(name)
    if field.null or not isinstance(field, models.Field):
        return None
    return field.get_default() if field.has_default() else ""
