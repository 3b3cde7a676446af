"""Advertising a job once more: a new vacancy made from an earlier one, tied to it, with the reason."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from core.audit import record
from core.states import StateError
from vacancies.content import content_of
from vacancies.models import AgainReason, Vacancy
from vacancies.services.templates import Started, start_from
from vacancies.states import ENDED

S = Vacancy.State
OVER = frozenset({S.CLOSED, *ENDED})


def advertise_again(vacancy: Vacancy, *, by: User, why: str, reason: str, key: str = "") -> Started:
    """Start a draft with everything of `vacancy` but its dates; the earlier one stays as it is.

    `why` is an AgainReason, `reason` what HR typed. `key` belongs to one showing of the form: pressed twice, it is one
    draft. Raises StateError while the earlier one is a draft or open, or without a reason.
    """
    if vacancy.state not in OVER:
        raise StateError("This vacancy is not over. Extend it, or close it first.")
    if not reason.strip():
        raise StateError("Say why it is advertised again. The reason is kept with the record.")
    with transaction.atomic():
        source = f"vacancy:{vacancy.ref}"
        started = start_from(content_of(vacancy), vacancy.school, by=by, source=source, title=vacancy.title, key=key)
        made = started.vacancy
        if Vacancy.objects.filter(pk=made.pk, again_of=None).update(again_of=vacancy, again_reason=AgainReason(why)):
            codes: dict[str, str | int | bool | None] = {"earlier": vacancy.pk, "again": made.pk, "why": why}
            for subject in (vacancy, made):
                record(
                    "vacancy.advertised_again", by=by, subject=subject, school_id=vacancy.school_id, codes=codes,
                    reason=reason.strip(),
                )  # fmt: skip
        made.refresh_from_db()
    return started
