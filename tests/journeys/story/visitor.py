"""A person with a browser of their own. Every page they come to is examined, and what is wrong with it kept."""

from __future__ import annotations

import base64
import hmac
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, Response
from playwright.sync_api import TimeoutError as TooSlow

from tests.journeys.story.letters import Mailbox

Look = Callable[[Page], list[str]]
SECONDS = 20  # for a page on a busy machine
NARROW = 320  # pixels: where nothing may stand out sideways
HEIGHT = 900


# What axe judges by, without the words: a page built of the same parts has been examined.
OUTLINE = """() => [...document.querySelectorAll("*")].map((each) => [
    each.tagName, each.className, each.type, each.role, each.hidden, !!each.textContent.trim(),
    ...[...each.attributes].filter((one) => /^(aria-|scope|lang|tabindex|alt|for$)/.test(one.name)).map((one) =>
        one.name + (/labelledby|describedby|controls|for$/.test(one.name)
            ? one.value.split(" ").every((id) => document.getElementById(id)) : one.value.replace(/[0-9]+/g, "0")))
].join()).join("\\n")"""


class Findings:
    """What is wrong with the pages that were seen, each thing once, with the page where it was seen first.

    `axe` judges every page that is not built like one before; `wide` tells what stands out sideways on every page.
    """

    def __init__(self, axe: Look | None = None, wide: Look | None = None) -> None:
        self.axe, self.wide = axe, wide
        self.found: dict[str, str] = {}
        self.outlines: set[str] = set()
        self.pages = 0

    def examine(self, page: Page, width: int) -> None:
        """Look at the page as it stands, and again as narrow as it may get."""
        self.pages += 1
        if self.axe and self._is_new(page, width):
            for what in self.axe(page):
                self.add(page.url, what)
        for pixels in (width, NARROW) if self.wide else ():
            page.set_viewport_size({"width": pixels, "height": HEIGHT})
            for what in self.wide(page):
                self.add(page.url, f"at {pixels} px: {what}")
        page.set_viewport_size({"width": width, "height": HEIGHT})

    def _is_new(self, page: Page, width: int) -> bool:
        outline = f"{width} {page.evaluate(OUTLINE)}"
        new = outline not in self.outlines
        self.outlines.add(outline)
        return new

    def add(self, where: str, what: str) -> None:
        """Keep one thing."""
        self.found.setdefault(what, where)

    def lines(self) -> list[str]:
        """Everything, a line each."""
        return [f"{where}: {what}" for what, where in self.found.items()]


