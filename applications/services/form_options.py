"""HR's choices for the application form of a vacancy."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from applications.models import FormOptions
from core.audit import record
from core.states import StateError
from vacancies.models import Vacancy

FROZEN = "The form cannot change after the advert is published: everyone writes under the same rules."


def set_form_options(vacancy: Vacancy, *, by: User, kind: str, limit: str, words: int, sides: int) -> FormOptions:
    """Save how the statements are written. Raises StateError once the vacancy is published."""
    values: dict[str, str | int] = {"kind": kind, "limit": limit, "words": words, "sides": sides}
    with transaction.atomic():
        # A publication that runs at the same moment waits, or has gone first.
        if not Vacancy.objects.filter(pk=vacancy.pk, state=Vacancy.State.DRAFT).update(state=Vacancy.State.DRAFT):
            raise StateError(FROZEN)
        options, _ = FormOptions.objects.update_or_create(vacancy=vacancy, defaults=values)
        record("vacancy.form_options_set", by=by, subject=vacancy, school_id=vacancy.school_id, codes=values)
    return options
