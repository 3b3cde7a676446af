"""One's own account: name, second steps, sessions; taking the second step; being asked again."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import FormView, TemplateView, View

from accounts.forms.people import NameForm
from accounts.models import Membership
from accounts.permissions import has_power
from accounts.person import person
from accounts.services import people
from accounts.services.proof import (
    NEXT_KEY,
    Factor,
    confirm_in_demo,
    fresh_proof,
    second_step_done,
    strongest_factor,
)
from core.permissions import SIGNED_IN, Permitted


class SecurityView(Permitted, TemplateView):
    """What one's account has."""

    permission_required = SIGNED_IN
    template_name = "accounts/security.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = person(self.request)
        rows = list(Authenticator.objects.filter(user=user).order_by("pk"))
        by_type = {row.type: row for row in rows}
        codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
        return super().get_context_data(
            app=by_type.get(Authenticator.Type.TOTP),
            passkeys=[row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
            codes_left=len(codes.wrap().get_unused_codes()) if codes else None,
            roles=Membership.objects.current().filter(user=user).select_related("school", "trust"),
            sessions=UserSession.objects.filter(user=user).count(),
            has_power=has_power(user),
            **kwargs,
        )


class NameView(Permitted, FormView):
    """Change one's name."""

    permission_required = SIGNED_IN
    template_name = "accounts/name.html"
    form_class = NameForm

    def get_initial(self) -> dict[str, Any]:
        return {"name": person(self.request).name}

    def form_valid(self, form: NameForm) -> HttpResponse:
        people.rename(person(self.request), name=form.cleaned_data["name"], by=person(self.request))
        messages.success(self.request, "Your name: saved.")
        return redirect("accounts:security")


class SecondStepView(Permitted, TemplateView):
    """Where people with power start when this session has not taken its second step."""

    permission_required = SIGNED_IN
    template_name = "accounts/second_step.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            if second_step_done(request):
                return redirect(way_on(request))
            factor = strongest_factor(person(request))
            if factor in (Factor.PASSKEY, Factor.APP):
                return redirect(_ask(factor, reverse("accounts:second_step")))
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        providers = get_social_adapter().list_providers(self.request)
        return super().get_context_data(
            providers=providers,
            next=reverse("accounts:second_step"),
            has_power=has_power(person(self.request)),
            **kwargs,
        )


class AskAgainView(Permitted, TemplateView):
    """Ask again, by the strongest means the person has, and lead on to `next`."""

    permission_required = SIGNED_IN
    template_name = "accounts/ask_again.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            if fresh_proof(request):
                return redirect(self.next)
            factor = strongest_factor(person(request))
            if factor in (Factor.PASSKEY, Factor.APP):
                return redirect(_ask(factor, self.next))
        return super().dispatch(request, *args, **kwargs)

    @property
    def next(self) -> str:
        """Where the person was going; a page of this service only. A word would be taken for the name of a page."""
        asked: str = get_next_redirect_url(self.request) or ""
        return asked if asked.startswith("/") else reverse("home")

    def post(self, request: HttpRequest) -> HttpResponse:
        if strongest_factor(person(request)) is not Factor.DEMO:
            return self.get(request)
        confirm_in_demo(request)
        return redirect(self.next)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        factor = strongest_factor(person(self.request))
        self.request.session[NEXT_KEY] = self.next
        return super().get_context_data(
            factor=factor,
            next=self.next,
            providers=get_social_adapter().list_providers(self.request) if factor is Factor.SCHOOL else [],
            **kwargs,
        )


class CarryOnView(Permitted, View):
    """On to where the person was going before they set up a second step."""

    permission_required = SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect(way_on(request))


def way_on(request: HttpRequest) -> str:
    """Return where the person was going before they were asked for the second step, once."""
    path: str = request.session.pop(NEXT_KEY, "") or reverse("home")
    return path


def _ask(factor: Factor, next_path: str) -> str:
    name = "mfa_reauthenticate_webauthn" if factor is Factor.PASSKEY else "mfa_reauthenticate"
    return f"{reverse(name)}?{urlencode({'next': next_path})}"
