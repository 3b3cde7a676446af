"""Two people on the same page: who saves second is told, and shown both.

A form carries a digest of the values it was drawn with. When the stored ones are others by the time it comes
back, and not what was typed either, nothing is written and the caller shows both.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F

from accounts.models import User
from core.audit import subject_of
from core.display import clock, day_month
from core.models import AuditEvent
from core.states import StateError
from vacancies.models import Vacancy

SCHEDULED = "This cannot be changed while it waits to be published. Make it a draft again first."
FROZEN = "This cannot be changed any more: the vacancy has been published."


class EditedMeanwhileError(Exception):
    """Somebody else saved first. `theirs`: the stored values of the fields that differ; `who`: who saved, and when."""

    def __init__(self, theirs: Mapping[str, Any], who: str) -> None:
        self.theirs, self.who = dict(theirs), who
        super().__init__(f"{who} while you had this page open. Nothing of yours is lost: look at both and save again.")


@dataclass(frozen=True)
class Seen:
    """What a page showed: the digest that its form carries."""

    digest: str

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Seen:
        """The digest of `values` by field."""
        plain = json.dumps(dict(values), sort_keys=True, cls=DjangoJSONEncoder)
        return cls(hashlib.sha256(plain.encode()).hexdigest()[:16])


def values_of(row: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """The stored values of `fields`."""
    return {name: getattr(row, name) for name in fields}


def refuse_if_edited(
    vacancy: Vacancy, *, stored: Mapping[str, Any], wanted: Mapping[str, Any], seen: str | None
) -> None:
    """Raise EditedMeanwhileError when `stored` is neither what the page showed nor what is wanted.

    `seen` is the page's digest over the same fields as `stored`; None for callers without a page.
    """
    if seen is None or seen == Seen.of(stored).digest:
        return
    theirs = {name: stored[name] for name in wanted if stored[name] != wanted[name]}
    if theirs:
        raise EditedMeanwhileError(theirs, last_change(vacancy))


def hold_draft(vacancy: Vacancy) -> None:
    """Take the row of a draft until the transaction ends, so that edits and publication go one after the other.

    An UPDATE holds the row on PostgreSQL and the whole database on SQLite, where select_for_update is ignored.
    Raises StateError when it is no draft.
    """
    if Vacancy.objects.filter(pk=vacancy.pk, state=Vacancy.State.DRAFT).update(state=Vacancy.State.DRAFT):
        return
    if Vacancy.objects.filter(pk=vacancy.pk, state=Vacancy.State.SCHEDULED).exists():
        raise StateError(SCHEDULED)
    raise StateError(FROZEN)


def hold_unpublished(vacancy: Vacancy) -> None:
    """The same for a draft or a scheduled vacancy. Raises StateError when it is neither."""
    not_out = (Vacancy.State.DRAFT, Vacancy.State.SCHEDULED)
    if not Vacancy.objects.filter(pk=vacancy.pk, state__in=not_out).update(state=F("state")):
        raise StateError(FROZEN)


def last_change(vacancy: Vacancy) -> str:
    """Who changed the vacancy last, as words: "Marian Duxbury saved at 2:12pm on Monday 9 November"."""
    subject_type, subject_id = subject_of(vacancy)
    event = (
        AuditEvent.objects.filter(subject_type=subject_type, subject_id=subject_id, actor_id__isnull=False)
        .order_by("-at", "-pk")
        .first()
    )
    if event is None:
        return "Somebody saved this"
    person = User.objects.filter(pk=event.actor_id or 0).first()
    return f"{person or 'Somebody'} saved this at {clock(event.at)} on {day_month(event.at)}"
