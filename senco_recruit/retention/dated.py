"""Rows that hang on no application and carry their own date: which date, and how long after it they go."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as default
from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models import Delegation, Invitation, Membership
from appointments.models import RecordEntry
from core.models import LegalHold, OutgoingEmail, StoredFile
from core.months import months_later
from core.personal_data import Lifetime
from vacancies.models import Vacancy

MONTHS = {Lifetime.SIX_MONTHS: 6, Lifetime.STAFF: 0, Lifetime.SIX_YEARS: 72}
UNSENT = (OutgoingEmail.State.WAITING, OutgoingEmail.State.SENDING)


@dataclass(frozen=True)
class Dated:
    """A model's rows go `lifetime` after `field`; `only` narrows them to rows that still hold something."""

    model: type[models.Model]
    field: str
    lifetime: Lifetime
    why: str
    only: Q = default(default_factory=Q)

    def due(self, at: datetime) -> models.QuerySet[models.Model]:
        """The rows whose time is up at the instant `at`."""
        is_date = not isinstance(self.model._meta.get_field(self.field), models.DateTimeField)
        limit = months_later(at, -MONTHS[self.lifetime])
        limit_by_kind = limit.date() if is_date else limit
        return self.model._base_manager.filter(self.only, **{f"{self.field}__lt": limit_by_kind}).order_by("pk")


DATED = (
    Dated(Invitation, "invited_at", Lifetime.SIX_MONTHS, "Six months after the invitation"),
    Dated(Membership, "ended_at", Lifetime.STAFF, "The role has ended"),
    Dated(Delegation, "ends_on", Lifetime.SIX_YEARS, "Six years after the last day"),
    Dated(RecordEntry, "left_on", Lifetime.STAFF, "The person has left", ~Q(surname="")),
    Dated(LegalHold, "lifted_at", Lifetime.SIX_YEARS, "Six years after the hold was lifted"),
    Dated(OutgoingEmail, "queued_at", Lifetime.SIX_MONTHS, "Six months after it was sent", ~Q(state__in=UNSENT)),
    Dated(Vacancy, "ended_at", Lifetime.SIX_YEARS, "Six years after the vacancy ended", ~Q(contact_email="")),
    Dated(StoredFile, "delete_after", Lifetime.STAFF, "The day set for this file is over"),
)
