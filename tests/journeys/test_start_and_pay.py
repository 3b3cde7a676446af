"""HR starts from a template and works out the pay: every page as axe and a phone see it, and without JavaScript."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.factories import SchoolFactory
from tests.vacancies.factories import hr_of, ready_vacancy
from vacancies.models import Vacancy
from vacancies.pay_shown import pay_of

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def session() -> str:
    """The session of HR of a school with one earlier vacancy."""
    school = SchoolFactory(name="Alderbrook High School")
    hr = hr_of(school, name="Marian Duxbury")
    ready_vacancy(school, hr)
    client = Client()
    client.force_login(hr)
    return client.cookies["sessionid"].value


def enter(page: Page, home: str, session: str) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": home}])


def fill_in_pay(page: Page) -> None:
    """A TLR outside its range, put right after the page has said so."""
    page.check("input[name=scale][value=main_upper]")
    page.select_option("select[name=point_from]", "M1")
    page.select_option("select[name=point_to]", "U3")
    page.check("input[name=has_tlr][value=yes]")
    page.select_option("select[name=tlr]", "TLR2")
    page.fill("input[name=tlr_amount]", "50")
    page.fill("input[name=tlr_reason]", "leading SEN provision")
    page.check("input[name=tlr_whole][value=yes]")
    page.fill("input[name=hours_1]", "22:30")


def test_from_template_to_pay(page, live_server, session, axe, too_wide):
    enter(page, live_server.url, session)
    page.goto(f"{live_server.url}/vacancies/new/")
    page.check("input[name=way][value=template]")
    found = axe(page)
    page.select_option("select[name=template]", "pack:secondary")
    page.click("button:text('Save and continue')")
    page.goto(page.url.replace("/advert/", "/pay/"))
    fill_in_pay(page)
    page.press("input[name=hours_1]", "Enter")  # the first button is the one that works it out
    page.click("a[href='#id_tlr_amount']")
    found += axe(page)
    page.fill("input[name=tlr_amount]", "5000")
    page.click("button:text('Work it out')")
    page.wait_for_selector("#worked-out")
    found += axe(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert found + too_wide(page) == []
    shown = pay_of(Vacancy.objects.latest("created_at"))
    assert [option.total.words for option in shown.options] == ["£39,069 to £57,835", "£28,586.23 to £41,578.08"]


def test_without_javascript(browser: Browser, live_server, session):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    enter(page, live_server.url, session)
    page.goto(f"{live_server.url}/vacancies/new/")
    page.check("input[name=way][value=copy]")
    page.select_option("select[name=earlier]", index=1)
    page.click("button:text('Save and continue')")
    page.goto(page.url.replace("/advert/", "/pay/"))
    fill_in_pay(page)
    page.fill("input[name=tlr_amount]", "5,000")
    page.click("button:text('Work it out')")
    assert page.locator("#worked-out").inner_text().count("£5,000 a year") == 1
    context.close()
