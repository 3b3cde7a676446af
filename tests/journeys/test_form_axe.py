"""Every page of the application form: axe finds nothing at three widths, nothing stands out, the keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from applications.models import Application, FormOptions
from applications.services.statements import save_statement
from tests.applications.factories import complete_application, started_application
from tests.factories import SchoolFactory, UserFactory
from tests.journeys.conftest import RULES
from tests.journeys.story.visitor import OUTLINE
from tests.vacancies.factories import published_vacancy

pytestmark = [pytest.mark.journey, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

Look = Callable[[Page], list[str]]
WIDTHS = (320, 768, 1280)
ADDED = ("qualification", "training", "membership", "job", "break", "referee")
SECTIONS = (
    "task_list", "details", "teaching_status", "senco_date", "qualifications", "history", "left_school", "statements",
    "length", "identity", "faith", "referees", "adjustments", "links", "declarations", "check", "copy", "withdraw",
    *(f"{kind}_add" for kind in ADDED),
)  # fmt: skip


@pytest.fixture
def application() -> Application:
    """Complete, at a school that asks about faith and counts sides, with words that show who wrote it."""
    vacancy = published_vacancy(SchoolFactory(designated_faith=True, religious_character="Methodist"))
    FormOptions.objects.create(vacancy=vacancy, limit="sides", sides=2)
    person = UserFactory(name="Imogen Larkfield")
    found = complete_application(vacancy, person, statement="I led this at Fernhollow Academy with four others.")
    found.breaks.all().delete()  # so that there are gaps to explain
    return found


def signed_in(page: Page, home: str, application: Application) -> Page:
    client = Client()
    client.force_login(application.candidate)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": home}])
    return page


@pytest.fixture
def candidate(browser: Browser, live_server, application: Application) -> Iterator[Page]:
    """The candidate, signed in, in a browser that may complain of answers with mistakes (422)."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    yield signed_in(context.new_page(), live_server.url, application)
    context.close()


def pages_of(application: Application) -> list[str]:
    """Every page of both kinds of form; a page that changes something looks like the one that adds it."""
    ref, person = application.ref, application.candidate
    first = application.statements.first()
    one = started_application(published_vacancy(), person)
    FormOptions.objects.create(vacancy=one.vacancy, kind="one", words=500)
    save_statement(one, None, by=person, text="One.\n\nTwo.\n\nThree.", seen=0)
    found = [reverse(f"applications:{name}", args=[ref]) for name in SECTIONS]
    found += [reverse(f"applications:{name}", args=[ref, first.criterion_id]) for name in ("statement", "versions")]
    found.append(reverse("applications:job_remove", args=[ref, application.employment.first().pk]))
    found += [reverse(f"applications:{name}", args=[one.ref]) for name in ("statements", "supporting", "referees")]
    found.append(reverse("applications:marks", args=[one.ref, one.vacancy.criteria.assessed_by("application")[0].pk]))
    names = ("applications:profile", "applications:mine", "your_data", "erase_account")
    return [*found, *map(reverse, names), reverse("applications:apply", args=[published_vacancy().ref])]


# axe stands on the page after the first look: at other widths it is only asked again.
AGAIN = """(options) => axe.run(options).then((found) => found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""


def test_axe_finds_nothing_and_nothing_stands_out_on_any_page(page, live_server, application, axe, too_wide):
    signed_in(page, live_server.url, application)
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for path in pages_of(application):
        response = page.goto(live_server.url + path)
        assert response is not None
        assert response.status == 200, path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            outline = f"{width} {page.evaluate(OUTLINE)}"
            complaints = too_wide(page)
            if outline not in seen:
                complaints += page.evaluate(AGAIN, RULES) if page.evaluate("'axe' in window") else axe(page)
            seen.add(outline)
            if complaints:
                found[f"{path} at {width}"] = complaints
    assert found == {}


def test_mistakes_take_the_reader_to_the_summary_and_on_to_the_box(
    candidate: Page, live_server, application: Application, axe: Look
) -> None:
    candidate.goto(live_server.url + reverse("applications:referee_add", args=[application.ref]))
    candidate.get_by_role("button", name="Save and continue").click()
    expect(candidate.locator(".govuk-error-summary")).to_be_focused()
    assert axe(candidate) == []
    candidate.keyboard.press("Tab")
    candidate.keyboard.press("Enter")
    assert candidate.evaluate("document.activeElement.id") == "id_name"
    assert candidate.title().startswith("Error: ")


def test_an_answer_is_written_with_the_keyboard_alone(candidate: Page, live_server, application: Application) -> None:
    candidate.goto(live_server.url + reverse("applications:statements", args=[application.ref]))
    candidate.get_by_role("link", name="2. ").first.focus()
    candidate.keyboard.press("Enter")
    box = candidate.get_by_label("Your answer")
    expect(box).to_be_visible()
    for _ in range(40):
        if candidate.evaluate("document.activeElement.id") == "id_text":
            break
        candidate.keyboard.press("Tab")
    candidate.keyboard.press("End")
    candidate.keyboard.type(" Typed by keyboard.")
    with candidate.expect_response(lambda answer: answer.request.method == "POST"):
        candidate.keyboard.press("Tab")
    texts = application.statements.values_list("text", flat=True)
    assert any("Typed by keyboard." in text for text in texts)
