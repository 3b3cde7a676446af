"""Bringing in a pack and checking it, in a real browser: by keyboard, on a phone, without scripts."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from tests.factories import SchoolFactory
from tests.vacancies.factories import hr_of
from vacancies.models import Criterion, Vacancy
from vacancies.services.packs import import_pack, read_waiting
from vacancies.services.specification import add_criterion
from vacancies.services.vacancy import start_vacancy

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PACK = """Job Description

Main duties
- Lead support for pupils with special needs
- Keep the register right

Person Specification

Qualifications
1.1 Qualified teacher status (E) (A, C)
1.2 A qualification for SENCos, or ready to take one (A, C)
Experience
2.1 Teaching pupils with a wide range of needs (E) (A, I)
2.3 Planning support from assessment and showing its effect (E)
A application, I interview, C certificates
"""


@pytest.fixture
def draft(db) -> Vacancy:
    """A draft with a title alone."""
    school = SchoolFactory(name="Alderbrook High School")
    return start_vacancy(school, title="SENCo", by=hr_of(school, name="Marian Duxbury"))


@pytest.fixture
def hr(page: Page, live_server, draft) -> Page:
    """HR's browser, signed in."""
    enter(page.context, live_server.url, draft)
    page.set_default_timeout(10_000)
    return page


def enter(context, home: str, draft: Vacancy) -> None:
    client = Client()
    client.force_login(draft.created_by)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


def rows(draft: Vacancy) -> list[tuple[str, str, str]]:
    return [(row.number, row.importance, row.methods) for row in draft.criteria.in_order()]


def key(page: Page, keys: str, says: str) -> None:
    """Press keys on the row that has the focus, and wait until the part is swapped and says what was done."""
    page.evaluate(
        """() => {
            delete document.body.dataset.swapped;
            const done = () => { document.body.dataset.swapped = "yes"; };
            document.body.addEventListener("htmx:afterSettle", done, { once: true });
        }"""
    )
    page.keyboard.press(keys)
    page.locator("body[data-swapped]").wait_for(state="attached")
    expect(page.locator("#rows-status")).to_contain_text(says)


def test_from_the_file_to_a_settled_specification_by_keyboard(hr, live_server, draft, axe, too_wide, tmp_path):
    file = tmp_path / "pack.txt"
    file.write_text(PACK, "utf-8")
    hr.goto(f"{live_server.url}/vacancies/{draft.ref}/import/")
    hr.locator("input[type=file]").set_input_files(file)
    hr.get_by_role("button", name="Read the pack").click()
    expect(hr.get_by_role("heading", level=1)).to_have_text("Reading your pack")
    assert axe(hr) == []
    read_waiting()  # as the worker does; the page asks each second
    expect(hr.get_by_role("heading", level=1)).to_have_text("Check what we read from your pack")
    for width in (1280, 390):
        hr.set_viewport_size({"width": width, "height": 900})
        assert axe(hr) == []
        assert too_wide(hr) == []
    hr.set_viewport_size({"width": 1280, "height": 900})

    hr.locator("tr[data-row]").first.focus()
    hr.keyboard.press("n")  # to the first row with something to settle
    expect(hr.locator("tr[data-row]:focus")).to_contain_text("1.2")
    key(hr, "d", "made 1 criterion desirable")
    key(hr, "t", "changed 1 criterion")
    assert rows(draft)[1] == ("1.2", "desirable", "application,task,certificates")
    key(hr, "u", "Undone")
    assert rows(draft)[1] == ("1.2", "desirable", "application,certificates")
    expect(hr.locator("tr[data-row]:focus")).to_contain_text("1.2")
    key(hr, "Shift+K", "moved a criterion")
    assert [number for number, *_ in rows(draft)] == ["1.2", "1.1", "2.1", "2.3"]
    hr.keyboard.press("x")
    hr.keyboard.press("j")
    hr.keyboard.press("x")
    expect(hr.get_by_role("button", name="Change 2 rows")).to_be_visible()
    key(hr, "m", "merged 2 criteria")
    key(hr, "u", "Undone: merged")
    hr.get_by_role("button", name="Application, interview 2.3").click()
    expect(hr.locator(".app-turn__label")).to_have_text("Your turn: 1 thing to settle")
    hr.get_by_role("button", name="Keep as printed").click()
    expect(hr.locator(".app-turn__label")).to_have_text("Nothing is left to settle")
    assert [row[1:] for row in rows(draft)][-1] == ("essential", "application,interview")


