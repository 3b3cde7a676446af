"""HR enters what a candidate without an e-mail address told by phone, and the paper self-declaration, in a browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from applications.models import Application, OnBehalf
from tests.appointments.test_on_behalf import asked_to_declare

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 320)


def complaints(page: Page, axe, too_wide) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{page.url} at {width}: {each}" for each in too_wide(page)]
    return found + [f"{page.url}: {each}" for each in axe(page)]


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """HR's browser, which may complain of answers with mistakes (422)."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    yield context.new_page()
    context.close()


def test_from_the_application_to_what_they_told_and_what_they_sent(desk: Page, live_server, axe, too_wide) -> None:
    declaration = asked_to_declare()
    application = declaration.application
    vacancy, home = application.vacancy, live_server.url
    client = Client()
    client.force_login(vacancy.created_by)
    desk.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])
    desk.goto(home + reverse("applications:hr_detail", args=[vacancy.ref, application.ref]))
    desk.get_by_role("link", name="Enter what they told you by letter or phone").click()
    found = complaints(desk, axe, too_wide)
    desk.get_by_role("button", name="Enter it for them").click()
    expect(desk.locator(".govuk-error-summary")).to_be_focused()
    found += complaints(desk, axe, too_wide)

    desk.get_by_role("link", name="Enter the self-declaration that came on paper").click()
    found += complaints(desk, axe, too_wide)
    desk.get_by_role("link", name="Your criminal record").click()
    found += complaints(desk, axe, too_wide)
    desk.get_by_label("None of these").check()
    desk.get_by_role("button", name="Save and continue").click()
    expect(desk.get_by_role("heading", name="Work with children")).to_be_visible()

    desk.goto(home + reverse("applications:told", args=[vacancy.ref, application.ref]))
    desk.get_by_label("They withdraw their application").check()
    desk.get_by_label("By phone").check()
    desk.get_by_role("button", name="Enter it for them").click()
    expect(desk.get_by_text("Done for them.")).to_be_visible()
    expect(desk.get_by_role("heading", name="Entered on their behalf (1)")).to_be_visible()
    found += complaints(desk, axe, too_wide)
    assert found == []
    assert OnBehalf.objects.get().act == OnBehalf.Act.WITHDRAW
    assert Application.objects.get(pk=application.pk).state == Application.State.WITHDRAWN
