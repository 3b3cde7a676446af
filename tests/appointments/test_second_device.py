"""Going on with a reference from another device: a code to the referee's address, and nothing shown before."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from appointments import second_device
from appointments.models import ReferenceRequest
from appointments.services import references
from core.models import OutgoingEmail
from tests.appointments.factories import ANSWERS, asked, shortlisted

pytestmark = pytest.mark.django_db
FROM = {"from_month": "9", "from_year": "2019", "to_month": "", "to_year": ""}


@pytest.fixture
def request_(rate_limits) -> ReferenceRequest:
    (request,) = asked(shortlisted(referees=1))
    return request


def page(name: str, request: ReferenceRequest, *args: str) -> str:
    return reverse(f"appointments:{name}", args=[references.token(request), *args])


def begin(request: ReferenceRequest) -> Client:
    """A browser that has given the first answers."""
    browser, answers = Client(), {**ANSWERS, **FROM, "capacity": "Their head near home"}
    for name in ("start", "work"):
        assert browser.post(page("referee_page", request, name), answers)
    request.refresh_from_db()
    return browser


def code_of(mailbox) -> str:
    return re.search(r"\d{3} \d{3}", mailbox()[-1]["Subject"])[0]


def send_code(browser: Client, request: ReferenceRequest, **kept: str):
    return browser.post(page("referee_code", request), {"send": "1", **kept})


def test_whoever_began_goes_on_without_a_code(request_) -> None:
    browser = begin(request_)
    for url in (page("referee", request_), page("referee_check", request_), page("referee_page", request_, "work")):
        assert browser.get(url).status_code == 200
    assert "Their head near home" in browser.get(page("referee_check", request_)).content.decode()
    assert browser.get(page("referee_code", request_)).status_code == 302


@pytest.mark.parametrize("name", ["referee", "referee_check", "referee_decline", "work", "criteria"])
def test_another_browser_sees_nothing_before_the_code(request_, name: str) -> None:
    begin(request_)
    other = Client()
    url = page("referee_page", request_, name) if name in ("work", "criteria") else page(name, request_)
    response = other.get(url)
    assert response.status_code == 302
    assert response["Location"].endswith("/code/")
    text = other.get(response["Location"]).content.decode()
    assert "h•••@school.example.org" in text
    for secret in ("Their head near home", "head0@", "Larkfield"):
        assert secret not in text


@pytest.mark.parametrize("name", ["referee_check", "referee_decline"])
def test_another_browser_neither_sends_nor_declines(request_, name: str) -> None:
    references.save_page(request_, answers=ANSWERS)
    response = Client().post(page(name, request_), {"reason": "Not me"})
    request_.refresh_from_db()
    assert response["Location"].endswith("/code/")
    assert request_.state == "opened"


def test_the_code_opens_the_reference_in_that_browser_only(request_, mailbox) -> None:
    begin(request_)
    other, third = Client(), Client()
    assert "6-digit code" in send_code(other, request_).content.decode()
    code = code_of(mailbox)
    assert mailbox()[-1]["To"] == "head0@school.example.org"
    assert "can no longer be used" in third.post(page("referee_code", request_), {"code": code}).content.decode()
    assert other.post(page("referee_code", request_), {"code": code.replace(" ", "")}).status_code == 302
    assert "Their head near home" in other.get(page("referee_check", request_)).content.decode()
    assert third.get(page("referee_check", request_)).status_code == 302


def test_opening_the_page_sends_nothing(request_, mailbox) -> None:
    begin(request_)
    Client().get(page("referee_code", request_))
    assert mailbox() == []


def test_the_code_is_nowhere_to_be_read(request_, mailbox) -> None:
    begin(request_)
    other = Client()
    send_code(other, request_)
    code = code_of(mailbox).replace(" ", "")
    assert code not in str(dict(other.session))
    assert not OutgoingEmail.objects.filter(template="reference_code").exists()


def test_five_wrong_codes_kill_it(request_, mailbox) -> None:
    begin(request_)
    other = Client()
    send_code(other, request_)
    right = code_of(mailbox).replace(" ", "")
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(second_device.TRIES):
        assert "not the code we sent" in other.post(page("referee_code", request_), {"code": wrong}).content.decode()
    assert "too many wrong codes" in other.post(page("referee_code", request_), {"code": right}).content.decode()
    assert "can no longer be used" in other.post(page("referee_code", request_), {"code": right}).content.decode()
    assert other.get(page("referee_check", request_)).status_code == 302


def test_a_code_works_once_and_for_fifteen_minutes(request_, mailbox) -> None:
    begin(request_)
    other = Client()
    send_code(other, request_)
    session = other.session
    session[second_device.WAITING] = {**session[second_device.WAITING], "until": 1.0}
    session.save()
    late = other.post(page("referee_code", request_), {"code": code_of(mailbox)}).content.decode()
    assert "can no longer be used" in late


def test_codes_are_limited(request_, mailbox) -> None:
    begin(request_)
    texts = [send_code(Client(), request_).content.decode() for _ in range(second_device.SENT_AN_HOUR + 1)]
    assert len(mailbox()) == second_device.SENT_AN_HOUR
    assert "Wait an hour" in texts[-1]


def test_guesses_in_many_browsers_are_counted_together(request_) -> None:
    begin(request_)
    said = []
    for number in range(second_device.SENT_AN_HOUR):
        browser = Client()
        send_code(browser, request_)
        said += [browser.post(page("referee_code", request_), {"code": f"{number}"}).content for _ in range(5)]
    assert sum(b"not the code we sent" in text for text in said) == second_device.TRIED_AN_HOUR


def test_a_mail_server_that_is_away_is_said(request_, settings) -> None:
    begin(request_)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens on the discard port
    assert "could not send the e-mail" in send_code(Client(), request_).content.decode()


def test_what_was_typed_in_the_other_browser_is_kept_through_the_code(request_, mailbox) -> None:
    """Both pages were open before anything was answered."""
    other = Client()
    assert other.get(page("referee_page", request_, "criteria")).status_code == 200
    begin(request_)
    refused = other.post(page("referee_page", request_, "criteria"), {"strengths": "Typed <b>elsewhere</b>"})
    text = refused.content.decode()
    assert "What you typed on the last page is kept" in text
    assert "Typed &lt;b&gt;elsewhere" in text
    kept = {"kept_page": "criteria", "kept-strengths": "Typed <b>elsewhere</b>"}
    assert "Typed &lt;b&gt;elsewhere" in send_code(other, request_, **kept).content.decode()
    response = other.post(page("referee_code", request_), {"code": code_of(mailbox), **kept})
    assert response["Location"].endswith("/criteria/")
    request_.refresh_from_db()
    assert request_.draft["strengths"] == "Typed <b>elsewhere</b>"
    assert request_.draft["capacity"] == "Their head near home"


def test_a_new_link_asks_again(request_) -> None:
    browser = begin(request_)
    cache.clear()
    ReferenceRequest.objects.filter(pk=request_.pk).update(link_version=2)
    request_.refresh_from_db()
    assert browser.get(page("referee_check", request_))["Location"].endswith("/code/")
