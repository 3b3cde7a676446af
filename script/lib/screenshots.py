"""The pictures of the README, made from the demo in a real browser.

`script/screenshots` starts the product with its demo on a database of its own, signs in as each person and writes
PNG files to docs/screens.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from script.lib.console import ROOT, say
from tests.services.product import Product, running

FOLDER = ROOT / "docs" / "screens"
# file, whose page, address or words of the links to follow
SHOTS = (
    ("jobs", "", "/jobs/", ()),
    ("advert", "", "/jobs/", ("SENCo, sixth form",)),
    ("hr-home", "Marian Duxbury", "/home/", ()),
    ("candidate", "Imogen Larkfield", "/applications/", ("SENCo, sixth form",)),
    ("sift", "Sunita Marlowe", "/home/", ("SENCo (maternity cover)", "2.1 Has taught")),
    ("sign", "Dr Kwame Osei", "/home/", ("Sign the appointment",)),
)


def main() -> None:
    """Make every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="senco-recruit-screens-") as folder,
        running(Path(folder) / "var", demo=True, processes=("web",)) as product,
    ):
        _take_all(product)


def _take_all(product: Product) -> None:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name, person, address, links in SHOTS:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
            page = context.new_page()
            if person:
                _be(page, product.address, person)
            page.goto(product.address + address)
            for words in links:
                page.get_by_role("link", name=words).first.click()
            page.screenshot(path=FOLDER / f"{name}.png", full_page=True)
            say(f"docs/screens/{name}.png")
            context.close()
        browser.close()


def _be(page: Page, address: str, person: str) -> None:
    page.goto(f"{address}/demo/")
    page.get_by_role("button", name=f"Be {person}").click()


if __name__ == "__main__":
    main()
