"""What belongs to one application or one vacancy, as the register of personal data lists it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from graphlib import TopologicalSorter

from django.db import models

from applications.models import Application
from core.models import TypedReason, Waiver
from core.personal_data import Erase, Lifetime, ModelPolicy, register

SELECTION = frozenset({Lifetime.RECRUITMENT, Lifetime.DRAFT, Lifetime.CLOSING})  # what only choosing needed
FILE = SELECTION | {Lifetime.APPOINTED}


def path_to_application(policy: ModelPolicy) -> str | None:
    """Return the lookup from a row to its application; None for what hangs on none."""
    head, _, last = policy.person.rpartition("__")
    return head if last == "candidate" and head.rpartition("__")[2] == "application" else None


@cache
def parts() -> tuple[tuple[ModelPolicy, str], ...]:
    """Return the models that hang on an application with the path to it, those that point at others first."""
    found = {policy.model: (policy, path) for policy in register().values() if (path := path_to_application(policy))}
    order: TopologicalSorter[type[models.Model]] = TopologicalSorter({model: set() for model in found})
    for model in found:
        for field in model._meta.concrete_fields:
            target = field.related_model
            if isinstance(target, type) and target in found and target is not model:
                order.add(target, model)
    return tuple(found[model] for model in order.static_order())


def rows_of(application: Application, lifetimes: Iterable[Lifetime]) -> Iterable[models.QuerySet[models.Model]]:
    """Yield the rows of each model about `application` all of whose personal fields live for one of `lifetimes`."""
    allowed = set(lifetimes)
    for policy, path in parts():
        if {field.lifetime for field in policy.personal.values() if field.erase is not Erase.KEEP} <= allowed:
            yield policy.model._base_manager.filter(**{path: application.pk})


def said_about(model: type[models.Model], ids: list[int]) -> list[models.QuerySet[models.Model]]:
    """Return the reasons typed and the guidance let pass about rows of `model`."""
    label = model._meta.label_lower
    return [
        TypedReason._base_manager.filter(event__subject_type=label, event__subject_id__in=ids),
        Waiver._base_manager.filter(subject_type=label, subject_id__in=ids),
    ]
