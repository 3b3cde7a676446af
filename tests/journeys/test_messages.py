"""Both sides of a conversation in a browser: written, answered, read, with axe on each page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from applications.models import Thread
from tests.applications.factories import submitted_application
from tests.factories import UserFactory
from tests.vacancies.factories import closed_vacancy, hr_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ASKS, ANSWERS = "Is there a ramp at the side door?", "Yes, and we meet you there."


@pytest.fixture(autouse=True)
def no_second_step(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def signed_in(page: Page, home: str, user: User) -> Page:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])
    return page


def test_a_candidate_asks_and_hr_answers_without_a_name(page, browser: Browser, live_server, axe, too_wide) -> None:
    application = submitted_application(closed_vacancy(), UserFactory(name="Rowan Castleford"))
    vacancy, home = application.vacancy, live_server.url
    other = browser.new_context(locale="en-GB", viewport={"width": 320, "height": 900})
    candidate = signed_in(other.new_page(), home, application.candidate)
    hr = signed_in(page, home, hr_of(vacancy.school, name="Marian Duxbury"))
    own = home + reverse("applications:messages", args=[application.ref])

    candidate.goto(own)
    candidate.get_by_role("textbox", name="Write to the school").fill(ASKS)
    candidate.get_by_role("button", name="Send").click()
    expect(candidate.get_by_text("Your message is sent.")).to_be_visible()

    hr.goto(home + reverse("home"))
    hr.get_by_role("link", name="Answer the message").first.click()
    assert axe(hr) == []
    hr.get_by_role("link", name="Conversation 1").click()
    expect(hr.get_by_text(ASKS)).to_be_visible()
    expect(hr.get_by_text("Castleford")).to_have_count(0)
    assert axe(hr) == []
    hr.get_by_role("textbox", name="Your answer").fill(ANSWERS)
    hr.get_by_role("button", name="Send").click()
    expect(hr.get_by_text("Your message is sent.")).to_be_visible()
    assert Thread.objects.get().waits_since is None

    candidate.goto(home + reverse("applications:mine"))
    candidate.get_by_role("link", name="1 new message about SENCo").click()
    expect(candidate.get_by_text(ANSWERS)).to_be_visible()
    assert axe(candidate) == []
    assert too_wide(candidate) == []
    other.close()


def test_the_letters_to_many_and_the_paper_form_pass_axe(page, live_server, axe, too_wide) -> None:
    application = submitted_application(closed_vacancy())
    vacancy, home = application.vacancy, live_server.url
    hr = signed_in(page, home, hr_of(vacancy.school))
    hr.set_viewport_size({"width": 320, "height": 900})
    hr.goto(home + reverse("applications:bulk", args=[vacancy.ref]))
    hr.get_by_role("checkbox", name="Sent, not decided").check()
    hr.get_by_role("textbox", name="Your message").fill("Dear {{first name}}, we read on Monday.")
    assert axe(hr) == []
    hr.get_by_role("button", name="See the letters").click()
    expect(hr.get_by_text("Dear [first name], we read on Monday.")).to_be_visible()
    assert axe(hr) == []
    hr.get_by_role("button", name="Send to 1 candidate").click()
    expect(hr.get_by_text("Sent to 1 candidate.")).to_be_visible()
    for name in ("paper_begin", "hr_list"):
        hr.goto(home + reverse(f"applications:{name}", args=[vacancy.ref]))
        assert axe(hr) == []
        assert too_wide(hr) == []
