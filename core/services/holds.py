"""Legal holds: while one stands on a vacancy or an application, nothing of it is erased (UK GDPR, art 17(3)(e))."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from core.audit import record, subject_of
from core.models import LegalHold
from core.states import StateError

if TYPE_CHECKING:
    from accounts.models import User


def place_hold(subject: models.Model, *, by: User, reason: str, school_id: int) -> LegalHold:
    """Stop the erasing of `subject` until the hold is lifted.

    The subject's row is locked, as a purge locks it: whichever comes first is finished before the other looks.
    Raises StateError when a hold stands already or the papers are gone.
    """
    with transaction.atomic():
        locked = type(subject)._base_manager.select_for_update().get(pk=subject.pk)
        if getattr(locked, "purged_at", None):
            raise StateError("These papers are already deleted. There is nothing left to hold.")
        kind, pk = subject_of(subject)
        hold, made = LegalHold.objects.get_or_create(
            subject_type=kind, subject_id=pk, lifted_at=None,
            defaults={"school_id": school_id, "reason": reason, "placed_by": by},
        )  # fmt: skip
        if not made:
            raise StateError("There is a legal hold on these papers already.")
        record("hold.placed", by=by, subject=subject, school_id=school_id, reason=reason)
    return hold


def lift_hold(hold: LegalHold, *, by: User, reason: str) -> None:
    """End a hold. What is overdue by then goes at the next purge. Raises StateError when it is lifted already."""
    with transaction.atomic():
        now = timezone.now()
        if not LegalHold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_at=now, lifted_by=by):
            raise StateError("This hold was lifted already.")
        record("hold.lifted", by=by, subject=hold, school_id=hold.school_id, reason=reason)


def held(model: type[models.Model], *, by: str = "pk") -> Exists:
    """Return the condition "a hold stands": on the row of `model` that the field path `by` leads to."""
    return Exists(
        LegalHold.objects.filter(
            subject_type=model._meta.label_lower,
            subject_id=OuterRef(by),
            lifted_at=None,
        )
    )
