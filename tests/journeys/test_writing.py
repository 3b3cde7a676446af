"""No word of a statement is lost: the connection goes, two tabs are open, the session ends, somebody signs out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from applications.criteria import asked
from applications.models import Application, CriterionStatement, HalfTyped, StatementVersion
from tests.applications.factories import started_application
from tests.factories import UserFactory
from tests.vacancies.factories import published_vacancy

pytestmark = [pytest.mark.journey, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

Open = Callable[[], Page]
KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('statement:')).length"


@pytest.fixture
def application() -> Application:
    return started_application(published_vacancy(), UserFactory(name="Imogen Larkfield"))


@pytest.fixture
def device(browser: Browser, live_server, application: Application) -> Iterator[BrowserContext]:
    """A browser in which the candidate is signed in."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    sign_in(context, live_server.url, application)
    yield context
    context.close()


def sign_in(context: BrowserContext, home: str, application: Application) -> None:
    client = Client()
    client.force_login(application.candidate)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


@pytest.fixture
def tab(device: BrowserContext, live_server, application: Application) -> Open:
    """Return a function that opens the first answer in a new tab."""
    first = asked(application.vacancy).now[0]
    address = f"{live_server.url}/applications/{application.ref}/statements/{first.pk}/"

    def opened() -> Page:
        page = device.new_page()
        page.goto(address)
        expect(page.locator("[data-kept-note]")).to_be_visible()  # the script has started
        return page

    return opened


def box(page: Page):
    return page.get_by_label("Your answer")


def status(page: Page):
    return page.locator("[data-saved]")


def stored() -> str:
    return CriterionStatement.objects.get().text


def test_typing_is_saved_on_leaving_the_box_and_after_a_pause(tab: Open) -> None:
    page = tab()
    box(page).fill("On leaving the box")
    expect(page.locator("[data-count]")).to_have_text("4 words")
    box(page).blur()
    expect(status(page)).to_contain_text("Saved at")
    assert stored() == "On leaving the box"
    with page.expect_response(lambda answer: answer.request.method == "POST"):  # nobody leaves the box
        box(page).press_sequentially("!")
    page.wait_for_function(f"({KEPT})() === 0")  # the answer has come; the script lets the words go when it has read it
    expect(status(page)).to_have_attribute("role", "status")
    assert stored() == "On leaving the box!"


def test_a_lost_connection_keeps_the_words_and_sends_them_later(tab: Open, device: BrowserContext) -> None:
    page = tab()
    device.set_offline(True)
    box(page).fill("Typed in a tunnel")
    box(page).blur()
    expect(status(page)).to_contain_text("Not saved yet. Your words are kept on this device")
    page.get_by_role("button", name="Save and continue").click()
    expect(status(page)).to_contain_text("Not saved yet")  # the page stays, with the words
    assert page.evaluate(KEPT) == 1
    device.set_offline(False)
    expect(status(page)).to_contain_text("Saved at")
    assert stored() == "Typed in a tunnel"
    assert page.evaluate(KEPT) == 0


def test_words_left_on_the_device_are_offered_when_the_page_is_opened_again(
    tab: Open, device: BrowserContext, live_server, application: Application
) -> None:
    page = tab()
    device.set_offline(True)
    box(page).fill("Typed, then the battery died")
    expect(page.locator("[data-count]")).to_have_text("5 words")
    page.close()
    device.set_offline(False)
    way = device.new_page()
    way.goto(f"{live_server.url}/applications/{application.ref}/")
    way.locator("[data-kept-list] a").click()
    expect(way.locator("[data-offer-text]")).to_have_text("Typed, then the battery died")
    assert not CriterionStatement.objects.exists()
    way.get_by_role("button", name="Put it in the box and save it").click()
    expect(status(way)).to_contain_text("Saved at")
    assert stored() == "Typed, then the battery died"
    assert way.evaluate(KEPT) == 0


def test_two_tabs_keep_both_texts_and_the_writer_chooses(tab: Open) -> None:
    first, second = tab(), tab()
    box(first).fill("From the first tab")
    box(first).blur()
    expect(status(first)).to_contain_text("Saved at")
    box(second).fill("From the second tab")
    box(second).blur()
    expect(second.locator("[data-conflict-text]")).to_have_text("From the first tab")
    expect(status(second)).to_contain_text("Both texts are kept")
    expect(box(second)).to_have_value("From the second tab")
    assert stored() == "From the first tab"
    assert set(StatementVersion.objects.values_list("text", flat=True)) == {"From the first tab", "From the second tab"}
    second.get_by_role("button", name="Keep what I typed here").click()
    expect(status(second)).to_contain_text("Saved at")
    assert stored() == "From the second tab"
    box(first).fill("The first tab again")
    box(first).blur()
    first.get_by_role("button", name="Use the text saved there").click()
    expect(box(first)).to_have_value("From the second tab")
    assert stored() == "From the second tab"
    assert StatementVersion.objects.filter(text="The first tab again", set_aside=True).exists()


def test_the_sessions_end_loses_nothing(tab: Open, device: BrowserContext, live_server, application) -> None:
    page = tab()
    Session.objects.all().delete()
    box(page).fill("Typed after the session had ended")
    box(page).blur()
    expect(status(page)).to_contain_text("You are signed out. Your words are kept on this device.")
    sign_in(device, live_server.url, application)
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text(asked(application.vacancy).now[1].text)
    assert stored() == "Typed after the session had ended"
    Session.objects.all().delete()
    box(page).fill("And without another tab")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate(KEPT) == 1


def test_what_is_saved_already_goes_on_at_the_first_press(tab: Open, application) -> None:
    page = tab()
    box(page).fill("Saved before the button is pressed")
    box(page).blur()
    expect(status(page)).to_contain_text("Saved at")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text(asked(application.vacancy).now[1].text)


def test_a_page_left_open_while_it_was_sent_elsewhere_says_so(tab: Open, application) -> None:
    page = tab()
    Application.objects.filter(pk=application.pk).update(state="submitted", submitted_at=timezone.now())
    box(page).fill("Typed too late")
    box(page).blur()
    expect(status(page)).to_have_text("Not saved. You have sent this application, so it can no longer be changed.")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("h1")).to_have_text("Your application is sent")


def test_signing_out_takes_the_words_off_the_device(tab: Open, device: BrowserContext) -> None:
    page = tab()
    page.route("**/statements/**", lambda route: route.abort())
    box(page).fill("For nobody else on this computer")
    box(page).blur()
    expect(status(page)).to_contain_text("Not saved yet")
    assert page.evaluate(KEPT) == 1
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/statements/" not in url)
    assert page.evaluate(KEPT) == 0


def test_a_page_of_the_form_is_kept_while_it_is_typed(device: BrowserContext, live_server, application, axe) -> None:
    page = device.new_page()
    address = live_server.url + reverse("applications:job_add", args=[application.ref])
    page.goto(address)
    page.get_by_label("Employer or school").fill("Fernhollow Academy")
    page.get_by_label("Job title").focus()
    expect(page.locator("[data-kept]")).to_contain_text("Kept at")
    page.get_by_role("link", name="Jobs and study since you left school").click()
    expect(page.get_by_role("heading", name="You started something here")).to_be_visible()
    page.goto(address)
    expect(page.get_by_label("Employer or school")).to_have_value("Fernhollow Academy")
    assert axe(page) == []
    page.get_by_role("button", name="Throw away what I typed").click()
    expect(page.get_by_role("heading", name="You started something here")).to_have_count(0)
    assert not HalfTyped.objects.exists()
