"""What is behind a link is shown to who reads the mail of the address it went to: a code goes there.

The session that gave the first answers of a reference goes on freely. Any other that opens the link proves first that
it reads the referee's mail: a link may have been forwarded, and what is behind it by then is what a referee said in
confidence. A head who is asked to confirm sees such answers at once, and so proves it at once.
The code goes out at once, like those of signing in (docs/decisions/0004-sign-in-codes.md); its digest, under a key
outside the database, waits in the session that asked for it.
"""

from __future__ import annotations

import secrets
import time
import uuid
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from appointments.models import HeadConfirmation, Reference, ReferenceRequest
from core.emails import Letter
from core.models import OutgoingEmail
from core.rate_limits import allow
from core.services.letters import compose
from core.services.mail_errors import MAIL_ERRORS

MINUTES = 15
TRIES = 5
SENT_AN_HOUR = 5  # codes for one reference
TRIED_AN_HOUR = 20  # codes typed for one reference, in all sessions together
HOUR = 3600
DAY = 24 * HOUR
TRUSTED = "references"  # session keys
WAITING = "reference_code"
COPY = "reference_copy"


class CodeError(Exception):
    """A code that cannot be sent or does not fit. The message is for people."""


@dataclass(frozen=True)
class Guarded:
    """Something behind a link: `mark` names it and the link's version, `email` is the address the link went to."""

    mark: str
    email: str
    candidate: str
    school: str


def of_reference(reference: ReferenceRequest) -> Guarded:
    """A reference that is being written."""
    application = reference.application
    mark = f"{reference.ref}.{reference.link_version}"
    return Guarded(mark, reference.referee.email, application.details.full_name, application.vacancy.school.name)


def of_head(head: HeadConfirmation) -> Guarded:
    """What a head is asked to confirm."""
    application = head.reference.request.application
    mark = f"head.{head.ref}.{head.link_version}"
    return Guarded(mark, head.email, application.details.full_name, application.vacancy.school.name)


def is_trusted(request: HttpRequest, guarded: Guarded) -> bool:
    """Tell whether this session gave the first answers, or the code."""
    return guarded.mark in request.session.get(TRUSTED, [])


def trust(request: HttpRequest, guarded: Guarded) -> None:
    """Let this session go on as long as the link lives."""
    marks = request.session.get(TRUSTED, [])
    if guarded.mark not in marks:
        request.session[TRUSTED] = [*marks, guarded.mark]


def send_code(request: HttpRequest, guarded: Guarded) -> None:
    """Send a code to the address of the link. Raises CodeError when there were too many or the mail server is away."""
    if not allow(f"reference-code:{guarded.mark}", SENT_AN_HOUR, HOUR):
        raise CodeError("We have sent several codes. Wait an hour, then ask for another")
    code = f"{secrets.randbelow(1_000_000):06}"
    nonce = secrets.token_hex(8)
    outgoing = OutgoingEmail(template="reference_code", message_id=f"<{uuid.uuid4().hex}@{settings.EMAIL_DOMAIN}>")
    context = {"code": f"{code[:3]} {code[3:]}", "minutes": MINUTES, "candidate": guarded.candidate}
    try:
        compose(outgoing, Letter(guarded.email, context, guarded.school)).send()
    except MAIL_ERRORS as error:
        raise CodeError("We could not send the e-mail. Wait a minute, then try again") from error
    request.session[WAITING] = {
        "mark": guarded.mark,
        "nonce": nonce,
        "digest": _digest(guarded, nonce, code),
        "until": time.time() + MINUTES * 60,
    }


def waiting(request: HttpRequest, guarded: Guarded) -> bool:
    """Tell whether a code for it is on its way to this session's reader."""
    held = request.session.get(WAITING)
    return bool(held and held["mark"] == guarded.mark and held["until"] > time.time())


def try_code(request: HttpRequest, guarded: Guarded, typed: str) -> None:
    """Trust this session when `typed` is the code sent. Raises CodeError; after five tries the code is dead."""
    if not waiting(request, guarded):
        raise CodeError("This code can no longer be used. Ask for a new one")
    held = request.session[WAITING]
    # Counted outside the session: requests that come at once would each see the same count in it.
    within = allow(f"reference-code-try:{held['nonce']}", TRIES, DAY)
    if not (within and allow(f"reference-code-tries:{guarded.mark}", TRIED_AN_HOUR, HOUR)):
        del request.session[WAITING]
        raise CodeError("There were too many wrong codes. Ask for a new one")
    if not constant_time_compare(held["digest"], _digest(guarded, held["nonce"], "".join(typed.split()))):
        raise CodeError("That is not the code we sent. Check it and type it again")
    del request.session[WAITING]
    trust(request, guarded)


def allow_copy(request: HttpRequest, reference: Reference) -> None:
    """Let this session, which has just sent the reference, take a copy for an hour: the link is dead by then."""
    request.session[COPY] = {"reference": reference.pk, "until": time.time() + HOUR}


def copy_of(request: HttpRequest) -> Reference | None:
    """Return the reference that this session sent within the hour."""
    held = request.session.get(COPY)
    if not held or held["until"] < time.time():
        return None
    rows = Reference.objects.select_related(
        "request__referee", "request__application__details", "request__application__vacancy__school"
    )
    return rows.filter(pk=held["reference"]).first()


def masked(email: str) -> str:
    """Return an address as somebody who knows it will know it again: g•••@school.example.org."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def _digest(guarded: Guarded, nonce: str, code: str) -> str:
    value = f"{guarded.mark}.{nonce}.{code}"
    return salted_hmac("reference.code", value, secret=settings.LINK_KEY, algorithm="sha256").hexdigest()
