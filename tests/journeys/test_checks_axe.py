"""The pages of checks, self-declaration and online search: axe finds nothing, nothing stands out on a phone."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from appointments.services import checks
from tests.appointments.factories import accepted, assessed, declaration_of, found_online, shortlisted
from tests.journeys.conftest import RULES
from tests.journeys.test_form_axe import AGAIN
from vacancies.models import Vacancy

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def be(page: Page, home: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


def complaints(page: Page, axe, too_wide, address: str, width: int) -> list[str]:
    response = page.goto(address)
    assert response is not None
    assert response.status == 200, address
    page.set_viewport_size({"width": width, "height": 900})
    found = page.evaluate(AGAIN, RULES) if page.evaluate("'axe' in window") else axe(page)
    return [f"{address}: {each}" for each in (*too_wide(page), *found)]


def test_axe_finds_nothing(page, live_server, axe, too_wide, settings):
    settings.SECOND_FACTOR_REQUIRED, settings.DEMO_MODE = False, True
    taken, named = accepted(), shortlisted()
    hr: User = taken.vacancy.created_by
    checks.ask_candidate(taken, codes=["ID", "QTS", "DBS"], by=hr)
    assessed(taken)
    declaration_of(named, told="A fine in 2015 for driving without insurance.")
    found_online(named)
    Vacancy.objects.filter(pk=named.vacancy_id).update(school=taken.vacancy.school)
    declaration_of(taken, told="A fine in 2015 for driving without insurance.", send=False)
    theirs = [
        *(("my_checks", taken), ("my_copy", taken, "QTS"), ("my_declaration", taken)),
        *(("my_declaration_page", taken, "record"), ("my_declaration_explain", taken), ("my_declaration_check", taken)),
    ]
    ours = [
        *(("checks", taken), ("check", taken, "DBS"), ("check_facts", taken), ("risk", taken), ("risk_write", taken)),
        *(
            ("chosen", taken),
            ("start", taken),
            ("declaration", named),
            ("declaration_answers", named),
            ("search", named),
        ),
    ]
    wrong: list[str] = []
    for who, pages, width in ((taken.candidate, theirs, 390), (hr, ours, 1280)):
        be(page, live_server.url, who)
        page.goto(live_server.url + reverse("accounts:ask_again"))
        with page.expect_navigation():  # all of it: going on would cut it off
            page.get_by_role("button", name="It is me, continue").click()
        for name, application, *rest in pages:
            path = reverse(f"appointments:{name}", args=[application.ref, *rest])
            wrong += complaints(page, axe, too_wide, live_server.url + path, width)
    wrong += complaints(page, axe, too_wide, live_server.url + reverse("appointments:filtering"), 390)
    assert wrong == []
