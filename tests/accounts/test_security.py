"""What holds on every page of accounts: the content policy, cookies, caches, and that no password works."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from accounts.models import Role
from accounts.services import people
from core import links
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from tests.markup import Markup

PAGES = (
    "/accounts/sign-in/", "/account/", "/account/name/", "/account/second-step/", "/account/again/",
    "/accounts/sessions/", "/accounts/sign-out/", "/accounts/closed/", "/accounts/second-step/app/",
    "/accounts/second-step/passkeys/add/", "/schools/", "{school}", "{school}people/", "{school}people/invite/",
    "{school}dates/", "{school}dates/add/", "{school}look/", "{school}settings/identity/",
    "{school}settings/address/", "{school}settings/pay/", "{school}settings/limits/",
    "{school}settings/statements/", "{invitation}", "/accounts/school/failed/", "/accounts/school/stopped/",
)  # fmt: skip


@pytest.fixture
def places():
    school = SchoolFactory()
    hr = MembershipFactory(school=school).user
    MembershipFactory(school=school, role=Role.HEAD, user=hr)
    row = people.invite(school, email="x@example.org", name="X", role=Role.STAFF, by=hr)
    token = links.sign("invitation", row.ref)
    return hr, {"school": f"/schools/{school.ref}/", "invitation": f"/invitations/{token}/"}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_nothing_inline_on_any_page(client, places, page, signed_in):
    hr, names = places
    if signed_in:
        client.force_login(hr)
    response = client.get(page.format(**names))
    assert response.status_code in (200, 302, 401)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    for rule in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ):
        assert rule in policy
    if response.status_code == 302:
        return
    html = Markup(response.content.decode())
    assert not html.all("style")
    for script in html.all("script"):
        assert script.get("src") or script.get("type") == "application/json"
        if not script.get("src"):
            json.loads(script.text)
    for element in html.elements:
        assert element.get("style") is None
        assert not [name for name in element.attrs if name.startswith("on")]
        assert not (element.get("src") or "").startswith(("data:", "http"))
    assert html.broken_references() == []
    assert len(html.all("h1")) == 1


def test_the_square_code_is_drawn_without_style(client):
    client.force_login(UserFactory())
    html = Markup(client.get("/accounts/second-step/app/").content.decode())
    (square,) = html.all("svg", class_="app-qr")
    assert [child.tag for child in square.children] == ["rect", "path"]
    assert len(square.children[1]["d"]) > 1000


def test_cookies_are_closed(client, sign_in):
    sign_in("imogen@example.org")
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert int(cookie["max-age"] or 0) <= 12 * 3600


def test_cookies_are_secure_in_production(client, settings, sign_in):
    settings.SESSION_COOKIE_SECURE = True
    sign_in("imogen@example.org")
    assert client.cookies["sessionid"]["secure"]


def test_signed_in_pages_stay_out_of_caches(client, places):
    client.force_login(places[0])
    assert client.get("/account/")["Cache-Control"] == "no-store, private"


def test_a_form_from_elsewhere_is_refused():
    browser = Client(enforce_csrf_checks=True)
    assert browser.post("/accounts/sign-in/", {"email": "imogen@example.org"}).status_code == 403


def test_signing_out_takes_a_press(client, sign_in):
    sign_in("imogen@example.org")
    page = client.get("/accounts/sign-out/")
    assert "Do you want to sign out?" in page.content.decode()
    assert client.get("/account/").status_code == 200
    client.post("/accounts/sign-out/")
    assert client.get("/account/").status_code == 302


def test_there_is_no_way_in_by_password():
    user = UserFactory(email="imogen@example.org")
    user.set_password("a-password")
    user.save()
    assert not user.has_usable_password()
    request = RequestFactory().post("/")
    assert authenticate(request, email="imogen@example.org", password="a-password") is None
    for name in ("account_signup", "account_change_password", "account_reset_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_sessions_are_listed_and_ended_everywhere_else(client, sign_in):
    other = Client(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Safari/604.1"})
    sign_in("imogen@example.org", other)
    sign_in("imogen@example.org")
    page = client.get("/accounts/sessions/").content.decode()
    assert "Where you are signed in (2)" in page
    assert "Safari on iPhone" in page
    client.post("/accounts/sessions/")
    assert other.get("/account/").status_code == 302
    assert client.get("/account/").status_code == 200


def test_one_cannot_touch_anothers_passkey(client):
    owner, other = UserFactory(), UserFactory()
    passkey = Authenticator.objects.create(user=owner, type="webauthn", data={"name": "Laptop", "credential": {}})
    client.force_login(other)
    for page in ("remove", "name"):
        assert client.get(f"/accounts/second-step/passkeys/{passkey.pk}/{page}/").status_code == 404
        assert client.post(f"/accounts/second-step/passkeys/{passkey.pk}/{page}/", {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


@pytest.mark.parametrize("credential", ["", "{}", "not json", '{"id": "x"}', "[]", "7", '{"rawId": 1, "id": {}}'])
def test_a_broken_passkey_is_refused_plainly(client, credential):
    client.force_login(UserFactory())
    client.get("/accounts/second-step/passkeys/add/")
    response = client.post("/accounts/second-step/passkeys/add/", {"name": "Laptop", "credential": credential})
    assert response.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "credential", ["", "{}", "not json", '{"id": "x"}', "[]", "7", '{"rawId": 1, "response": "x"}']
)
def test_a_broken_sign_in_by_passkey_is_refused_plainly(client, credential):
    client.get("/accounts/second-step/passkeys/sign-in/", headers={"accept": "application/json"})
    response = client.post("/accounts/second-step/passkeys/sign-in/", {"credential": credential}, follow=True)
    assert response.redirect_chain == [("/accounts/sign-in/", 302)]
    assert "_auth_user_id" not in client.session


def test_no_field_of_accounts_is_undeclared():
    from core.personal_data import undeclared

    assert [name for name in undeclared() if name.startswith("accounts.")] == []
