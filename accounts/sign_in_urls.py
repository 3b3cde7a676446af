"""Addresses of signing in and of second factors, under the names by which allauth finds them.

Only the pages that this service has: there are no passwords, no sign-up form and no list of e-mail addresses.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.views import account_inactive, logout
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as school_sign_in
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.google import views as google
from allauth.socialaccount.providers.microsoft import views as microsoft
from allauth.usersessions.views import list_usersessions
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path
from django.views.generic import RedirectView

from accounts.views.sign_in import SignInCodeView, SignInView


def or_not_there(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Refuse as everywhere: what is not set up, here or for this person, does not exist (404, not 403 or 500)."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (PermissionDenied, SocialApp.DoesNotExist) as error:
            raise Http404 from error

    return inner


to_security = RedirectView.as_view(pattern_name="accounts:security")

second_step_urls = [
    path("", to_security, name="mfa_index"),
    path("enter/", second_step.authenticate, name="mfa_authenticate"),
    path("again/", or_not_there(second_step.reauthenticate), name="mfa_reauthenticate"),
    path("app/", app.activate_totp, name="mfa_activate_totp"),
    path("app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", or_not_there(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("passkeys/", to_security, name="mfa_list_webauthn"),
    path("passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/again/", or_not_there(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("passkeys/sign-in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/remove/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("passkeys/<int:pk>/name/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
]

urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-in/code/", SignInCodeView.as_view(), name="account_confirm_login_code"),
    path("sign-out/", logout, name="account_logout"),
    path("closed/", account_inactive, name="account_inactive"),
    path("second-step/", include(second_step_urls)),
    path("sessions/", list_usersessions, name="usersessions_list"),
    path("school/stopped/", school_sign_in.login_cancelled, name="socialaccount_login_cancelled"),
    path("school/failed/", school_sign_in.login_error, name="socialaccount_login_error"),
    path("google/login/", or_not_there(google.oauth2_login), name="google_login"),
    path("google/login/callback/", or_not_there(google.oauth2_callback), name="google_callback"),
    path("microsoft/login/", or_not_there(microsoft.oauth2_login), name="microsoft_login"),
    path("microsoft/login/callback/", or_not_there(microsoft.oauth2_callback), name="microsoft_callback"),
]
