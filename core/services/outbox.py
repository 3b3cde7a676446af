"""Sending the letters that are due. Any number of workers may do it at once; any may be killed at any instant.

A row is claimed by a conditional UPDATE, committed before the letter is even made, and marked after the server
has taken it. A worker killed in between leaves the row claimed; when that claim has outlived its lease another
worker takes it. So a letter repeats only when the kill fell between the server's acceptance and our commit, and
then with the same Message-ID.
"""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from core import emails
from core.faults import fault_point
from core.models import OutgoingEmail
from core.services.letters import compose
from core.services.mail_errors import MAIL_ERRORS, Refusal, read_error
from core.signals import email_refused

logger = logging.getLogger(__name__)
State = OutgoingEmail.State

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120, 240))
ATTEMPTS = 20  # about two and a half days
ORDER_KEPT_FOR = timedelta(minutes=10)  # one stuck letter must not hold up the rest of its subject for longer


def send_due(now: datetime | None = None, *, limit: int = 500) -> Counter[str]:
    """Send up to `limit` letters that are due at `now`; return how many ended in each state.

    Letters about one subject leave in the order they were queued. `now` is for operators and tests.
    """
    outcomes: Counter[str] = Counter()
    with_server = _Server()
    try:
        # Read once: what becomes due meanwhile is for the next pass, so no pass runs for ever.
        for pk in list(due(now or timezone.now()).order_by("pk").values_list("pk", flat=True)[:limit]):
            email = _claim(pk, now or timezone.now())
            if email is not None:
                outcomes[_send(email, with_server)] += 1
    finally:
        with_server.close()
    return outcomes


def lease() -> timedelta:
    """Return how long a claim holds: longer than the slowest conversation with a mail server."""
    return timedelta(seconds=getattr(settings, "OUTBOX_LEASE_SECONDS", 600))  # EMAIL_TIMEOUT bounds each step


def due(now: datetime) -> QuerySet[OutgoingEmail]:
    """Return the letters that wait and are due, or whose worker died holding them."""
    return OutgoingEmail.objects.filter(
        Q(state=State.WAITING, due_at__lte=now) | Q(state=State.SENDING, claimed_at__lt=now - lease())
    )


def _claim(pk: int, now: datetime) -> OutgoingEmail | None:
    """Take the row for this worker, or return None: another was quicker, or an older letter leaves first."""
    older = OutgoingEmail.objects.filter(
        Q(state=State.SENDING) | Q(state=State.WAITING) & (Q(due_at__lte=now) | Q(attempts__gt=0)),
        subject_type=OuterRef("subject_type"),
        subject_id=OuterRef("subject_id"),
        pk__lt=OuterRef("pk"),
        queued_at__gt=now - ORDER_KEPT_FOR,
    )
    free = due(now).filter(~Exists(older), pk=pk)
    if not free.update(state=State.SENDING, claimed_at=now, attempts=F("attempts") + 1):
        return None
    fault_point("outbox.claimed")
    return OutgoingEmail.objects.get(pk=pk)


def _send(email: OutgoingEmail, server: _Server) -> str:
    """Make and send one claimed letter; return the state it ended in."""
    try:
        message = _made(email)
    except Exception as error:  # a mistake in one letter must not hold up the others
        logger.exception("Letter %s of kind %s could not be made", email.pk, email.template)
        return _put_off(email, Refusal(f"letter-{type(error).__name__}", permanent=False))
    if message is None:
        return _finish(email, State.DROPPED)
    if message.to[0].endswith(emails.POSTED_AT):
        return _finish(email, State.TO_POST)  # HR prints it
    fault_point("outbox.built")
    try:
        server.send(message)
    except MAIL_ERRORS as error:
        refusal = read_error(error)
        logger.warning("Letter %s of kind %s was not taken: %s", email.pk, email.template, refusal.code)
        return _put_off(email, refusal)
    fault_point("outbox.accepted")
    state = _finish(email, State.SENT, sent_at=timezone.now(), error_code="", provider_id=_provider_id(message))
    fault_point("outbox.marked")
    return state


def _provider_id(message: EmailMultiAlternatives) -> str:
    """Return what a provider calls the letter, "" where it went by SMTP. It names the letter when it bounces later."""
    status = getattr(message, "anymail_status", None)
    return str(status.message_id)[:200] if status and isinstance(status.message_id, str) else ""


def _made(email: OutgoingEmail) -> EmailMultiAlternatives | None:
    """Return the message, or None when it is no longer needed or what it is about has been erased."""
    try:
        letter = emails.kinds()[email.template](email.ids)
    except ObjectDoesNotExist:
        return None
    return compose(email, letter) if letter else None


def _put_off(email: OutgoingEmail, refusal: Refusal) -> str:
    """Let the letter wait for another try, or give it up and announce that."""
    if not refusal.permanent and email.attempts < ATTEMPTS:
        wait = BACKOFF[min(email.attempts, len(BACKOFF)) - 1]
        return _finish(email, State.WAITING, due_at=timezone.now() + wait, error_code=refusal.code)
    with transaction.atomic():
        state = _finish(email, State.FAILED, error_code=refusal.code)
        email_refused.send(sender=OutgoingEmail, email=email, error_code=refusal.code)
    return state


def _finish(email: OutgoingEmail, state: State, **also: datetime | str) -> str:
    """Write the end of our claim. If it outlived its lease, another worker's word counts."""
    ours = OutgoingEmail.objects.filter(pk=email.pk, state=State.SENDING, claimed_at=email.claimed_at)
    if ours.update(state=state, claimed_at=None, **also):
        for name, value in {"state": state, **also}.items():
            setattr(email, name, value)
    return str(state)


class _Server:
    """One connection for a whole pass, opened at the first letter and anew after an error."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def send(self, message: EmailMultiAlternatives) -> None:
        """Send, or raise one of MAIL_ERRORS."""
        try:
            if self._connection is None:
                self._connection = get_connection()
                self._connection.open()
            self._connection.send_messages([message])
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Say goodbye; a server that has gone away already is no error."""
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except OSError:
                logger.info("The mail server had closed the connection")
