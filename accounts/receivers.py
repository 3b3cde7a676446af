"""What follows when allauth says that a way of signing in was used or changed."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from core import audit, emails

WHAT = {
    Authenticator.Type.TOTP: "app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "codes",
}


@receiver(user_logged_in, dispatch_uid="accounts.signed_in")
def note_sign_in(user: User, **kwargs: Any) -> None:
    """Write who signed in."""
    with transaction.atomic():
        audit.record("account.signed_in", by=user, subject=user)


@receiver(authenticator_added, dispatch_uid="accounts.authenticator_added")
def note_added(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Write it, tell the person, and count the step as taken in this session: they have just shown that they can."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
        _note(user, authenticator, "added")


@receiver(authenticator_removed, dispatch_uid="accounts.authenticator_removed")
def note_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Write it and tell the person."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _note(user, authenticator, "removed")


@receiver(authenticator_reset, dispatch_uid="accounts.authenticator_reset")
def note_new_codes(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Write that recovery codes were made anew and tell the person."""
    _note(user, authenticator, "made")


@transaction.atomic
def _note(user: User, authenticator: Authenticator, done: str) -> None:
    change = f"{WHAT[Authenticator.Type(authenticator.type)]}_{done}"
    audit.record(f"account.{change}", by=user, subject=user)
    emails.queue("second_step_changed", {"user": user.pk, "change": change}, subject=user)
