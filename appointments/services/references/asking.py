"""Asking for references, also at another address or another person, and stopping."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application, Referee
from appointments.models import HeadConfirmation, ReferenceRequest
from appointments.services.references.chasing import plan
from appointments.services.references.link import OPEN_STATES
from appointments.services.references.post import school_of, write
from appointments.states import REFERENCE
from core.audit import record
from core.states import StateError

State = ReferenceRequest.State
PAUSE = timedelta(minutes=10)  # between two letters to the same referee
UNANSWERED = frozenset({State.REQUESTED, State.OPENED, State.DECLINED, State.BOUNCED})
REPLACED = "Another referee answers in their place."


@transaction.atomic
def ask(application: Application, *, by: User | None) -> list[ReferenceRequest]:
    """Ask every referee of a shortlisted person, or first the person, where they said "ask me first".

    Twice called, it asks once: a referee has one request. Returns the requests that were made now.
    """
    made = [_ask_one(referee, by=by, consent_first=referee.ask_me_first) for referee in application.referees.all()]
    return [request for request in made if request]


def _ask_one(referee: Referee, *, by: User | None, consent_first: bool) -> ReferenceRequest | None:
    now, state = timezone.now(), State.WAITING if consent_first else State.REQUESTED
    times = {"consent_asked_at": now} if consent_first else {"requested_at": now}
    request, new = ReferenceRequest.objects.get_or_create(
        referee=referee, defaults={"application": referee.application, "state": state, **times}
    )
    if not new:
        return None
    record(f"reference.{state}", by=by, subject=request, school_id=school_of(request))
    write(request, "reference_consent" if consent_first else "reference_request")
    plan(request)
    return request


@transaction.atomic
def ask_again(request: ReferenceRequest, *, email: str, by: User) -> None:
    """Ask at another address. The old link dies, and with it what was begun behind it.

    Raises StateError while the candidate has not said that this referee may be asked.
    """
    if request.state == State.WAITING:
        raise StateError("The candidate wishes to be asked first, and has not answered yet.")
    REFERENCE.move(
        request,
        State.REQUESTED,
        by=by,
        school_id=school_of(request),
        requested_at=timezone.now(),
        with_hr_at=None,
        another_asked_at=None,
        draft=None,
        link_version=request.link_version + 1,
    )
    request.referee.email = email
    request.referee.save(update_fields=["email"])
    write(request, "reference_request")
    plan(request)


def resend(request: ReferenceRequest, *, by: User) -> None:
    """Send the letter once more, with a new link, and start the reminders again. What was answered is kept.

    Raises StateError when the request is no longer open, or the letter went in the last ten minutes (which makes
    one letter of a button pressed twice).
    """
    now = timezone.now()
    new = {
        "link_version": request.link_version + 1,
        "requested_at": now,
        "with_hr_at": None,
        "another_asked_at": None,
    }
    open_ones = ReferenceRequest.objects.filter(pk=request.pk, state__in=OPEN_STATES)
    with transaction.atomic():
        if not open_ones.filter(link_version=request.link_version, requested_at__lt=now - PAUSE).update(**new):
            raise StateError("The letter went in the last ten minutes, or is no longer needed. Look at it again.")
        for name, value in new.items():
            setattr(request, name, value)
        record("reference.resent", by=by, subject=request, school_id=school_of(request))
        write(request, "reference_request")
        plan(request)


@transaction.atomic
def address_refused(request: ReferenceRequest, *, version: int | None = None) -> None:
    """The mail server refused the referee's address: HR is told at once.

    `version` is that of the link in the refused letter: a late word about an address that was changed since is
    not about the present one.
    """
    if version is not None and version != request.link_version:
        return
    if REFERENCE.allows(request.state, State.BOUNCED):
        REFERENCE.move(request, State.BOUNCED, by=None, school_id=school_of(request))
        write(request, "reference_bounced")
        plan(request)


@transaction.atomic
def ask_for_another(request: ReferenceRequest, *, by: User | None) -> None:
    """Ask the candidate for another referee in place of one who is silent, said no, or has no working address.

    Raises StateError when the candidate has been asked already or the reference came in.
    """
    now = timezone.now()
    waiting = ReferenceRequest.objects.filter(pk=request.pk, state__in=UNANSWERED, another_asked_at=None)
    if not waiting.update(another_asked_at=now):
        raise StateError("The candidate has been asked already, or the reference has come in.")
    request.another_asked_at = now
    record("reference.another_asked", by=by, subject=request, school_id=school_of(request))
    write(request, "reference_another", once=f"{now:%Y%m%d%H%M%S}")
    plan(request)


@transaction.atomic
def replace(request: ReferenceRequest, *, by: User, values: Mapping[str, Any]) -> ReferenceRequest:
    """Ask another person in place of this referee, whose link dies. The candidate is told, unless they did it.

    Who wished to be asked first, and has not answered, is asked first about this one too.
    `values`: name, job_title, organisation, email, and what else a Referee holds. Raises StateError when the
    reference has come in meanwhile.
    """
    old, application = request.referee, request.application
    first = request.state == State.WAITING and by.pk != application.candidate_id
    same = ("relationship", "is_current_employer", "is_head", "knows_work_with_children", "phone", "organisation")
    stop(request, by=by, reason=REPLACED)
    kept = {name: getattr(old, name) for name in same}
    referee = Referee.objects.create(application=application, **{**kept, **values, "ask_me_first": first})
    new = _ask_one(referee, by=by, consent_first=first)
    assert new is not None  # noqa: S101 - a new referee has no request
    if by.pk != application.candidate_id and not first:
        write(new, "reference_replaced")
    return new


def stop(request: ReferenceRequest, *, by: User | None, reason: str) -> None:
    """Stop asking. The link dies and what was begun behind it is erased. Raises StateError without a reason."""
    REFERENCE.move(
        request,
        State.STOPPED,
        by=by,
        reason=reason,
        school_id=school_of(request),
        draft=None,
        next_at=None,
        link_version=request.link_version + 1,
    )


@transaction.atomic
def stop_all(application: Application, *, by: User | None, reason: str) -> None:
    """Stop every open chase, of heads too, for example when the candidate withdraws."""
    for request in application.reference_requests.all():
        if REFERENCE.allows(request.state, State.STOPPED):
            stop(request, by=by, reason=reason)
    HeadConfirmation.objects.filter(reference__request__application=application).update(next_at=None)
