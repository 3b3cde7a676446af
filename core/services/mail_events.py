"""What a provider says of a letter after it took it: the address does not exist, the mailbox refuses it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.models import OutgoingEmail
from core.signals import email_refused

State = OutgoingEmail.State
REFUSED = frozenset({"bounced", "rejected", "failed"})  # anymail's words for what will not arrive
STILL_WRITING = timedelta(minutes=2)  # we may not have written down yet what the provider has taken


class TooEarlyError(Exception):
    """The provider speaks of a letter that we may still be writing down. It is asked to tell us again."""


def note_event(event_type: str, provider_id: str, *, reason: str = "") -> bool:
    """Note that a letter did not arrive and announce it, once however often it is told; return whether it was news.

    `reason` is anymail's neutral word ("bounced", "invalid"). Other events change nothing.
    Raises TooEarlyError while a letter could still be on its way into the outbox.
    """
    if event_type not in REFUSED or not provider_id:
        return False
    with transaction.atomic():
        email = OutgoingEmail.objects.filter(provider_id=provider_id).first()
        if email is None:
            if OutgoingEmail.objects.filter(
                state=State.SENDING, claimed_at__gt=timezone.now() - STILL_WRITING
            ).exists():
                raise TooEarlyError
            return False
        code = f"provider-{reason or event_type}"
        if not OutgoingEmail.objects.filter(pk=email.pk, state=State.SENT).update(state=State.FAILED, error_code=code):
            return False
        email.state, email.error_code = State.FAILED, code
        email_refused.send(sender=OutgoingEmail, email=email, error_code=code)
    return True
