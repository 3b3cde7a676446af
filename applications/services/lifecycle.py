"""The life of an application: started, sent, moved on, withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.permissions import forget_applied_to
from applications.services.draft import hold_draft
from applications.services.reuse import copy_into
from applications.signals import application_submitted, application_withdrawn
from applications.states import APPLICATION
from core import emails, gates
from core.audit import record
from core.clock import database_now
from core.display import when
from core.states import StateError
from vacancies.audience import leaders
from vacancies.models import Vacancy

S = Application.State


class LateError(StateError):
    """The application arrived at or after the closing time, or the vacancy takes none any more."""


class AlreadySentError(StateError):
    """It was sent already: a second press of the button, or another tab."""


def start_application(vacancy: Vacancy, *, candidate: User, copying: Application | None = None) -> Application:
    """Start a draft, or return the one this person has open for the vacancy: pressed twice it is one.

    `copying`: an earlier application of theirs to start from (services/reuse.py says what is copied).

    Raises LateError when the vacancy is not open.
    """
    open_one = Application.objects.filter(vacancy=vacancy, candidate=candidate).exclude(state=S.WITHDRAWN)
    if found := open_one.first():
        return found
    if not vacancy.is_open(database_now()):
        raise LateError(closed_words(vacancy))
    try:
        with transaction.atomic():
            application = Application.objects.create(vacancy=vacancy, candidate=candidate)
            record("application.started", by=candidate, subject=application, school_id=vacancy.school_id)
            if copying is not None:
                copy_into(application, copying, by=candidate)
    except IntegrityError:  # the other press was first
        application = open_one.get()
    forget_applied_to(candidate)
    return application


def submit(application: Application, *, by: User, arrived_at: datetime) -> None:
    """Send it. `arrived_at` is the database's instant at which the request came, read before any lock or check.

    Raises AlreadySentError, LateError (at the closing second it is late), StateError when withdrawn, GateShutError
    when the sections, looked at together, are not complete. A late one stays a draft with every word in it.
    """
    with transaction.atomic():
        try:
            hold_draft(application)
        except StateError as error:
            if _was_sent(application):
                raise AlreadySentError(str(error)) from error
            raise
        _refuse_late(application, arrived_at)
        gates.require(gates.GateName.SUBMIT, application)
        school_id = application.vacancy.school_id
        # On paper it arrived when it came into the school, not when HR has entered it.
        at = application.on_paper_at or arrived_at
        APPLICATION.move(application, S.SUBMITTED, by=by, school_id=school_id, submitted_at=at)
        emails.queue(
            "application_receipt",
            {"application": application.pk},
            subject=application,
            school_id=school_id,
            once=f"application_receipt:{application.pk}",
        )
        application_submitted.send(Application, application=application)


def _was_sent(application: Application) -> bool:
    return application.state not in (S.DRAFT, S.WITHDRAWN)


def _refuse_late(application: Application, arrived_at: datetime) -> None:
    """The closing time as it stands now, with the row held: HR may have moved it while this waited."""
    current = Application.objects.select_related("vacancy").get(pk=application.pk)
    if not current.may_be_sent(arrived_at):
        raise LateError(closed_words(current.vacancy, current.closes_at))


def closed_words(vacancy: Vacancy, closed_at: datetime | None = None) -> str:
    """Why nothing can be sent any more: "This vacancy closed at 9am on Tuesday 8 December 2026." """
    if vacancy.state in (Vacancy.State.PUBLISHED, Vacancy.State.CLOSED) and (at := closed_at or vacancy.closes_at):
        return f"This vacancy closed at {when(at)}."
    return "This vacancy no longer takes applications."


def withdraw(application: Application, *, by: User, reason: str = "") -> None:
    """Withdraw a draft or an application that was sent, at the candidate's word; no reason is asked for.

    HR is told that there is one fewer, never who, unless outcomes are released (the letter decides at sending).
    Raises StateError once the appointment is signed or the application has ended.
    """
    was_sent = application.state != S.DRAFT
    with transaction.atomic():
        school_id = application.vacancy.school_id
        APPLICATION.move(
            application, S.WITHDRAWN, by=by, reason=reason, school_id=school_id, withdrawn_at=timezone.now()
        )
        for person in leaders(application.vacancy, heads=False) if was_sent else ():
            emails.queue(
                "application_withdrawn",
                {"application": application.pk, "user": person.pk},
                subject=application,
                school_id=school_id,
                once=f"application_withdrawn:{application.pk}:{person.pk}",
            )
        application_withdrawn.send(Application, application=application, by=by)


def move(application: Application, to: str, *, by: User | None, reason: str = "") -> None:
    """Move an application that was sent to another state of the table (for later stages, who tell the candidate).

    Raises StateError for a move the table does not have, a missing reason, or a row that somebody else moved first.
    """
    if to in (S.SUBMITTED, S.WITHDRAWN) and application.state == S.DRAFT:
        raise StateError("A draft is sent or withdrawn by its candidate alone.")
    APPLICATION.move(application, to, by=by, reason=reason, school_id=application.vacancy.school_id)
