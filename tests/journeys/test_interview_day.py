"""The interview day in a real browser: axe finds nothing on hub, kit and scoring, which keeps itself on a tablet."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from shortlisting.models import Others, ScoreSheet
from shortlisting.services import challenge
from tests.shortlisting.factories import by_place, released_panel
from tests.shortlisting.interviews.factories import applicant, hr, today

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (1280, 390)
TABLET = 768


@pytest.fixture(autouse=True)
def no_second_step(settings) -> None:
    """HR's second step is tested with the accounts."""
    settings.SECOND_FACTOR_REQUIRED = False


def sign_in(page: Page, home: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


def test_the_day_its_kit_and_the_scoring(page, live_server, axe, too_wide) -> None:
    made = today(released_panel(candidates=3, shortlisted=2))
    ref, kit, person = made.panel.vacancy.ref, made.activities.get(kind="interview"), applicant(made)
    sign_in(page, live_server.url, hr(made))
    order = challenge.ask(person, others=Others.NUMBERS, key="key", by=hr(made))
    days = [ref, made.pk]
    pages = (("interview_day", days), ("kit", [ref, kit.pk]), ("challenge_order", [ref, person.ref, order.pk]),
             ("interview_absent", [*days, person.ref]))  # fmt: skip
    for name, args in pages:
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + reverse(f"shortlisting:{name}", args=args))
            assert axe(page) == []
            assert too_wide(page) == []

    member = by_place(made.panel)[1]
    sign_in(page, live_server.url, member.user)
    page.set_viewport_size({"width": TABLET, "height": 1024})
    page.goto(live_server.url + reverse("shortlisting:mark", args=[ref, kit.pk, person.ref]))
    for width in (*WIDTHS, TABLET):
        page.set_viewport_size({"width": width, "height": 1024})
        assert axe(page) == []
        assert too_wide(page) == []
    page.get_by_label("What they said, and what you asked next").first.fill("They led the reviews.")
    page.get_by_label("Asked").first.check()
    expect(page.get_by_role("status").filter(has_text="Saved at")).to_be_visible()
    sheet = ScoreSheet.objects.get(member=member, activity=kit, application=person)
    assert sheet.answers.get(question=kit.questions.first()).note == "They led the reviews."
