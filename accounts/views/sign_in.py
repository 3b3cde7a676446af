"""The pages of signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.mixins import NextRedirectMixin
from allauth.account.utils import get_login_redirect_url
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from accounts.forms.sign_in import CodeForm, EmailForm
from accounts.sign_in import CodeNotSentError, SignIn
from core.permissions import PUBLIC, Permitted


class SignInView(Permitted, NextRedirectMixin, FormView):
    """Ask for an address and send a code to it. The same page for people with and without an account."""

    permission_required = PUBLIC
    form_class = EmailForm
    template_name = "accounts/sign_in.html"

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return HttpResponseRedirect(get_login_redirect_url(request))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request}

    def form_valid(self, form: EmailForm) -> HttpResponse:
        try:
            SignIn.begin(self.request, email=form.cleaned_data["email"])
        except CodeNotSentError:
            form.add_error("email", "We could not send the e-mail. Wait a minute, then try again")
            return self.form_invalid(form)
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        providers = get_social_adapter().list_providers(self.request)
        return super().get_context_data(heading="Sign in", providers=providers, **kwargs)


class SignInCodeView(Permitted, NextRedirectMixin, FormView):
    """Ask for the code. A wrong one may be tried again a few times; after that a new code is needed."""

    permission_required = PUBLIC
    form_class = CodeForm
    template_name = "accounts/sign_in_code.html"
    process: SignIn

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return HttpResponseRedirect(get_login_redirect_url(request))
        process = SignIn.waiting(request)
        if process is None:
            messages.warning(request, "That code can no longer be used. Ask for a new one.")
            return self.start_again()
        self.process = process
        return super().dispatch(request, *args, **kwargs)

    def start_again(self) -> HttpResponseRedirect:
        """Back to the address, keeping where the person was going."""
        return HttpResponseRedirect(self.passthrough_next_url(reverse("account_login")))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "request": self.request, "process": self.process}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        return self.process.finish(self.get_next_url())

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        if form.has_error("code", "wrong") and not self.process.record_invalid_attempt():
            messages.warning(self.request, "There were too many wrong codes. Ask for a new one.")
            return self.start_again()
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading="Enter your code", email=self.process.email, **kwargs)
