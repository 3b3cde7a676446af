"""The personal-data register: how long each field lives, whether a person gets a copy, how it is erased.

Every app declares its models in `personal_data.py`; a test fails on a field that nobody declared. The purge,
the subject-access file and the privacy notice are made from it.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models


class Lifetime(enum.StrEnum):
    """How long a record lives. Months are set by the school where the field says so."""

    ACCOUNT = "as long as the person has an account"
    RECRUITMENT = "the school's retention time after outcomes are released (12 months unless the school says less)"
    APPOINTED = "with the personnel file, if appointed; else as the recruitment"
    DRAFT = "six months after the vacancy closed"
    STAFF = "as long as the person works at the school"
    SIX_MONTHS = "six months"
    TWO_YEARS_AFTER = "two years after the person leaves"
    SIX_YEARS = "six years"
    CLOSING = "until the vacancy closes"
    VACANCY = "until the vacancy ends"
    NONE = "not about a person"


class Erase(enum.StrEnum):
    """What erasing does to a field."""

    DELETE_ROW = "the row is deleted"
    BLANK = "the field is emptied"
    KEEP = "kept"


@dataclass(frozen=True)
class FieldPolicy:
    """What happens to one personal field. `why_kept` is shown when `erase` is KEEP, `withheld` when it is not in the
    copy that a person may ask for. `open_if`: the row's field that, when true, puts it into the copy all the same.
    `told`: what the copy says of a row where the column holds keys instead of words."""

    lifetime: Lifetime
    export: bool = True  # goes into the copy a person may ask for
    erase: Erase = Erase.DELETE_ROW
    why_kept: str = ""
    withheld: str = "It is about somebody else who acted in their work"
    open_if: str = ""
    told: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class ModelPolicy:
    """What a model holds, in words for the privacy notice, and its fields."""

    model: type[models.Model]
    about: str  # "What you wrote in your application"
    person: str  # the lookup from a row to the user it is about: "application__candidate"; "" if none
    personal: Mapping[str, FieldPolicy]
    not_personal: frozenset[str]


_register: dict[str, ModelPolicy] = {}


def declare(
    model: type[models.Model],
    *,
    about: str,
    person: str = "",
    personal: Mapping[str, FieldPolicy] | None = None,
    not_personal: Iterable[str] = (),
) -> None:
    """Declare `model`. Every concrete field must be in `personal` or `not_personal`; the primary key needs neither.

    Raises ValueError for a field the model does not have or one named twice.
    """
    label = model._meta.label
    personal = dict(personal or {})
    others = frozenset(not_personal)
    known = {f.name for f in model._meta.concrete_fields} | {f.name for f in model._meta.local_many_to_many}
    if unknown := (set(personal) | others) - known:
        raise ValueError(f"{label} has no field {', '.join(sorted(unknown))}")
    if twice := set(personal) & others:
        raise ValueError(f"{label}: {', '.join(sorted(twice))} cannot be both personal and not")
    _register[label] = ModelPolicy(model, about, person, personal, others)


def register() -> dict[str, ModelPolicy]:
    """Return the register by model label."""
    return dict(_register)


OUR_APPS = ("core", "accounts", "vacancies", "applications", "shortlisting", "appointments", "senco_recruit")


def undeclared() -> list[str]:
    """Return `app.Model.field` for every field of our models that nobody declared."""
    missing = []
    for model in apps.get_models():
        if model._meta.app_label not in OUR_APPS:
            continue
        policy = _register.get(model._meta.label)
        declared = set(policy.personal) | policy.not_personal if policy else set()
        fields = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
        missing += [f"{model._meta.label}.{f.name}" for f in fields if f.name not in declared and not f.primary_key]
    return missing