def test_a_row_is_edited_in_its_place_and_typing_is_left_alone(hr, live_server, draft, axe, too_wide):
    import_pack(draft, by=draft.created_by, text=PACK)
    add_criterion(draft, by=draft.created_by, section="Experience", text="Of our own, in no document")
    hr.goto(f"{live_server.url}/vacancies/{draft.ref}/specification/")
    hr.locator("tr[data-row]").last.focus()
    second = hr.locator("tr[data-row]").nth(2)
    second.get_by_role("link", name="Source of 2.1").click()
    expect(hr.locator(".app-paper__line:target")).to_contain_text("wide range of needs")
    hr.locator(".app-paper__line:target a").click()
    expect(hr.locator("tr:target")).to_contain_text("wide range of needs")
    second.focus()
    hr.keyboard.press("Enter")
    box = hr.get_by_label("Criterion", exact=True)
    expect(box).to_be_focused()
    hr.keyboard.press("End")
    hr.keyboard.type(" xud")  # keys of the list, typed as words
    assert axe(hr) == []
    hr.locator("tr[data-row]").first.get_by_role("link", name="Edit").click()  # would lose what is typed
    expect(box).to_be_focused()
    expect(box).to_have_value("Teaching pupils with a wide range of needs xud")
    hr.get_by_role("button", name="Save", exact=True).click()
    expect(hr.locator("tr[data-row]:focus")).to_contain_text("needs xud")
    assert [row.text for row in draft.criteria.in_order()][2] == "Teaching pupils with a wide range of needs xud"


def test_the_other_pages_of_it_on_a_narrow_phone(hr, live_server, draft, axe, too_wide):
    pack = import_pack(draft, by=draft.created_by, text=PACK)
    refused = draft.packs.create(state="refused", refusal="This file is a scan. Upload the Word file.", key="one")
    row, duty = draft.criteria.first(), draft.duty_sections.get().duties.first()
    hr.set_viewport_size({"width": 320, "height": 800})
    found = {}
    for path in (
        "import/", f"import/?refused={refused.pk}", "specification/sections/", f"specification/{row.pk}/split/",
        f"specification/{row.pk}/", f"specification/?edit={row.pk}", "specification/move/", "duties/",
        f"duties/rows/{duty.pk}/split/",
    ):  # fmt: skip
        hr.goto(f"{live_server.url}/vacancies/{draft.ref}/{path}")
        found[path] = [*axe(hr), *too_wide(hr)]
    assert {path: lines for path, lines in found.items() if lines} == {}
    assert pack.state == "read"


def test_the_sections_of_a_long_list_fold(hr, live_server, draft, axe):
    import_pack(draft, by=draft.created_by, text=PACK)
    long = draft.criterion_sections.create(name="Skills", position=9)
    draft.criteria.bulk_create(
        Criterion(vacancy=draft, section=long, text=f"Skill {n}", importance="essential", methods="task", position=n)
        for n in range(30)
    )
    hr.goto(f"{live_server.url}/vacancies/{draft.ref}/specification/")
    shown = hr.locator("tr[data-row]:visible")
    expect(shown).to_have_count(34)
    hr.get_by_role("button", name="Skills (30)").press("Enter")
    expect(hr.get_by_role("button", name="Skills (30)")).to_have_attribute("aria-expanded", "false")
    shown.nth(2).focus()
    key(hr, "d", "made 1 criterion desirable")  # it stays folded when the list is drawn again
    expect(shown).to_have_count(4)
    expect(hr.locator("tr[data-row]:focus")).to_contain_text("wide range")
    hr.get_by_role("button", name="Show all sections").click()
    hr.get_by_role("button", name="Fold all sections").click()
    expect(shown).to_have_count(0)
    assert axe(hr) == []
    hr.locator(".app-settle a").first.click()  # what is to settle is shown, and only its section
    expect(shown).to_have_count(2)
    shown.last.focus()
    hr.keyboard.press("n")  # so does the key for the next thing to settle
    expect(hr.locator("tr[data-row]:focus")).to_contain_text("2.3")
    expect(shown).to_have_count(4)


def test_duties_have_the_same_keys(hr, live_server, draft):
    import_pack(draft, by=draft.created_by, text=PACK)
    hr.goto(f"{live_server.url}/vacancies/{draft.ref}/duties/")
    hr.locator("tr[data-row]").first.focus()
    key(hr, "Shift+J", "moved a duty")
    expect(hr.locator("tr[data-row]:focus")).to_contain_text("Lead support")
    hr.keyboard.press("e")  # nothing here is essential
    key(hr, "Delete", "deleted 1 duty")
    expect(hr.locator("tr[data-row]")).to_have_count(1)
    key(hr, "u", "Undone: deleted 1 duty")
    expect(hr.locator("tr[data-row]")).to_have_count(2)


def test_without_scripts_every_button_is_there(browser, live_server, draft):
    import_pack(draft, by=draft.created_by, text=PACK)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    enter(context, live_server.url, draft)
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(f"{live_server.url}/vacancies/{draft.ref}/specification/")
    page.get_by_role("button", name="Desirable 1.2").click()
    page.get_by_role("checkbox", name="Select 2.1").check(force=True)
    page.get_by_role("checkbox", name="Select 2.3").check(force=True)
    page.get_by_role("button", name="Merge into one").click()
    assert [number for number, *_ in rows(draft)] == ["1.1", "1.2", "2.1"]
    page.get_by_role("button", name="Undo: merged 2 criteria").click()
    page.get_by_role("link", name="Edit 1.2").click()
    page.get_by_role("link", name="Split").click()
    page.get_by_label("The words").fill("A qualification for SENCos\nOr ready to take one")
    page.get_by_role("button", name="Split it").click()
    assert [number for number, *_ in rows(draft)] == ["1.1", "1.2", "", "2.1", "2.3"]
    context.close()
