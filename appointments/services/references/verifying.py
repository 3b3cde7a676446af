"""How HR knows that a reference is from the person named, what they read, and how a concern was settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from appointments.models import Call, Reference, ReferenceRequest, Verification
from appointments.services.references import differences, heads
from appointments.services.references.answering import receive
from appointments.services.references.post import refuse_close, school_of
from appointments.states import REFERENCE
from core.audit import record
from core.services.files import JPEG, PDF, PNG, read_file, store_file
from core.states import StateError

State = ReferenceRequest.State
SCAN_KINDS = (PDF, PNG, JPEG)
Outcome = Verification.Outcome


@transaction.atomic
def log_check(reference: Reference, *, by: User, values: Mapping[str, Any]) -> Verification:
    """Write down one try to find out whether the reference is from the person named (KCSIE Part 3).

    A yes makes the reference verified; a no opens a difference that stops the signature. `values`: how, note,
    outcome, and for a call spoke_with, number, number_found. Raises StateError when it was verified before.
    """
    if not str(values.get("note", "")).strip():
        raise StateError("Say what you did, for example who you rang and on what number.")
    if values["how"] == Reference.Source.CALL_BACK and not (values.get("number") and values.get("number_found")):
        raise StateError(
            "Enter the number you rang and where you found it. One that came with the reference proves nothing."
        )
    request = reference.request
    refuse_close(by, request)
    if request.state != State.RECEIVED:
        raise StateError("This reference was verified already.")
    entry = Verification.objects.create(reference=reference, by=by, **{**values, "note": values["note"].strip()})
    record(
        "reference.checked", by=by, subject=reference, school_id=school_of(request), codes={"outcome": entry.outcome}
    )
    if entry.outcome == Outcome.CONFIRMED:
        _verified(reference, entry)
    elif entry.outcome == Outcome.NOT_THEIRS:
        differences.add_not_theirs(reference)
    return entry


def verify(reference: Reference, *, how: str, note: str, by: User, **call: str) -> None:
    """State that the reference came from the named person. See `log_check`; `call` is for a call back."""
    log_check(reference, by=by, values={"how": how, "note": note, "outcome": Outcome.CONFIRMED, **call})


def _verified(reference: Reference, entry: Verification) -> None:
    request = reference.request
    REFERENCE.move(request, State.VERIFIED, by=entry.by, school_id=school_of(request))
    Reference.objects.filter(pk=reference.pk).update(
        verified_how=entry.how, verified_note=entry.note, verified_by=entry.by, verified_at=entry.at
    )
    reference.refresh_from_db()


@transaction.atomic
def enter(
    request: ReferenceRequest,
    *,
    by: User,
    channel: str,
    answers: Mapping[str, Any],
    verification: Mapping[str, Any],
    scan: File[Any] | None = None,
) -> Reference:
    """HR enters a reference that came by phone or on paper, with how it was verified.

    What was not said stays empty and becomes a difference to settle. Raises StateError when a reference came in
    already or the candidate's consent is missing, FileRefusedError for a scan that is not taken.
    """
    application = Application.objects.get(pk=request.application_id)
    stored = None
    if scan:
        stored = store_file(scan, by=by, kinds=SCAN_KINDS, subject=request, school_id=school_of(request))
    reference = receive(request, answers=answers, channel=channel, entered_by=by, scan=stored)
    heads.ask_named_head(reference)
    differences.compare(reference, application=application)
    log_check(reference, by=by, values=verification)
    return reference


def read_scan(reference: Reference, *, by: User) -> bytes:
    """Return the paper as it was scanned, and record that `by` read it. Raises ValueError where there is none."""
    if reference.scan is None:
        raise ValueError("There is no scan.")
    return read_file(reference.scan, by=by, subject=reference)


def read_answers(reference: Reference, *, by: User) -> dict[str, Any]:
    """Return the referee's answers and record that `by` read them."""
    with transaction.atomic():
        record("reference.read", by=by, subject=reference, school_id=school_of(reference.request))
    return dict(reference.answers or {})


def settle_concern(reference: Reference, *, note: str, by: User) -> None:
    """Record how an answer that needed a decision was settled. Raises StateError without a note."""
    refuse_close(by, reference.request)
    if not note.strip():
        raise StateError("Say what was found out and what was decided.")
    with transaction.atomic():
        now = timezone.now()
        settled = Reference.objects.filter(pk=reference.pk, concern=True, concern_settled_at=None).update(
            concern_note=note.strip(), concern_settled_at=now, concern_settled_by=by
        )
        if not settled:
            raise StateError("This was settled already.")
        record("reference.concern_settled", by=by, subject=reference, school_id=school_of(reference.request))
    reference.refresh_from_db()


@transaction.atomic
def log_call(request: ReferenceRequest, *, by: User, values: Mapping[str, Any]) -> Call:
    """Write down that HR rang a silent referee. `values`: outcome, spoke_with, promised_on, note."""
    call = Call.objects.create(request=request, by=by, **values)
    record("reference.called", by=by, subject=request, school_id=school_of(request), codes={"outcome": call.outcome})
    return call
