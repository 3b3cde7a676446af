"""A real browser for the journeys, and axe to read every page it sees."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

# Playwright's own loop makes Django think that tests are asynchronous; they are not.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

CHROMIUM = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passes is not listed node by node, which takes half the time
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium, or the one CHROMIUM names."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path or "/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new page in a new session. Whatever the browser complains of fails the test."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """Return a function that gives what axe finds on a page: rule, place and advice."""

    def findings(page: Page) -> list[str]:
        # Evaluated, not added as a tag: the content policy refuses tags, as it should.
        results = Axe().run(page, options=RULES)
        return [
            f"{found['id']}: {node['target']} {node['failureSummary']}"
            for found in results.response["violations"]
            for node in found["nodes"]
        ]

    return findings


@pytest.fixture
def too_wide() -> Callable[[Page], list[str]]:
    """Return a function that names what stands out of the page sideways, outside a scroll region."""

    def wide(page: Page) -> list[str]:
        return page.evaluate(
            """() => {
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) return [];
                return [...document.body.querySelectorAll("*")]
                    .filter((each) => each.getBoundingClientRect().right > width + 1)
                    .filter((each) => !each.closest(".app-scroll"))
                    .map((each) => each.tagName + "." + each.className + " " + each.textContent.slice(0, 40));
            }"""
        )

    return wide
