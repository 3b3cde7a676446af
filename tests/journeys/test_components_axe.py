"""Every component and field in a real browser: for everyone, on a phone, by keyboard, under the policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

Look = Callable[[Page], list[str]]


@pytest.fixture
def components(live_server, page: Page) -> Page:
    page.goto(f"{live_server.url}/dev/components/")
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_axe_finds_nothing_and_nothing_stands_out(components: Page, axe: Look, too_wide: Look, width: int) -> None:
    components.set_viewport_size({"width": width, "height": 900})
    assert axe(components) == []
    assert too_wide(components) == []


def test_the_policy_is_strict_and_the_scripts_run_under_it(components: Page) -> None:
    response = components.reload()
    assert response is not None
    policy = response.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    expect(components.locator("[data-govuk-radios-init]").first).to_be_attached()
    expect(components.locator("[data-govuk-character-count-init]").first).to_be_attached()
    assert components.evaluate("typeof htmx") == "object"
    assert components.locator("style").count() == 0


def test_each_line_of_the_summary_puts_the_reader_at_the_place_to_mend(components: Page) -> None:
    lines = components.locator(".govuk-error-summary__list a")
    count = lines.count()
    assert count > 25
    for number in range(count):
        lines.nth(number).click()
        target = (lines.nth(number).get_attribute("href") or "")[1:]
        assert components.evaluate("document.activeElement.id") == target


def test_a_choice_shows_its_question_and_hides_it_again(components: Page) -> None:
    question = components.locator("#id_empty-other_contract")
    expect(question).to_be_hidden()
    components.get_by_label("Another kind").first.check()
    expect(question).to_be_visible()
    components.get_by_label("Permanent").first.check()
    expect(question).to_be_hidden()


def test_none_of_these_clears_the_others(components: Page) -> None:
    task = components.locator("#id_filled-methods_1")
    expect(task).to_be_checked()
    components.locator("#id_filled-methods_3").check()
    expect(task).not_to_be_checked()


def test_without_javascript_every_question_is_open(live_server, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/dev/components/")
    expect(page.locator("#id_empty-other_contract")).to_be_visible()
    expect(page.locator("#id_empty-ends_on_day")).to_be_visible()
    expect(page.locator("#id_empty-pack")).to_be_visible()
    context.close()


def test_the_keyboard_reaches_the_content_first(components: Page) -> None:
    # The message at the top took the focus: start again from the top of the document.
    components.evaluate("document.body.tabIndex = -1; document.body.focus()")
    components.keyboard.press("Tab")
    assert components.evaluate("document.activeElement.textContent") == "Skip to main content"
    components.keyboard.press("Enter")
    assert components.evaluate("document.activeElement.id") == "main-content"
