"""The page styles and scripts of others, as script/demo leaves them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from script.lib import assets
from script.lib.console import ROOT

VENDOR = ROOT / "var" / "assets" / "vendor"
SHEETS = ("govuk-frontend.min.css", "moj-frontend.min.css")


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_names_no_font_crest_or_rooted_address(name):
    text = (VENDOR / name).read_text("utf-8")
    assert not re.search(r"@font-face|GDS Transport|sourceMappingURL|url\([^)]*(crest|crown)|url\([\"']?/", text)
    assert text.count(f"font-family:{assets.FONTS}") > 50


@pytest.mark.parametrize("name", SHEETS)
def test_every_address_in_a_style_sheet_leads_to_a_file(name):
    addresses = re.findall(r"url\([\"']?(?!data:)([^)\"']+)", (VENDOR / name).read_text("utf-8"))
    assert [address for address in addresses if not (VENDOR / address).is_file()] == []


@pytest.mark.parametrize("name", ["govuk-frontend.min.js", "moj-frontend.min.js"])
def test_a_script_is_a_module_without_a_source_map(name):
    text = (VENDOR / name).read_text("utf-8")
    assert re.search(r"export\s*\{[^}]*\binitAll\b", text)
    assert "sourceMappingURL" not in text


def test_no_picture_is_a_crest_a_crown_or_an_app_icon():
    names = {file.name for file in (VENDOR / "images").iterdir()}
    assert "icon-progress-tick.svg" in names
    assert [name for name in names if re.search(r"crest|crown|logotype|opengraph|apple", name)] == []


def packages(folder: Path, sheet: str) -> Path:
    for file in assets.FILES:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(sheet if file.suffix == ".css" else "export{initAll};//# sourceMappingURL=a.map")
    for images in assets.IMAGES:
        (folder / images).mkdir(parents=True)
    return folder


def test_a_new_release_that_asks_for_more_is_noticed_and_the_old_files_stay(tmp_path):
    target = tmp_path / "vendor"
    assets.publish(packages(tmp_path / "good", "a{color:red}"), target)
    with pytest.raises(ValueError, match=r"asks for images/icon-new\.svg"):
        assets.publish(packages(tmp_path / "new", "a{background:url(/assets/images/icon-new.svg)}"), target)
    assert (target / "govuk-frontend.min.css").read_text() == "a{color:red}\n"


def test_a_new_release_with_another_font_stack_is_noticed(tmp_path):
    with pytest.raises(ValueError, match="names its font"):
        assets.publish(packages(tmp_path / "new", "a{font-family:GDS Transport,georgia}"), tmp_path / "vendor")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "a{font-family:GDS Transport,arial,sans-serif}",
            'a{font-family:Arial, Helvetica, "Liberation Sans", sans-serif}',
        ),
        ("@font-face{font-family:GDS Transport;src:url(/assets/fonts/x.woff)}a{top:0}", "a{top:0}"),
        ("a{background:url(/assets/images/i.svg)}", "a{background:url(images/i.svg)}"),
        ("a{background-image:url(/assets/images/govuk-crest.svg)}", "a{background-image:none}"),
        ("a{top:0}\n/*# sourceMappingURL=a.css.map */", "a{top:0}"),
    ],
)
def test_what_is_changed_in_a_style_sheet(before, after):
    assert assets.styles(before) == after + "\n"
