"""Asking for references, answering, verifying. Every write about a reference is here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from appointments import questions
from appointments.models import Reference, ReferenceRequest
from appointments.services.days import Days, days_of
from appointments.states import REFERENCE
from core import emails, links
from core.audit import record
from core.states import StateError

State = ReferenceRequest.State
LINK_KIND = "reference"
LINK_SECONDS = 12 * 7 * 24 * 3600  # twelve weeks, as national services for school jobs use
OPEN_STATES = frozenset({State.REQUESTED, State.OPENED})
ANSWER_DAYS = 5  # working days that a referee has
PAUSE = timedelta(minutes=10)  # between two letters to the same referee


@transaction.atomic
def ask(application: Application, *, by: User | None) -> list[ReferenceRequest]:
    """Ask every referee of a shortlisted person, or first the person, where they said "ask me first".

    Twice called, it asks once: a referee has one request. Returns the requests that were made now.
    """
    made = []
    for referee in application.referees.all():
        state = State.WAITING if referee.ask_me_first else State.REQUESTED
        request, new = ReferenceRequest.objects.get_or_create(
            referee=referee,
            defaults={
                "application": application,
                "state": state,
                "requested_at": None if referee.ask_me_first else timezone.now(),
            },
        )
        if new:
            made.append(request)
            record(f"reference.{state}", by=by, subject=request, school_id=_school(request))
            _write(request, "reference_consent" if referee.ask_me_first else "reference_request")
    return made


def give_consent(request: ReferenceRequest, *, by: User) -> None:
    """The candidate lets the school ask this referee now."""
    with transaction.atomic():
        now = timezone.now()
        REFERENCE.move(request, State.REQUESTED, by=by, school_id=_school(request), requested_at=now)
        _write(request, "reference_request")


def token(request: ReferenceRequest) -> str:
    """Return the token of the referee's link. It dies when the reference is sent or the address changes."""
    return links.sign(LINK_KIND, request.ref, request.link_version)


def find_by_token(value: str) -> ReferenceRequest:
    """Return the open request of a link; raise LinkError for a forged, old, used or stopped one alike."""
    parts = links.read(LINK_KIND, value, max_age=LINK_SECONDS)
    if len(parts) != 2 or not parts[1].isdigit():
        raise links.LinkError(LINK_KIND)
    request = (
        ReferenceRequest.objects.select_related("application__vacancy__school", "application__details", "referee")
        .filter(ref=parts[0], link_version=int(parts[1]), state__in=OPEN_STATES)
        .first()
    )
    if request is None:
        raise links.LinkError(LINK_KIND)
    return request


def save_page(request: ReferenceRequest, *, answers: Mapping[str, Any]) -> bool:
    """Keep what the referee has answered so far. The first save marks the request as opened.

    Returns whether these are the first answers. Raises StateError when the request was stopped or answered meanwhile.
    """
    with transaction.atomic():
        fresh = ReferenceRequest.objects.select_for_update().get(pk=request.pk)  # SQLite locks the whole file instead
        request.state, request.draft = fresh.state, fresh.draft
        if request.state == State.REQUESTED:
            REFERENCE.move(request, State.OPENED, by=None, school_id=_school(request), opened_at=timezone.now())
        draft = {**(request.draft or {}), **answers}
        if not ReferenceRequest.objects.filter(pk=request.pk, state=State.OPENED).update(draft=draft):
            raise StateError("This reference is no longer asked for.")
        first = not questions.begun(request.draft)
        request.draft = draft
    return first


def send(request: ReferenceRequest) -> Reference:
    """The referee sends the reference. Raises StateError when pages are missing or it was sent already."""
    answers: dict[str, Any] = dict(request.draft or {})
    if questions.missing(answers):
        raise StateError("Answer every question before you send the reference.")
    now = timezone.now()
    with transaction.atomic():
        REFERENCE.move(
            request,
            State.RECEIVED,
            by=None,
            school_id=_school(request),
            answered_at=now,
            draft=None,
            link_version=request.link_version + 1,
        )
        reference = Reference.objects.create(
            request=request,
            answers=answers,
            concern=questions.needs_decision(answers),
            may_share=answers.get("share") == "yes",
            received_at=now,
        )
        _write(request, "reference_received")
    return reference


def decline(request: ReferenceRequest, *, reason: str = "") -> None:
    """The referee says no. HR is told and asks the candidate for somebody else."""
    with transaction.atomic():
        REFERENCE.move(
            request,
            State.DECLINED,
            by=None,
            school_id=_school(request),
            answered_at=timezone.now(),
            declined_reason=reason.strip(),
            draft=None,
            link_version=request.link_version + 1,
        )
        _write(request, "reference_declined")