class Visitor:
    """Somebody who clicks, types and reads."""

    def __init__(
        self, browser: Browser, mail: Mailbox, findings: Findings, *, name: str, email: str = "", width: int = 1280,
        scripts: bool = True,
    ) -> None:  # fmt: skip
        self.name, self.email = name, email
        self.mail, self.findings, self.width = mail, findings, width
        self.home = mail.home
        self.secret = ""
        self.half_minute = 0
        self.context = browser.new_context(
            locale="en-GB", timezone_id="Europe/London", java_script_enabled=scripts,
            viewport={"width": width, "height": HEIGHT},
        )  # fmt: skip
        self.context.set_default_timeout(SECONDS * 1000)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: findings.add(self.page.url, f"script: {error}"))
        self.page.on("console", lambda said: self._said(said.type, said.text))

    def _said(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.findings.add(self.page.url, f"console: {text}")

    # --- moving -------------------------------------------------------------------------------------

    def go(self, address: str) -> None:
        """Open an address: a path of the product, or a whole link out of a letter."""
        self._arrive(self.page.goto(address if address.startswith("http") else self.home + address))

    def follow(self, words: str, **options: Any) -> None:
        """Click the first link with these words: of the page, or of its head and foot where the page has none."""
        link = self.page.locator("main").get_by_role("link", name=words, **options)
        self._click((link if link.count() else self.page.get_by_role("link", name=words, **options)).first)

    def press(self, words: str) -> None:
        """Press the first button with these words, or link drawn as one; the page that follows has no complaint."""
        self._click(self.page.get_by_role("button", name=words).first)
        if self.page.locator(".govuk-error-summary").count():
            raise AssertionError(f"{self.name} pressed “{words}” at {self.page.url}: {self.text}")

    def swap(self, words: str) -> None:
        """Press the button or link with these words where it changes a part of the page, and wait for that part."""
        main = self.page.locator("main")
        what = main.get_by_role("button", name=words).or_(main.get_by_role("link", name=words)).first
        self.page.evaluate(
            """() => {
                const done = () => { document.body.dataset.swapped = "yes"; };
                delete document.body.dataset.swapped;
                document.body.addEventListener("htmx:afterSettle", done, { once: true });
            }"""
        )
        what.click()
        self.page.locator("body[data-swapped]").wait_for(state="attached")
        self.see()

    def waits_for(self, heading: str) -> None:
        """Wait for a page that comes by itself."""
        self.page.get_by_role("heading", level=1, name=heading).wait_for()
        self.see()

    def _click(self, what: Locator) -> None:
        try:
            with self.page.expect_navigation() as gone:
                what.click()
        except TooSlow as error:
            there = self.page.locator("a, button").all_inner_texts()
            raise AssertionError(f"{self.name} at {self.page.url} finds {there}") from error
        self._arrive(gone.value)

    def _arrive(self, response: Response | None) -> None:
        if response is not None and response.status >= 400:
            raise AssertionError(f"{self.name} met {response.status} at {response.url}: {self.text}")
        self.see()

    def see(self) -> None:
        """Examine the page as it stands."""
        self.findings.examine(self.page, self.width)

    # --- reading ------------------------------------------------------------------------------------

    @property
    def heading(self) -> str:
        """The page's heading."""
        return " ".join(self.page.locator("h1").first.inner_text().split())

    @property
    def text(self) -> str:
        """The words on the page, on one line."""
        return " ".join(self.page.locator("main").first.inner_text().split())

    def reads(self, *words: str) -> None:
        """Each of these is on the page. Raises AssertionError with what is there instead."""
        for each in words:
            assert each in self.text, f"{self.name} misses “{each}” at {self.page.url}: {self.text}"

    # --- typing -------------------------------------------------------------------------------------

    def fill(self, **answers: Any) -> None:
        """Answer questions by the names of their fields: text, choice, tick, ticks, date, month or file."""
        for name, value in answers.items():
            if isinstance(value, date):
                self._date(name, value)
            else:
                self._answer(name, value)

    def _date(self, name: str, value: date) -> None:
        for part in ("day", "month", "year"):
            box = self.page.locator(f'[name="{name}_{part}"]')
            if box.count():
                box.fill(str(getattr(value, part)))

    def _answer(self, name: str, value: Any) -> None:
        field = self.page.locator(f'[name="{name}"]:not([type="hidden"])')
        kind = field.first.evaluate("each => each.type")
        if kind == "radio":
            self.page.locator(f'[name="{name}"][value="{value}"]').check()
        elif kind == "checkbox" and isinstance(value, bool):
            field.set_checked(value)
        elif kind == "checkbox":
            for each in field.all():
                each.set_checked(each.get_attribute("value") in value)
        elif kind == "file":
            field.set_input_files(Path(value))
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(str(value))

    # --- signing in -----------------------------------------------------------------------------------

    def sign_in(self, *, ask: bool = True) -> None:
        """Come in by a code; without `ask` it has been asked for already."""
        if ask:
            self.fill(email=self.email)
            self.press("Send me a code")
        self.fill(code=self.mail.code(self.email))
        self.press("Continue")

    def set_up_app(self) -> None:
        """Set up an authenticator app where the product asks for a second step, and go on."""
        assert self.heading == "Set up a second step to sign in", self.text
        self.press("Set up an app")
        self.secret = (self.page.locator("strong.app-break").text_content() or "").strip()
        self.fill(code=self.app_code())
        self.press("Continue")
        assert self.heading == "Your recovery codes", self.text
        self.press("Continue")

    def app_code(self) -> str:
        """What the authenticator app shows. Each code works once, so the second in a half minute is the next one."""
        half_minute = max(int(time.time() // 30), self.half_minute + 1)
        self.half_minute = half_minute
        return one_time_code(self.secret, half_minute)


def one_time_code(secret: str, half_minute: int) -> str:
    """The six numbers of RFC 6238 for a half minute since 1970."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, half_minute.to_bytes(8, "big"), "sha1")
    place = digest[-1] & 15
    return f"{(int.from_bytes(digest[place : place + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"
