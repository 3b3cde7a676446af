"""Every page of the application form: axe finds nothing at three widths, nothing stands out, the keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from applications.models import Application, FaithAnswer, FormOptions
from applications.services.statements import save_statement
from applications.urls import urlpatterns
from core.permissions import SIGNED_IN
from tests.applications.factories import complete_application, started_application, submitted_application
from tests.factories import SchoolFactory, UserFactory
from tests.journeys.conftest import RULES
from tests.journeys.story.visitor import OUTLINE
from tests.vacancies.factories import closed_vacancy, published_vacancy

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Look = Callable[[Page], list[str]]
WIDTHS = (320, 768, 1280)
ADDED = ("qualification", "training", "membership", "job", "break", "referee")
SECTIONS = (
    "task_list", "details", "teaching_status", "senco_date", "qualifications", "sitting", "history", "left_school",
    "statements", "length", "identity", "faith", "referees", "adjustments", "links", "declarations", "check", "copy",
    "withdraw", "monitoring", "messages", "job_remove", *(f"{kind}_add" for kind in ADDED),
)  # fmt: skip
OF_ONE = ("statement", "versions")  # answer
OF_STATEMENT = ("statements", "supporting", "supporting_versions", "marks")
OF_SENT = ("sent", "task_list")
OF_LATE = ("task_list", "ask_late")
OF_PERSON = ("mine", "profile", "profile_details")
# Pages that look like one that is visited: they change or remove what it adds or removes.
ALIKE = {f"{kind}_change" for kind in ADDED} | {f"{kind}_remove" for kind in ADDED}
ALIKE |= {"profile_teaching_status", "profile_left_school", "profile_sitting"}  # as the pages of an application
ALIKE |= {f"profile_{kind}_{act}" for kind in ADDED for act in ("add", "change")}
NO_PAGE = {"reminders", "length_pdf", "copy_text", "copy_pdf"}  # a button, files
FOR_CANDIDATES = {"applications.own", "applications.correspond", "applications.apply", SIGNED_IN}


@pytest.fixture
def application() -> Application:
    """Complete, at a school that asks about faith and counts sides, with words that show who wrote it."""
    vacancy = published_vacancy(SchoolFactory(designated_faith=True, religious_character="Methodist"))
    FormOptions.objects.create(vacancy=vacancy, limit="sides", sides=2)
    person = UserFactory(name="Imogen Larkfield")
    found = complete_application(vacancy, person, statement="I led this at Fernhollow Academy with four others.")
    found.breaks.get(started_on=date(2015, 7, 1)).delete()  # so that there is a gap to explain
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
    """Every page: of both kinds of form, of one that is sent and of one that is too late."""
    person = application.candidate
    first = application.statements.first()
    one = started_application(published_vacancy(), person)
    FormOptions.objects.create(vacancy=one.vacancy, kind="one", words=500)
    save_statement(one, None, by=person, text="One.\n\nTwo.\n\nThree.", seen=0)
    marked = one.vacancy.criteria.assessed_by("application")[0].pk
    sent = submitted_application(published_vacancy(), person)
    late = started_application(closed_vacancy(), person)
    ids = {"job_remove": application.employment.first().pk, "marks": marked}

    def address(of: Application, name: str, *args: int) -> str:
        return reverse(f"applications:{name}", args=[of.ref, *args, *([ids[name]] if name in ids else [])])

    found = [address(application, name) for name in SECTIONS]
    found += [address(application, name, first.criterion_id) for name in OF_ONE]
    found += [address(one, name) for name in OF_STATEMENT]
    found += [address(sent, name) for name in OF_SENT] + [address(late, name) for name in OF_LATE]
    found += [reverse(f"applications:{name}") for name in OF_PERSON] + [reverse("your_data"), reverse("erase_account")]
    return [*found, reverse("applications:apply", args=[published_vacancy().ref])]


def test_no_page_of_the_form_is_left_out() -> None:
    shown = {*SECTIONS, *OF_ONE, *OF_STATEMENT, *OF_SENT, *OF_LATE, *OF_PERSON, "apply"}
    theirs = {
        pattern.name for pattern in urlpatterns if pattern.callback.view_class.permission_required in FOR_CANDIDATES
    }
    assert theirs - shown - ALIKE - NO_PAGE == set()
    assert shown - theirs == set()  # and the list names no page that has gone


# axe stands on the page after the first look. Where another width shows the same parts, only places and sizes are new.
AGAIN = """(options) => axe.run(options).then((found) => found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.failureSummary}`)))"""
SHOWN = """() => [...document.querySelectorAll("*")].map((each) => each.checkVisibility() ? "1" : "0").join("")"""
PLACES = {**RULES, "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]}}


def at_twice_the_size(page: Page, too_wide: Look) -> list[str]:
    """What stands out sideways at 640 pixels with text of twice its size: a laptop's window zoomed in, and more."""
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return too_wide(page)


def look_at(page: Page, seen: set[str], axe: Look, too_wide: Look) -> Iterator[tuple[str, list[str]]]:
    """What is wrong with the page that stands there, at each width and at twice the size."""
    new, shown = page.evaluate(OUTLINE) not in seen, set()
    seen.add(page.evaluate(OUTLINE))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        complaints = too_wide(page)
        if new and not shown:
            complaints += axe(page)
        elif new:
            complaints += page.evaluate(AGAIN, PLACES if page.evaluate(SHOWN) in shown else RULES)
        shown.add(page.evaluate(SHOWN))
        yield f"{width} px", complaints
    yield "200 %", at_twice_the_size(page, too_wide)


def test_axe_finds_nothing_and_nothing_stands_out_on_any_page(page, live_server, application, axe, too_wide):
    signed_in(page, live_server.url, application)
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for path in pages_of(application):
        response = page.goto(live_server.url + path)
        assert response is not None
        assert response.status == 200, path
        found |= {f"{path} at {how}": wrong for how, wrong in look_at(page, seen, axe, too_wide) if wrong}
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


def reach(page: Page, name: str) -> None:
    """Go on by Tab to the link, button or box with this name or label."""
    named = """() => {
        const at = document.activeElement;
        return [at.labels?.[0]?.textContent ?? "", at.textContent].map((words) => words.trim().replace(/\\s+/g, " "));
    }"""
    for _ in range(200):  # every answer of a whole application has a link to change it
        page.keyboard.press("Tab")
        if any(words.startswith(name) for words in page.evaluate(named)):
            return
    raise AssertionError(f"{name} is not reached from {page.url}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    """Reach it and press it; wait for the page that follows."""
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press(key)


def test_the_way_from_a_missing_answer_to_the_receipt_by_keyboard_alone(
    candidate: Page, live_server, application: Application
) -> None:
    FaithAnswer.objects.create(application=application, ethos="I would lead worship.", follows="unsaid")
    application.sections.pop("links")
    application.save(update_fields=["sections"])
    candidate.goto(live_server.url + reverse("applications:task_list", args=[application.ref]))
    press(candidate, "Skip to main content")
    press(candidate, "Jobs and study since you left school")
    press(candidate, "Explain this gap")
    reach(candidate, "What were you doing?")
    candidate.keyboard.type("Between two things")
    reach(candidate, "No")
    candidate.keyboard.press("Space")
    press(candidate, "Save and continue")
    press(candidate, "This section is finished")
    press(candidate, "Links with people")
    reach(candidate, "No")  # the answer that stands there
    press(candidate, "Save and continue")
    press(candidate, "Check your answers and send")
    press(candidate, "Send your application")
    assert candidate.locator("h1").inner_text() == "Application sent"


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
