"""Signing in by a code."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.services.people import find_or_create_user
from core.models import OutgoingEmail
from tests.accounts.conftest import code_in, letters

SIGN_IN = "/accounts/sign-in/"
CODE = "/accounts/sign-in/code/"


def ask(client: Client, email: str, **extra):
    return client.post(SIGN_IN, {"email": email, **extra})


def test_a_stranger_gets_an_account_by_the_same_two_steps(client):
    response = ask(client, "Imogen.Larkfield@Example.org", next="/jobs/?page=2")
    assert response.url == f"{CODE}?next=%2Fjobs%2F%3Fpage%3D2"
    assert not User.objects.exists(), "nothing is made before the code comes back"

    response = client.post(response.url, {"code": code_in(letters()[0])})

    assert response.url == "/jobs/?page=2"
    assert get_user(client) == User.objects.get(email="imogen.larkfield@example.org")
    assert not get_user(client).has_usable_password()


def test_somebody_known_signs_in_to_their_own_account(client):
    imogen = find_or_create_user("imogen@example.org", "Imogen Larkfield")
    ask(client, "IMOGEN@example.org")
    response = client.post(CODE, {"code": code_in(letters()[0])})
    assert response.url == "/home/"
    assert get_user(client) == imogen
    assert User.objects.count() == 1


def test_known_and_unknown_addresses_get_the_same_answers():
    find_or_create_user("known@example.org", "Known Person")
    seen = []
    for email in ("known@example.org", "other@example.org"):
        browser = Client()
        with CaptureQueriesContext(connection) as asked:
            response = ask(browser, email)
        wrong = browser.post(CODE, {"code": "1"})
        letter = letters()[-1]
        body = letter.get_body(("plain",)).get_content()
        code = code_in(letter)
        seen.append(
            {
                "queries": len(asked),
                "looked": [query["sql"] for query in asked if "accounts_user" in query["sql"]],
                "answer": (response.status_code, response.url, wrong.status_code),
                "page": re.sub(r'value="[^"]*"', "", wrong.content.decode()).replace(email, "ADDRESS"),
                "letter": (letter["Subject"] + body).replace(f"{code[:4]} {code[4:]}", "CODE"),
            }
        )
    assert seen[0] == seen[1]
    assert seen[0]["looked"] == [], "whether there is an account is not even looked up before the code is right"


def test_the_code_may_be_typed_with_spaces_and_is_good_once(client):
    ask(client, "imogen@example.org")
    code = code_in(letters()[0])
    other = Client()
    assert client.post(CODE, {"code": f" {code[:4]}-{code[4:]} "}).status_code == 302
    client.post("/accounts/sign-out/")
    again = client.post(CODE, {"code": code})
    assert again.url == SIGN_IN
    ask(other, "imogen@example.org")
    assert other.post(CODE, {"code": code}).status_code == 200, "the code of another session is no use"
    assert get_user(other).is_anonymous


def test_a_new_code_ends_the_old_one(client):
    ask(client, "imogen@example.org")
    old = code_in(letters()[0])
    ask(client, "imogen@example.org")
    assert client.post(CODE, {"code": old}).status_code == 200
    assert client.post(CODE, {"code": code_in(letters()[1])}).status_code == 302


def test_a_code_is_too_old_after_15_minutes(client, settings):
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    ask(client, "imogen@example.org", next="/jobs/")
    response = client.post(f"{CODE}?next=/jobs/", {"code": code_in(letters()[0])}, follow=True)
    assert response.redirect_chain == [(f"{SIGN_IN}?next=%2Fjobs%2F", 302)]
    assert "That code can no longer be used" in response.content.decode()


def test_five_wrong_codes_end_it(client):
    ask(client, "imogen@example.org")
    code = code_in(letters()[0])
    for _ in range(4):
        assert client.post(CODE, {"code": "00000000"}).status_code == 200
    assert client.post(CODE, {"code": "00000000"}).url == SIGN_IN
    assert client.post(CODE, {"code": code}).url == SIGN_IN
    assert get_user(client).is_anonymous


def test_tries_are_counted_over_sessions_too(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "3/10m/key"}
    for number in range(2):
        browser = Client()
        ask(browser, "imogen@example.org")
        for _ in range(2 - number):
            browser.post(CODE, {"code": "1"})
    response = browser.post(CODE, {"code": code_in(letters()[-1])})
    assert "There were too many tries" in response.content.decode()
    assert get_user(browser).is_anonymous


def test_only_a_few_codes_may_be_asked_for(client):
    for _ in range(5):
        assert ask(Client(), "imogen@example.org").status_code == 302
    response = ask(client, "Imogen@example.org")
    assert "Too many codes were asked for. Wait 10 minutes, then ask again" in response.content.decode()
    assert 'value="Imogen@example.org"' in response.content.decode()
    assert len(letters()) == 5
    assert ask(client, "somebody.else@example.org").status_code == 302


def test_one_connection_may_not_ask_for_everybody(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "request_login_code": "2/m/ip"}
    answers = [ask(Client(), f"person{n}@example.org").status_code for n in range(3)]
    assert answers == [302, 302, 200]


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example.org/", "//elsewhere.example.org", "javascript:alert(1)"]
)
def test_the_way_on_stays_here(client, address):
    ask(client, "imogen@example.org", next=address)
    response = client.post(CODE, {"code": code_in(letters()[0]), "next": address})
    assert response.url == "/home/"


def test_the_code_is_nowhere_in_the_outbox(client):
    ask(client, "imogen@example.org")
    assert code_in(letters()[0])
    assert not OutgoingEmail.objects.exists()


def test_a_mail_server_that_is_away_is_said_beside_the_field(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing listens there
    response = ask(client, "imogen@example.org")
    assert "We could not send the e-mail. Wait a minute, then try again" in response.content.decode()
    assert client.get(CODE).url == SIGN_IN


@pytest.mark.parametrize("typed", ["", "imogen", "imogen@", "a@b@c.org", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_kept_and_explained(client, typed):
    response = ask(client, typed)
    assert response.status_code == 200
    assert "govuk-error-summary" in response.content.decode()
    assert not letters()


def test_a_closed_account_does_not_open(client):
    user = find_or_create_user("imogen@example.org")
    User.objects.filter(pk=user.pk).update(is_active=False)
    ask(client, "imogen@example.org")
    response = client.post(CODE, {"code": code_in(letters()[0])}, follow=True)
    assert response.redirect_chain == [("/accounts/closed/", 302)]
    assert get_user(client).is_anonymous


def test_two_first_sign_ins_make_one_account(client):
    other = Client()
    ask(client, "imogen@example.org")
    ask(other, "imogen@example.org")
    first, second = (code_in(letter) for letter in letters())
    client.post(CODE, {"code": first})
    other.post(CODE, {"code": second})
    assert get_user(client) == get_user(other) == User.objects.get()


def test_the_session_key_changes_at_sign_in(client):
    ask(client, "imogen@example.org")
    before = client.session.session_key
    client.post(CODE, {"code": code_in(letters()[0])})
    assert client.session.session_key != before


def test_a_page_that_needs_an_account_comes_back_after_sign_in(client):
    response = client.get("/account/")
    assert response.url == f"{SIGN_IN}?next=/account/"
    page = client.get(response.url).content.decode()
    assert '<input type="hidden" name="next" value="/account/">' in page


def test_an_address_that_only_looks_the_same_in_capitals_opens_nobody_elses_account(client, sign_in):
    theirs = find_or_create_user("mike@example.org", "Mike Tarn")
    with CaptureQueriesContext(connection) as asked:
        sign_in("m\u0131ke@example.org")  # to PostgreSQL its capitals are MIKE; the mailbox is somebody else's
    assert get_user(client) != theirs
    by_address = [query["sql"] for query in asked if '"accounts_user"."email"' in query["sql"].partition("WHERE")[2]]
    assert by_address
    assert not any("UPPER(" in sql or "LIKE" in sql for sql in by_address)
