"""A later time for one person: asked for by the candidate, allowed or refused by HR with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from applications import reveal
from applications.models import Acquaintance, Application, LateRequest
from applications.services.messages import acquaint, answerers
from core import emails
from core.audit import record
from core.clock import database_now
from core.display import when
from core.states import StateError
from vacancies.audience import leaders
from vacancies.models import Vacancy

REASON_LENGTH = 2000  # characters
TAKING = (Vacancy.State.PUBLISHED, Vacancy.State.CLOSED)


class LateRequestError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def may_ask(application: Application, at: datetime) -> bool:
    """Whether more time may be asked for: a draft, its time has passed, and the outcomes are not out yet.

    The panel reads one that comes while it scores as well.
    """
    vacancy = application.vacancy
    late = application.closes_at is not None and at >= application.closes_at
    waits = application.state == Application.State.DRAFT and late and vacancy.state == Vacancy.State.CLOSED
    return waits and reveal.released_at(vacancy) is None


def ask(application: Application, *, by: User, reason: str) -> LateRequest:
    """Ask HR for more time; HR of the school is told that somebody asks, never who. Asking twice is one request.

    Raises LateRequestError for a reason that is missing, and when nothing can be asked for any more.
    """
    reason = reason.strip()
    if not reason:
        raise LateRequestError("Say why you need more time", "reason")
    if application.candidate_id != by.pk or not may_ask(application, database_now()):
        raise LateRequestError("You cannot ask for more time for this application")
    vacancy = application.vacancy
    try:
        with transaction.atomic():
            made = LateRequest.objects.create(application=application, reason=reason)
            record("late.asked", by=by, subject=application, school_id=vacancy.school_id)
            for person in answerers(vacancy) or leaders(vacancy, heads=False):
                ids = {"request": made.pk, "user": person.pk}
                emails.queue("late_request", ids, subject=application, school_id=vacancy.school_id)
    except IntegrityError:  # the other press was first
        return LateRequest.objects.get(application=application, decided_at=None)
    return made


def read(request: LateRequest, *, by: User) -> None:
    """HR has opened it: recorded, and before the release it keeps them off the panel, since words tell who wrote."""
    application = request.application
    with transaction.atomic():
        acquaint(application, by=by, how=Acquaintance.How.WROTE)
        record("late.read", by=by, subject=application, school_id=application.vacancy.school_id, fields=["reason"])


def decide(request: LateRequest, *, by: User, until: datetime | None, answer: str) -> None:
    """Allow this one person a new time, or say no (`until` None), with a reason; the candidate is told.

    Raises LateRequestError for a missing reason, a time that is not in the future, or a request decided already;
    StateError when the application was sent or withdrawn, or the vacancy takes nobody any more.
    """
    answer = answer.strip()
    if not answer:
        raise LateRequestError("Give a reason. The candidate reads it", "answer")
    if until is not None and until <= database_now():
        raise LateRequestError("The new time must be in the future", "until")
    with transaction.atomic():
        decided = LateRequest.objects.filter(pk=request.pk, decided_at=None).update(
            decided_at=timezone.now(), decided_by=by, allowed_until=until, answer=answer
        )
        if not decided:
            raise LateRequestError("This request has been decided already")
        application = Application.objects.select_related("vacancy").get(pk=request.application_id)
        if until is not None:
            _allow(application, until)
        school_id = application.vacancy.school_id
        record(
            "late.allowed" if until else "late.refused", by=by, subject=application, school_id=school_id, reason=answer
        )
        once = f"late_answer:{request.pk}"
        emails.queue("late_answer", {"request": request.pk}, subject=application, school_id=school_id, once=once)


def _allow(application: Application, until: datetime) -> None:
    taking = application.vacancy.state in TAKING and reveal.released_at(application.vacancy) is None
    moved = taking and Application.objects.filter(pk=application.pk, state=Application.State.DRAFT).update(
        closes_at_for_them=until
    )
    if not moved:
        raise StateError(f"This application cannot be sent any more, so nobody can be given until {when(until)}.")
