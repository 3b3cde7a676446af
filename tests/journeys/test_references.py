"""A reference on a phone, from the link to the copy, and HR's pages about it: axe finds nothing, nothing stands out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from appointments.models import ReferenceRequest
from appointments.services import references
from tests.appointments.factories import ANSWERS, answered, asked, shortlisted

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Look = Callable[[Page], list[str]]
PHONE = {"width": 390, "height": 844}
PAGES = ("start", "work", "leaving", "children", "conduct", "points-1", "criteria", "you", "head")


@pytest.fixture
def request_(rate_limits) -> ReferenceRequest:
    application = shortlisted(referees=1)
    application.vacancy.criteria.update(methods="application,references")
    (request,) = asked(application)
    return request


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone. What its browser complains of fails the test."""
    context = browser.new_context(viewport=PHONE, has_touch=True, locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    yield page
    context.close()
    assert complaints == []


def path(name: str, *args: str | int) -> str:
    return reverse(f"appointments:{name}", args=args)


def answer(page: Page, answers: dict[str, object]) -> None:
    """Fill in what of `answers` this page asks."""
    for key, value in answers.items():
        if isinstance(value, bool) and page.locator(f"[name={key}]").count():
            page.locator(f"[name={key}]").check()
        elif (radio := page.locator(f"input[type=radio][name={key}][value='{value}']")).count():
            radio.check()
        elif (box := page.locator(f"input[name={key}]:not([type=radio]), textarea[name={key}]")).count():
            box.fill(str(value))


def test_a_reference_is_given_on_a_phone(live_server, phone: Page, request_, axe: Look, too_wide: Look) -> None:
    home, token = live_server.url, references.token(request_)
    criterion = request_.application.vacancy.criteria.get()
    answers = {**ANSWERS, "head": "ask", "head_name": "Iris Fell", "head_email": "iris@school.example.org"}
    answers |= {f"criterion_{criterion.pk}": "fully", "from_month": 9, "from_year": 2019}
    phone.goto(home + path("referee", token))
    found = axe(phone) + too_wide(phone)
    phone.get_by_role("button", name="Start now").click()
    for name in PAGES:
        expect(phone).to_have_url(home + path("referee_page", token, name))
        if name in ("start", "children", "points-1"):
            phone.get_by_role("button", name="Save and continue").click()  # nothing answered: errors
            expect(phone.get_by_role("alert")).to_be_visible()
            found += axe(phone) + too_wide(phone)
        answer(phone, answers)
        phone.get_by_role("button", name="Save and continue").click()
    expect(phone.get_by_role("heading", name="Check your answers")).to_be_visible()
    found += axe(phone) + too_wide(phone)
    phone.get_by_role("button", name="Send the reference").click()
    expect(phone.get_by_role("link", name="Save your copy (PDF)")).to_be_visible()
    assert found == []


def test_typing_is_saved_without_a_button_and_another_device_is_asked_for_a_code(
    live_server, phone: Page, page: Page, request_, axe: Look, too_wide: Look
) -> None:
    url = live_server.url + path("referee_page", references.token(request_), "work")
    phone.clock.install()
    phone.goto(url)
    phone.get_by_label("How do you know Imogen’s work").press_sequentially("Their head since 2021")
    phone.clock.fast_forward(6000)
    expect(phone.locator("[data-saved]")).to_contain_text("Saved at")
    phone.reload()
    expect(phone.get_by_label("How do you know Imogen’s work")).to_have_value("Their head since 2021")
    page.set_viewport_size(PHONE)
    page.goto(url)
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    assert axe(page) + too_wide(page) == []


def test_hr_and_the_candidate_about_a_reference(live_server, page: Page, request_, axe: Look, too_wide: Look) -> None:
    application = request_.application
    found = []
    for name in ("phone_script", "enter_reference", "replace_referee"):
        found += seen(page, live_server.url, application.vacancy.created_by, path(name, application.ref, request_.ref),
                      axe, too_wide)  # fmt: skip
    references.ask_for_another(request_, by=None)
    page.set_viewport_size(PHONE)
    found += seen(page, live_server.url, application.candidate, path("another", request_.ref), axe, too_wide)
    criterion = application.vacancy.criteria.get()
    started = date(2021, 9, 1).isoformat()
    reference = answered(request_, job="Cook", **{"from": started, f"criterion_{criterion.pk}": "fully"}).reference
    row = reference.discrepancies.first()
    for url in (
        path("candidate", application.ref),
        path("reference", application.ref, request_.ref),
        path("difference", application.ref, request_.ref, row.pk),
    ):
        found += seen(page, live_server.url, application.vacancy.created_by, url, axe, too_wide)
    assert found == []


def seen(page: Page, home: str, user, url: str, axe: Look, too_wide: Look) -> list[str]:
    """What is wrong with a page as `user` sees it."""
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])
    response = page.goto(home + url)
    assert response is not None
    assert response.status == 200
    return [f"{url}: {each}" for each in (*axe(page), *too_wide(page))]
