"""Going on with a reference from another device takes a code to the referee's address.

The session that gave the first answers goes on freely. Any other that opens the link proves first that it reads the
referee's mail: a link may have been forwarded, and what is behind it by then is what a referee said in confidence.
The code goes out at once, like those of signing in (docs/decisions/0004-sign-in-codes.md); its digest, under a key
outside the database, waits in the session that asked for it.
"""

from __future__ import annotations

import secrets
import time
import uuid
from smtplib import SMTPException

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from appointments import questions
from appointments.models import ReferenceRequest
from core.emails import Letter
from core.models import OutgoingEmail
from core.rate_limits import allow
from core.services.letters import compose

MINUTES = 15
TRIES = 5
SENT_AN_HOUR = 5  # codes for one reference
TRIED_AN_HOUR = 20  # codes typed for one reference, in all sessions together
HOUR = 3600
DAY = 24 * HOUR
TRUSTED = "references"  # session keys
WAITING = "reference_code"


class CodeError(Exception):
    """A code that cannot be sent or does not fit. The message is for people."""


def may_go_on(request: HttpRequest, reference: ReferenceRequest) -> bool:
    """Tell whether this session may see what has been answered: nothing yet, or it began, or gave the code."""
    return not questions.begun(reference.draft) or _mark(reference) in request.session.get(TRUSTED, [])


def trust(request: HttpRequest, reference: ReferenceRequest) -> None:
    """Let this session go on with the reference as long as its link lives."""
    marks = request.session.get(TRUSTED, [])
    if _mark(reference) not in marks:
        request.session[TRUSTED] = [*marks, _mark(reference)]


def send_code(request: HttpRequest, reference: ReferenceRequest) -> None:
    """Send a code to the referee's address. Raises CodeError when there were too many or the mail server is away."""
    if not allow(f"reference-code:{reference.pk}", SENT_AN_HOUR, HOUR):
        raise CodeError("We have sent several codes. Wait an hour, then ask for another")
    code = f"{secrets.randbelow(1_000_000):06}"
    nonce = secrets.token_hex(8)
    outgoing = OutgoingEmail(template="reference_code", message_id=f"<{uuid.uuid4().hex}@{settings.EMAIL_DOMAIN}>")
    application = reference.application
    context = {
        "code": f"{code[:3]} {code[3:]}",
        "minutes": MINUTES,
        "candidate": application.details.full_name,
    }
    try:
        compose(outgoing, Letter(reference.referee.email, context, application.vacancy.school.name)).send()
    except (SMTPException, OSError) as error:
        raise CodeError("We could not send the e-mail. Wait a minute, then try again") from error
    request.session[WAITING] = {
        "mark": _mark(reference),
        "nonce": nonce,
        "digest": _digest(reference, nonce, code),
        "until": time.time() + MINUTES * 60,
    }


def waiting(request: HttpRequest, reference: ReferenceRequest) -> bool:
    """Tell whether a code for this reference is on its way to this session's reader."""
    held = request.session.get(WAITING)
    return bool(held and held["mark"] == _mark(reference) and held["until"] > time.time())


def try_code(request: HttpRequest, reference: ReferenceRequest, typed: str) -> None:
    """Trust this session when `typed` is the code sent. Raises CodeError; after five tries the code is dead."""
    if not waiting(request, reference):
        raise CodeError("This code can no longer be used. Ask for a new one")
    held = request.session[WAITING]
    # Counted outside the session: requests that come at once would each see the same count in it.
    within = allow(f"reference-code-try:{held['nonce']}", TRIES, DAY)
    if not (within and allow(f"reference-code-tries:{reference.pk}", TRIED_AN_HOUR, HOUR)):
        del request.session[WAITING]
        raise CodeError("There were too many wrong codes. Ask for a new one")
    if not constant_time_compare(held["digest"], _digest(reference, held["nonce"], "".join(typed.split()))):
        raise CodeError("That is not the code we sent. Check it and type it again")
    del request.session[WAITING]
    trust(request, reference)


def masked(email: str) -> str:
    """Return an address as somebody who knows it will know it again: g•••@school.example.org."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}•••@{domain}"


def _mark(reference: ReferenceRequest) -> str:
    return f"{reference.ref}.{reference.link_version}"


def _digest(reference: ReferenceRequest, nonce: str, code: str) -> str:
    value = f"{_mark(reference)}.{nonce}.{code}"
    return salted_hmac("reference.code", value, secret=settings.LINK_KEY, algorithm="sha256").hexdigest()