def verify(reference: Reference, *, how: str, note: str, by: User) -> None:
    """HR states how they know that the reference came from the named person (KCSIE Part 3).

    Raises StateError when it was verified already or the note is empty.
    """
    if not note.strip():
        raise StateError("Say what you did, for example who you rang and on what number.")
    request = reference.request
    now = timezone.now()
    with transaction.atomic():
        REFERENCE.move(request, State.VERIFIED, by=by, school_id=_school(request))
        Reference.objects.filter(pk=reference.pk).update(
            verified_how=how, verified_note=note.strip(), verified_by=by, verified_at=now
        )
    reference.refresh_from_db()


def settle_concern(reference: Reference, *, note: str, by: User) -> None:
    """Record how an answer that needed a decision was settled. Raises StateError without a note."""
    if not note.strip():
        raise StateError("Say what was found out and what was decided.")
    with transaction.atomic():
        now = timezone.now()
        settled = Reference.objects.filter(pk=reference.pk, concern=True, concern_settled_at=None).update(
            concern_note=note.strip(), concern_settled_at=now, concern_settled_by=by
        )
        if not settled:
            raise StateError("This was settled already.")
        record("reference.concern_settled", by=by, subject=reference, school_id=_school(reference.request))
    reference.refresh_from_db()


def read_answers(reference: Reference, *, by: User) -> dict[str, Any]:
    """Return the referee's answers and record that `by` read them."""
    with transaction.atomic():
        record("reference.read", by=by, subject=reference, school_id=_school(reference.request))
    return dict(reference.answers or {})


def address_refused(request: ReferenceRequest) -> None:
    """The mail server refused the referee's address: HR is told at once."""
    with transaction.atomic():
        if REFERENCE.allows(request.state, State.BOUNCED):
            REFERENCE.move(request, State.BOUNCED, by=None, school_id=_school(request))
            _write(request, "reference_bounced")


def ask_again(request: ReferenceRequest, *, email: str, by: User) -> None:
    """Ask at another address. The old link dies, and with it what was begun behind it."""
    with transaction.atomic():
        REFERENCE.move(
            request,
            State.REQUESTED,
            by=by,
            school_id=_school(request),
            requested_at=timezone.now(),
            with_hr_at=None,
            draft=None,
            link_version=request.link_version + 1,
        )
        request.referee.email = email
        request.referee.save(update_fields=["email"])
        _write(request, "reference_request")


def resend(request: ReferenceRequest, *, by: User) -> None:
    """Send the letter once more, with a new link, and start the reminders again. What was answered is kept.

    Raises StateError when the request is no longer open, or the letter went in the last ten minutes (which makes
    one letter of a button pressed twice).
    """
    now = timezone.now()
    version = request.link_version + 1
    open_ones = ReferenceRequest.objects.filter(pk=request.pk, state__in=OPEN_STATES)
    with transaction.atomic():
        if not open_ones.filter(link_version=request.link_version, requested_at__lt=now - PAUSE).update(
            link_version=version, requested_at=now, with_hr_at=None
        ):
            raise StateError("The letter went in the last ten minutes, or is no longer needed. Look at it again.")
        request.link_version, request.requested_at, request.with_hr_at = version, now, None
        record("reference.resent", by=by, subject=request, school_id=_school(request))
        _write(request, "reference_request")


def stop(request: ReferenceRequest, *, by: User | None, reason: str) -> None:
    """Stop asking. The link dies and what was begun behind it is erased. Raises StateError without a reason."""
    REFERENCE.move(
        request,
        State.STOPPED,
        by=by,
        reason=reason,
        school_id=_school(request),
        draft=None,
        link_version=request.link_version + 1,
    )


def stop_all(application: Application, *, by: User | None, reason: str) -> None:
    """Stop every open chase, for example when the candidate withdraws."""
    with transaction.atomic():
        for request in application.reference_requests.all():
            if REFERENCE.allows(request.state, State.STOPPED):
                stop(request, by=by, reason=reason)


def send_by(request: ReferenceRequest, days: Days | None = None) -> date | None:
    """Return the day by which the referee is asked to answer: five working days, but before the interview.

    `days` is the school's calendar where a page asks for many.
    """
    if request.requested_at is None:
        return None
    vacancy = request.application.vacancy
    days = days or days_of(vacancy.school)
    asked_on = timezone.localdate(request.requested_at)
    day = days(asked_on, ANSWER_DAYS)
    return max(min(day, days(vacancy.interview_on, -1)), asked_on) if vacancy.interview_on else day


def _school(request: ReferenceRequest) -> int:
    return request.application.vacancy.school_id


def _write(request: ReferenceRequest, template: str) -> None:
    emails.queue(
        template,
        {"request": request.pk},
        subject=request,
        school_id=_school(request),
        once=f"{template}:{request.pk}:{request.link_version}",
    )
