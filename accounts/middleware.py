"""A second step for people with power, before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from accounts.permissions import has_power
from accounts.services.proof import NEXT_KEY, second_step_done

# What stays open to somebody who has yet to take the second step: taking it, and leaving.
OPEN = frozenset(
    {
        "account_logout",
        "accessibility",
        "accounts:school_css",
        "accounts:school_logo",
        "accounts:second_step",
        "healthz",
        "help",
        "privacy",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "google_login",
        "google_callback",
        "microsoft_login",
        "microsoft_callback",
    }
)


class SecondFactorMiddleware:
    """Sends HR, heads, acting deputies and trust roles to their second step when this session has not taken it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        """Turn away before the view runs."""
        match = request.resolver_match
        if not settings.SECOND_FACTOR_REQUIRED or (match is not None and match.view_name in OPEN):
            return None
        if not request.user.is_authenticated or second_step_done(request) or not has_power(request.user):
            return None
        if request.method == "GET":
            request.session[NEXT_KEY] = request.get_full_path()
        return redirect("accounts:second_step")
