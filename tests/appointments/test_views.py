"""The pages: who may enter, what they say, and that bad input loses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from appointments.models import Check, Offer, ReferenceRequest
from appointments.services import checks, requirements
from core.models import AuditEvent
from tests.appointments.factories import (
    accepted,
    answered,
    asked,
    clear,
    head_of,
    hr_of,
    offered,
    recommended,
    shortlisted,
)
from tests.factories import SchoolFactory, UserFactory
from tests.markup import Markup

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(name: str, *args) -> str:
    return reverse(f"appointments:{name}", args=args)


@pytest.fixture
def no_second_factor(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def demo(settings, no_second_factor) -> None:
    settings.DEMO_MODE = True


PAGES = ["candidate", "offer", "sign"]


@pytest.mark.parametrize("name", PAGES)
def test_another_schools_hr_the_candidate_and_strangers_find_nothing(name: str, no_second_factor) -> None:
    application = recommended(shortlisted()) if name == "offer" else accepted()
    for user in (hr_of(SchoolFactory()), application.candidate, UserFactory()):
        assert signed_in(user).get(page(name, application.ref)).status_code == 404
    assert signed_in(application.vacancy.created_by).get(page(name, application.ref)).status_code == 200


@pytest.mark.parametrize("state", ["submitted", "not_shortlisted", "draft"])
def test_before_release_nobody_is_named(state: str, no_second_factor) -> None:
    application = shortlisted()
    type(application).objects.filter(pk=application.pk).update(state=state)
    assert signed_in(application.vacancy.created_by).get(page("candidate", application.ref)).status_code == 404


def test_hr_who_applied_themselves_loses_the_page(no_second_factor) -> None:
    application = shortlisted()
    hr = application.vacancy.created_by
    type(application).objects.create(vacancy=application.vacancy, candidate=hr)
    assert signed_in(hr).get(page("candidate", application.ref)).status_code == 404


def test_hr_verifies_a_reference_and_the_reading_is_recorded(no_second_factor) -> None:
    application = shortlisted(referees=1)
    (request,) = asked(application)
    answered(request)
    browser = signed_in(application.vacancy.created_by)
    url = page("reference", application.ref, request.ref)
    assert "Leads reviews well." in browser.get(url).content.decode()
    call = {"how": "call_back", "note": "Rang the office", "outcome": "confirmed"}
    refused = browser.post(url, call).content.decode()
    for says in ("Enter the number you rang", "Say where you found the number", "Enter who you spoke with"):
        assert says in refused
    found = {"number": "01632 960 200", "number_found": "register", "spoke_with": "The office"}
    assert browser.post(url, {**call, **found}).status_code == 302
    request.refresh_from_db()
    assert request.state == ReferenceRequest.State.VERIFIED


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"status": "clear"}, "Enter the day it was done"),
        ({"status": "clear", "done_on_day": "1", "done_on_month": "1", "done_on_year": "2090"}, "today or in the past"),
        ({"status": "clear", "done_on_day": "31", "done_on_month": "2", "done_on_year": "2026"}, "must be a real date"),
        ({"status": "nonsense"}, "Where is it"),
    ],
)
def test_a_check_says_beside_the_field_what_to_mend(data: dict, says: str, no_second_factor) -> None:
    application = accepted()
    url = page("check", application.ref, "ID")
    response = signed_in(application.vacancy.created_by).post(
        url, {**data, "detail": "Typed <script>alert(1)</script>"}
    )
    text = response.content.decode()
    assert response.status_code == 200
    assert says in text
    assert "Typed &lt;script&gt;" in text
    assert application.checks.get(code="ID").status == Check.Status.TO_DO


def test_the_candidate_answers_their_own_offer_and_nobody_elses() -> None:
    offer = offered(shortlisted())
    url = page("my_offer", offer.application.ref)
    assert signed_in(UserFactory()).get(url).status_code == 404
    browser = signed_in(offer.application.candidate)
    assert "£54,954" in browser.get(url).content.decode()
    browser.post(url, {"answer": "accept"})
    browser.post(url, {"answer": "decline"})  # too late: it is accepted
    assert Offer.objects.get().state == Offer.State.ACCEPTED


def test_the_head_sees_what_stops_and_has_no_form(no_second_factor) -> None:
    application = accepted()
    text = signed_in(head_of(application.vacancy.school)).get(page("sign", application.ref)).content.decode()
    assert "Not ready to sign" in text
    assert "8 things stop the signature and 4 need the head’s reason" in text
    assert ">Sign the appointment<" not in text


def test_the_head_signs_after_showing_that_it_is_them(demo) -> None:
    application = accepted()
    clear(application)
    browser = signed_in(head_of(application.vacancy.school))
    url = page("sign", application.ref)
    refused = browser.post(url, {"agree": "on"})
    assert (refused.status_code, application.vacancy.state) == (302, "closed")
    assert refused["Location"].startswith(reverse("accounts:ask_again"))
    browser.post(refused["Location"], {})
    assert browser.post(url, {"agree": "on", "seen": seen_on(browser, url)}).status_code == 302
    text = browser.get(url).content.decode()
    assert "Nothing on this page can be changed" in text


def seen_on(browser: Client, url: str) -> str:
    """What a page carries of what it showed."""
    field = Markup(browser.get(url).content.decode()).one("input", name="seen")
    return field["value"]


def test_what_the_head_signs_is_what_they_have_read(demo) -> None:
    application = accepted()
    clear(application)
    browser = signed_in(head_of(application.vacancy.school))
    browser.post(reverse("accounts:ask_again"))
    url = page("sign", application.ref)
    seen = seen_on(browser, url)
    check, by = application.checks.get(code="ID"), application.vacancy.created_by
    checks.record_check(check, status="clear", by=by, done_on=timezone.localdate(), evidence="A library card")
    for carried in (seen, "", "made up"):
        answer = browser.post(url, {"agree": "on", "seen": carried})
        assert "Something on this page has changed since you opened it" in answer.content.decode()
    assert not hasattr(type(application).objects.get(pk=application.pk), "signoff")
    assert browser.post(url, {"agree": "on", "seen": seen_on(browser, url)}).status_code == 302


def test_hr_may_read_the_heads_page_but_not_sign(demo) -> None:
    application = accepted()
    clear(application)
    browser = signed_in(application.vacancy.created_by)
    url = page("sign", application.ref)
    browser.post(url, {"agree": "on"})
    assert not hasattr(type(application).objects.get(pk=application.pk), "signoff")
    assert "The head signs" in browser.get(url).content.decode()


def test_a_head_who_was_not_on_the_panel_reads_how_the_person_was_chosen(no_second_factor, django_assert_num_queries):
    """Every line of the head’s page has its evidence one click away, that of the panel too."""
    application = accepted()
    browser = signed_in(head_of(application.vacancy.school))
    chosen = page("chosen", application.ref)
    assert len(Markup(browser.get(page("sign", application.ref)).content.decode()).all("a", href=chosen)) == 3
    with django_assert_num_queries(13):
        words = Markup(browser.get(chosen).content.decode()).one("main").words
    for said in ("Safer recruitment training on 5 January 2026", "Has led", "As scored", "Strongest"):
        assert said in words


def test_a_reason_too_short_stays_beside_its_point(no_second_factor) -> None:
    application = accepted()
    browser = signed_in(head_of(application.vacancy.school))
    response = browser.post(page("waive", application.ref), {"code": "check_onl", "reason": "Too short"})
    text = response.content.decode()
    assert "at least 20 characters" in text
    assert "Too short" in text


@pytest.mark.parametrize("code", ["DBS", "S128"])
def test_the_head_reads_a_check_and_hr_records_it(code: str, no_second_factor) -> None:
    application = accepted(SchoolFactory(maintained=True) if code == "S128" else None)
    url = page("check", application.ref, code)
    head = signed_in(head_of(application.vacancy.school))
    text = head.get(url).content.decode()
    assert "What was seen" in text
    assert "<textarea" not in text
    assert head.post(url, {"status": "asked_for"}).status_code == 404
    asked_for = signed_in(application.vacancy.created_by).post(url, {"status": "asked_for"}).status_code
    assert asked_for == (404 if code == "S128" else 302)  # nothing to record where the law does not ask


def test_the_notes_of_a_check_are_for_hr_and_each_reading_is_recorded(no_second_factor) -> None:
    application = accepted()
    check = application.checks.get(code="SD")
    checks.record_check(check, status="received", detail="Talked about 2009", by=application.vacancy.created_by)
    url = page("check", application.ref, "SD")
    assert "2009" not in signed_in(head_of(application.vacancy.school)).get(url).content.decode()
    read = AuditEvent.objects.filter(verb="check.detail_read")
    assert read.count() == 0
    assert "2009" in signed_in(application.vacancy.created_by).get(url).content.decode()
    assert [event.actor_id for event in read] == [application.vacancy.created_by_id]


def test_a_certificate_number_is_not_typed_again(no_second_factor) -> None:
    application = accepted()
    clear(application, "DBS")
    day = timezone.localdate()
    data = {"status": "clear", "evidence": "Certificate", "number": "", "done_on_day": day.day}
    data |= {"done_on_month": day.month, "done_on_year": day.year}
    browser = signed_in(application.vacancy.created_by)
    assert browser.post(page("check", application.ref, "DBS"), data).status_code == 302
    assert application.checks.get(code="DBS").number_end == "7890"


def test_hr_sends_the_letter_again_and_stops_asking(no_second_factor) -> None:
    application = shortlisted(referees=1)
    (request,) = asked(application)
    ReferenceRequest.objects.update(requested_at=timezone.now() - timedelta(days=3))
    browser = signed_in(application.vacancy.created_by)
    sent = browser.post(page("resend", application.ref, request.ref), follow=True).content.decode()
    assert "Sent again to head0@school.example.org" in sent
    again = browser.post(page("resend", application.ref, request.ref), follow=True).content.decode()
    assert "in the last ten minutes" in again
    refused = browser.post(page("stop", application.ref, request.ref), {"reason": ""})
    assert "Why do you stop asking?" in refused.content.decode()
    browser.post(page("stop", application.ref, request.ref), {"reason": "Another answers in their place"})
    request.refresh_from_db()
    assert (request.state, request.link_version) == (ReferenceRequest.State.STOPPED, 3)


def test_what_hr_has_to_do_stands_first_with_one_button(no_second_factor) -> None:
    application = shortlisted()
    requirements.require_checks(application, by=None, shortlisted_only=True)
    late, came = asked(application)
    answered(came, concern="yes", details="A warning in 2023.")
    ReferenceRequest.objects.filter(pk=late.pk).update(with_hr_at=timezone.now())
    text = signed_in(application.vacancy.created_by).get(page("candidate", application.ref)).content.decode()
    assert "Your turn: 4 things to do" in text
    assert (
        text.index("Ring Graham Tillotson 0") < text.index("Read and verify the reference") < text.index("Settle what")
    )
    assert text.count('class="govuk-button"') == 1
    head = signed_in(head_of(application.vacancy.school)).get(page("candidate", application.ref)).content.decode()
    assert "HR’s turn" in head
    assert "Send the letter again" not in head


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_person_has_constant_queries(count: int, no_second_factor, django_assert_num_queries) -> None:
    application = shortlisted(referees=count)
    for request in asked(application):
        answered(request)
    browser = signed_in(application.vacancy.created_by)
    browser.get(page("candidate", application.ref))
    with django_assert_num_queries(15):
        browser.get(page("candidate", application.ref))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_people_has_constant_queries(count: int, no_second_factor, django_assert_num_queries) -> None:
    first = shortlisted()
    for _ in range(count - 1):
        other = shortlisted(first.vacancy.school)
        type(other).objects.filter(pk=other.pk).update(vacancy=first.vacancy)
    browser = signed_in(first.vacancy.created_by)
    browser.get(page("references", first.vacancy.ref))
    with django_assert_num_queries(10):
        browser.get(page("references", first.vacancy.ref))
