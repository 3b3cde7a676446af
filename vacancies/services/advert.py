"""What the advert says, and its dates."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.editing import FROZEN, SCHEDULED, refuse_if_edited, values_of
from vacancies.models import KeyDate, Vacancy
from vacancies.states import ENDED

S = Vacancy.State
# What may be put right while an advert is out: nothing that a person decided to apply upon.
AFTER_PUBLICATION = frozenset(
    {"visits_welcome", "visits", "contact_name", "contact_email", "contact_phone", "interview_on"}
)
KINDS = (KeyDate.Kind.VISITS, KeyDate.Kind.SIFT, KeyDate.Kind.SHORTLIST, KeyDate.Kind.OUTCOME)


def save_details(
    vacancy: Vacancy,
    *,
    by: User,
    values: Mapping[str, Any],
    seen: str | None = None,
    shown: Collection[str] | None = None,
) -> list[str]:
    """Save facts of the advert by field and return the names of those that changed.

    `seen` is the page's digest (vacancies/editing.py) over the fields that it `shown`: those of `values`, or more when
    only a part of the page can be kept. Raises EditedMeanwhileError when somebody else saved first, StateError for a
    field that may not change any more.
    """
    with transaction.atomic():
        stored = _held(vacancy)
        refuse_if_edited(vacancy, stored=values_of(stored, shown or values), wanted=values, seen=seen)
        changed = [name for name, value in values.items() if getattr(stored, name) != value]
        _may_change(stored, changed)
        _write(vacancy, stored, changed, values)
        if changed:
            record("vacancy.changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=changed)
    return changed


def save_dates(
    vacancy: Vacancy,
    *,
    by: User,
    values: Mapping[str, Any],
    key_dates: Mapping[str, date | None],
    seen: str | None = None,
) -> list[str]:
    """Save `closes_at`, `interview_on`, `starts_on` and one date for each kind in `key_dates` (None: none), as given.

    `seen` is the digest over both (see `dates_of`). Raises as save_details does. Whether dates cross is the form's
    to say, and the publish gate's to hold.
    """
    with transaction.atomic():
        stored = _held(vacancy)
        before = dates_of(stored)
        refuse_if_edited(vacancy, stored=before, wanted={**values, **key_dates}, seen=seen)
        changed = [name for name, value in values.items() if before[name] != value]
        _may_change(stored, changed)
        _write(vacancy, stored, changed, values)
        moved = [kind for kind, on in key_dates.items() if before[kind] != on]
        _may_move(stored, moved)
        for kind in moved:
            stored.key_dates.filter(kind=kind).delete()
            if (on := key_dates[kind]) is not None:
                KeyDate.objects.create(vacancy=stored, kind=kind, on=on)
        if changed or moved:
            fields = [*changed, *moved]
            record("vacancy.dates_changed", by=by, subject=vacancy, school_id=vacancy.school_id, fields=fields)
    return [*changed, *moved]


def dates_of(vacancy: Vacancy) -> dict[str, Any]:
    """The dates by field and by kind, as the page of dates shows them; one query."""
    dates: dict[str, Any] = {kind.value: None for kind in KINDS}
    for row in vacancy.key_dates.all():
        if row.kind in dates and dates[row.kind] is None:
            dates[row.kind] = row.on
    return {**values_of(vacancy, ("closes_at", "interview_on", "starts_on")), **dates}


def _held(vacancy: Vacancy) -> Vacancy:
    """The row as stored, held until the transaction ends. Raises StateError when the vacancy has ended."""
    open_still = Vacancy.objects.filter(pk=vacancy.pk).exclude(state__in=ENDED)
    if not open_still.update(ref=vacancy.ref):
        raise StateError("This vacancy has ended, so its advert can no longer be changed.")
    return Vacancy.objects.get(pk=vacancy.pk)


def _may_change(stored: Vacancy, changed: list[str]) -> None:
    if stored.state == S.SCHEDULED and changed:
        raise StateError(SCHEDULED)
    if stored.state != S.DRAFT and not set(changed) <= AFTER_PUBLICATION:
        raise StateError(FROZEN)


def _may_move(stored: Vacancy, moved: list[str]) -> None:
    """Dates of a kind may be put right after publication, but not while it waits to go out."""
    if stored.state == S.SCHEDULED and moved:
        raise StateError(SCHEDULED)


def _write(vacancy: Vacancy, stored: Vacancy, changed: list[str], values: Mapping[str, Any]) -> None:
    for name in changed:
        setattr(stored, name, values[name])
        setattr(vacancy, name, values[name])
    if changed:
        stored.save(update_fields=changed)
