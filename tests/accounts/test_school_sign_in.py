"""The school's own Google or Microsoft sign-in, up to where the provider has answered."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from django.conf import settings as django_settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.test import RequestFactory

from accounts.models import User
from accounts.services import proof
from accounts.services.proof import Factor
from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _school(settings):
    settings.SCHOOL_SIGN_IN_DOMAINS = ["alderbrook.example.org"]
    settings.SOCIALACCOUNT_PROVIDERS = {
        name: {"APPS": [{"client_id": "id", "secret": "secret"}]} for name in ("google", "microsoft")
    }


def answer(provider: str, email: str, verified: bool):
    """What the service does when `provider` says who signed in."""
    request = RequestFactory().get("/accounts/google/login/callback/")
    request.user = AnonymousUser()
    SessionMiddleware(lambda _: None).process_request(request)
    MessageMiddleware(lambda _: None).process_request(request)
    said = {
        "google": {"sub": "1", "email": email, "email_verified": verified, "name": "Dr Helen Ashgrove"},
        "microsoft": {"id": "1", "mail": email, "displayName": "Dr Helen Ashgrove"},
    }
    with context.request_context(request):
        login = get_adapter(request).get_provider(request, provider).sociallogin_from_response(request, said[provider])
        login.state = {"process": "login", "next": "/account/"}
        return request, complete_login(request, login)


@pytest.mark.parametrize(("provider", "verified"), [("google", True), ("microsoft", False)])
def test_a_school_address_opens_its_own_account(provider, verified):
    head = UserFactory(email="head@alderbrook.example.org", name="Helen Ashgrove")
    request, response = answer(provider, "Head@Alderbrook.example.org", verified)
    assert response.url == "/account/"
    assert request.user == head
    assert User.objects.get().name == "Helen Ashgrove"
    assert proof.second_step_done(request)
    assert proof.proof(request) is Factor.SCHOOL
    assert not SocialAccount.objects.exists(), "nothing of the provider's is kept"


def test_somebody_new_of_the_school_gets_an_account():
    request, _ = answer("google", "colin@alderbrook.example.org", verified=True)
    assert (request.user.email, request.user.name) == ("colin@alderbrook.example.org", "Dr Helen Ashgrove")


@pytest.mark.parametrize(
    ("provider", "email", "verified"),
    [
        ("google", "head@elsewhere.example.org", True),
        ("google", "head@alderbrook.example.org", False),
        ("microsoft", "head@elsewhere.example.org", True),
        ("google", "head@alderbrook.example.org.evil.example", True),
        ("google", "", True),
    ],
)
def test_other_addresses_open_nothing(provider, email, verified):
    UserFactory(email="head@alderbrook.example.org")
    request, response = answer(provider, email, verified)
    assert response.url == "/accounts/sign-in/"
    assert request.user.is_anonymous
    assert User.objects.count() == 1


def settings_with(**env: str) -> subprocess.CompletedProcess[str]:
    """Read the settings afresh under `env` and print what matters here."""
    code = (
        "from senco_recruit.settings import base as s;"
        "print(s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'], s.SOCIALACCOUNT_PROVIDERS)"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **env},
        cwd=django_settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


def test_settings_give_the_sign_in_and_let_its_form_through():
    ran = settings_with(
        MICROSOFT_CLIENT_ID="m", MICROSOFT_CLIENT_SECRET="s", MICROSOFT_TENANT="t", SCHOOL_SIGN_IN_DOMAINS="a.example"
    )
    assert "https://login.microsoftonline.com" in ran.stdout
    assert "accounts.google.com" not in ran.stdout
    assert "'TENANT': 't'" in ran.stdout


@pytest.mark.parametrize(
    ("env", "says"),
    [
        ({"GOOGLE_CLIENT_ID": "g", "GOOGLE_CLIENT_SECRET": "s"}, "SCHOOL_SIGN_IN_DOMAINS"),
        ({"MICROSOFT_CLIENT_ID": "m", "MICROSOFT_CLIENT_SECRET": "s", "SCHOOL_SIGN_IN_DOMAINS": "a.example"},
         "MICROSOFT_TENANT"),
        ({"GOOGLE_CLIENT_ID": "g", "SCHOOL_SIGN_IN_DOMAINS": "a.example"}, "GOOGLE_CLIENT_SECRET"),
    ],
)  # fmt: skip
def test_half_a_setting_is_refused_by_name(env, says):
    ran = settings_with(**env)
    assert ran.returncode != 0
    assert says in ran.stderr.splitlines()[-1]
