"""Who is at the keyboard: the second step of signing in, and asking again before a signature or a disclosure.

Everyone signs in by a code sent to their address. People with power take a second step, and before they sign or
open what is sensitive they are asked again, by the strongest means they have: a passkey, else an authenticator app,
else their school's sign-in. An e-mailed code alone is never enough.

A view that needs a fresh proof:

    class SignView(Permitted, FreshProof, FormView): ...
"""

from __future__ import annotations

import enum
import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import User

FRESH = 300  # seconds
TIME_TO_FINISH = 900  # more seconds for a page that was opened with a fresh proof, so that nothing typed is lost
DEMO_KEY = "demo_confirmed_at"
NEXT_KEY = "after_second_step"


class Factor(enum.StrEnum):
    """What a person proved themselves with. The value goes into the audit."""

    PASSKEY = "passkey"
    APP = "app"
    SCHOOL = "school"
    DEMO = "demo"


# What counts for each: a recovery code stands for the app whose codes it replaces, not for a passkey.
COUNTS = {
    Factor.PASSKEY: {("mfa", "webauthn")},
    Factor.APP: {("mfa", "totp"), ("mfa", "recovery_codes")},
    Factor.SCHOOL: {("socialaccount", "")},
    Factor.DEMO: set[tuple[str, str]](),
}


def strongest_factor(user: User) -> Factor | None:
    """Return the strongest means that `user` has, or None when there is none yet."""
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    if Authenticator.Type.WEBAUTHN in kinds:
        return Factor.PASSKEY
    if Authenticator.Type.TOTP in kinds:
        return Factor.APP
    if settings.SOCIALACCOUNT_PROVIDERS and user.email.rpartition("@")[2] in settings.SCHOOL_SIGN_IN_DOMAINS:
        return Factor.SCHOOL
    return Factor.DEMO if settings.DEMO_MODE else None


def second_step_done(request: HttpRequest) -> bool:
    """Tell whether this session has taken a second step, at any time."""
    return any(record["method"] in ("mfa", "socialaccount") for record in _records(request))


def proof(request: HttpRequest, within: int = FRESH) -> Factor | None:
    """Return the means by which the person proved themselves in the last `within` seconds, or None.

    Only the strongest means that they have counts.
    """
    if not isinstance(request.user, User):
        return None
    factor = strongest_factor(request.user)
    if factor is None:
        return None
    if factor is Factor.DEMO:
        times = [request.session.get(DEMO_KEY, 0.0)]
    else:
        times = [
            record["at"] for record in _records(request) if (record["method"], record.get("type", "")) in COUNTS[factor]
        ]
    return factor if any(time.time() - at < within for at in times) else None


def fresh_proof(request: HttpRequest, within: int = FRESH) -> bool:
    """Tell whether the person proved themselves in the last `within` seconds by the strongest means they have."""
    return proof(request, within) is not None


def confirm_in_demo(request: HttpRequest) -> None:
    """Take a plain confirmation for a proof: in the demo, from somebody who has set up nothing else."""
    if not settings.DEMO_MODE:
        raise RuntimeError("A plain confirmation proves nothing outside the demo.")
    request.session[DEMO_KEY] = time.time()


def ask_again_url(next_path: str) -> str:
    """Return the address that asks again and then leads to `next_path`."""
    return f"{reverse('accounts:ask_again')}?{urlencode({'next': next_path})}"


class FreshProof:
    """Mixin for views, after Permitted: nobody comes in without a fresh proof."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who has just proved themselves; ask the others, and bring them back here."""
        within = FRESH if request.method in ("GET", "HEAD") else FRESH + TIME_TO_FINISH
        if not fresh_proof(request, within):
            return HttpResponseRedirect(ask_again_url(request.get_full_path()))
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    return get_authentication_records(request, request.user)
