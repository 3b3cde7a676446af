"""The life of a vacancy: started, published, extended, closed, opened again, ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import School, User
from core import emails, gates
from core.audit import record
from core.clock import database_now
from core.states import StateError
from vacancies.audience import leaders
from vacancies.editing import hold_unpublished
from vacancies.models import Vacancy
from vacancies.services.specification import freeze
from vacancies.signals import (
    vacancy_closed,
    vacancy_closed_early,
    vacancy_extended,
    vacancy_published,
    vacancy_withdrawn,
)
from vacancies.states import VACANCY

S = Vacancy.State
COPIED = (
    "safeguarding_statement",
    "exemption_statement",
    "equality_statement",
    "checks_statement",
    "contact_name",
    "contact_email",
    "contact_phone",
)


def start_vacancy(school: School, *, title: str, by: User, key: str = "") -> Vacancy:
    """Start a draft with the school's own statements and contact copied in.

    `key` belongs to one showing of the form: pressed twice, the first vacancy is returned again.
    """
    copied = {name: getattr(school, name) for name in COPIED}
    values: dict[str, Any] = {"school": school, "title": title.strip(), "created_by": by, **copied}
    with transaction.atomic():
        if key:
            vacancy, made = Vacancy.objects.get_or_create(start_key=f"{by.pk}.{key}"[:40], defaults=values)
        else:
            vacancy, made = Vacancy.objects.create(**values), True
        if made:
            record("vacancy.started", by=by, subject=vacancy, school_id=school.pk)
    return vacancy


def publish(vacancy: Vacancy, *, by: User) -> None:
    """Publish, and freeze the person specification (what is scored is what was advertised).

    A scheduled one too: by the tick, or by HR who cannot wait. Raises GateShutError while the publish gate is shut,
    StateError when it is neither.
    """
    with transaction.atomic():
        hold_unpublished(vacancy)
        vacancy.refresh_from_db()
        gates.require(gates.GateName.PUBLISH, vacancy)
        freeze(vacancy)
        but = None if vacancy.state == S.SCHEDULED else by  # who set a time was not there when it went out
        VACANCY.move(vacancy, S.PUBLISHED, by=by, school_id=vacancy.school_id, published_at=timezone.now())
        for person in leaders(vacancy, but=but):
            emails.queue(
                "vacancy_published",
                {"vacancy": vacancy.pk, "user": person.pk},
                subject=vacancy,
                school_id=vacancy.school_id,
                once=f"vacancy_published:{vacancy.pk}:{person.pk}",
            )
        vacancy_published.send(Vacancy, vacancy=vacancy, by=by)


def close(vacancy: Vacancy, *, by: User | None = None, reason: str = "") -> None:
    """Close it: at its closing time (`by` None), or early for a typed reason, which moves the closing time to now.

    Those who are cut short are told by the stage that knows them.
    Raises StateError when it is not published, or early without a reason.
    """
    now = database_now()
    early: dict[str, Any] = {"closes_at": now} if vacancy.closes_at is None or vacancy.closes_at > now else {}
    if early and not reason.strip():
        raise StateError("Say why it closes early. The reason is kept with the record.")
    with transaction.atomic():
        VACANCY.move(vacancy, S.CLOSED, by=by, school_id=vacancy.school_id, reason=reason, **early)
        _announce_closed(vacancy)
        if early:
            vacancy_closed_early.send(Vacancy, vacancy=vacancy, by=by)


def close_if_due(vacancy: Vacancy) -> bool:
    """Close it if its closing time, as stored now, has come; tell whether it did. For the tick."""
    with transaction.atomic():
        # The row is held before it is read: an extension saved at this moment must win or wait.
        held = Vacancy.objects.due_to_close(database_now()).filter(pk=vacancy.pk).update(state=S.PUBLISHED)
        if not held:
            return False
        vacancy.refresh_from_db()
        VACANCY.move(vacancy, S.CLOSED, by=None, school_id=vacancy.school_id)
        _announce_closed(vacancy)
    return True


def extend(vacancy: Vacancy, *, closes_at: datetime, by: User, reason: str) -> None:
    """Give a published vacancy a later closing time, for a typed reason.

    Raises StateError when it is not published, the time is not later than the present one, or no reason is given.
    """
    if not reason.strip():
        raise StateError("Say why the closing time changes. The reason is kept with the record.")
    now = database_now()
    with transaction.atomic():
        open_now = Vacancy.objects.filter(pk=vacancy.pk, state=S.PUBLISHED, closes_at__gt=now, closes_at__lt=closes_at)
        earlier = vacancy.closes_at
        if not open_now.filter(closes_at=earlier).update(closes_at=closes_at, earlier_closes_at=earlier):
            raise StateError(
                "The closing time can be moved to a later one while the vacancy is open. Look at it again."
            )
        vacancy.closes_at, vacancy.earlier_closes_at = closes_at, earlier
        fields, school_id = ["closes_at"], vacancy.school_id
        record("vacancy.extended", by=by, subject=vacancy, school_id=school_id, fields=fields, reason=reason.strip())
        vacancy_extended.send(Vacancy, vacancy=vacancy, by=by)


def reopen(vacancy: Vacancy, *, closes_at: datetime, by: User, reason: str) -> None:
    """Open a closed vacancy again until `closes_at`, for a typed reason.

    Raises StateError when it is not closed, the time is past, or no reason is given.
    """
    if closes_at <= database_now():
        raise StateError("The new closing time must be in the future.")
    with transaction.atomic():
        times = {"closes_at": closes_at, "earlier_closes_at": vacancy.closes_at}
        VACANCY.move(vacancy, S.PUBLISHED, by=by, reason=reason, school_id=vacancy.school_id, **times)
        vacancy_extended.send(Vacancy, vacancy=vacancy, by=by)


def withdraw(vacancy: Vacancy, *, by: User, reason: str) -> None:
    """Withdraw it, for a typed reason. Applicants and those with drafts are told by the stage that knows them."""
    with transaction.atomic():
        VACANCY.move(vacancy, S.WITHDRAWN, by=by, reason=reason, school_id=vacancy.school_id, ended_at=timezone.now())
        vacancy_withdrawn.send(Vacancy, vacancy=vacancy, by=by)


def mark_filled(vacancy: Vacancy, *, by: User) -> None:
    """The appointment was signed. A second signature on the same vacancy changes nothing."""
    if Vacancy.objects.filter(pk=vacancy.pk, state=S.FILLED).exists():
        return
    VACANCY.move(vacancy, S.FILLED, by=by, school_id=vacancy.school_id, ended_at=timezone.now())


def mark_unfilled(vacancy: Vacancy, *, by: User, reason: str) -> None:
    """End a closed vacancy without an appointment, for a typed reason."""
    VACANCY.move(vacancy, S.UNFILLED, by=by, reason=reason, school_id=vacancy.school_id, ended_at=timezone.now())


def take_up_again(vacancy: Vacancy, *, by: User, reason: str) -> None:
    """Go on with a vacancy that had ended: an appointment fell through, or it was ended by mistake."""
    VACANCY.move(vacancy, S.CLOSED, by=by, reason=reason, school_id=vacancy.school_id, ended_at=None)


def _announce_closed(vacancy: Vacancy) -> None:
    """Tell HR and the later stages, in the transaction that closed it."""
    for person in leaders(vacancy, heads=False):
        emails.queue(
            "vacancy_closed",
            {"vacancy": vacancy.pk, "user": person.pk},
            subject=vacancy,
            school_id=vacancy.school_id,
            once=f"vacancy_closed:{vacancy.pk}:{person.pk}:{vacancy.closes_at:%Y%m%d%H%M%S}",
        )
    vacancy_closed.send(Vacancy, vacancy=vacancy)
