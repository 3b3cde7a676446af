from __future__ import annotations

import base64
import copy
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from core.pdf import PdfError, render_pdf

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def page(settings, tmp_path: Path):
    """Return a function from the body of a page to its PDF."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(tmp_path)
    settings.TEMPLATES = templates

    def make(body: str, *, title: str = "A pack", **options) -> pikepdf.Pdf:
        source = '{% extends "pdf/base.html" %}{% block title %}TITLE{% endblock %}{% block body %}BODY{% endblock %}'
        (tmp_path / "page.html").write_text(source.replace("TITLE", title).replace("BODY", body))
        return pikepdf.open(BytesIO(render_pdf("page.html", {}, **options)))

    return make


def tags(element) -> list:
    found = []
    children = element.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            found += [child, *tags(child)]
    return found


def test_it_says_that_it_is_accessible_and_what_it_is(page):
    pdf = page("<h1>SENCo</h1><p>Words.</p>", title="SENCo pack")
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "SENCo pack"
    assert "/H1" in [str(tag.S) for tag in tags(pdf.Root.StructTreeRoot)]


def test_every_table_header_has_its_scope(page):
    pdf = page(
        "<h1>T</h1><table><thead><tr><th>Need</th><th>How</th></tr></thead>"
        "<tbody><tr><th>QTS</th><td>Form</td></tr><tr><th>Degree</th><td>Form</td></tr></tbody></table>"
    )
    headers = [tag for tag in tags(pdf.Root.StructTreeRoot) if tag.S == "/TH"]
    assert [str(tag.A.Scope) for tag in headers] == ["/Column", "/Column", "/Row", "/Row"]


def test_a_picture_needs_words(page):
    with pytest.raises(PdfError, match="alt"):
        page('<h1>T</h1><img src="/file/logo">', files={"logo": PIXEL})


def test_a_picture_that_came_along_is_shown(page):
    pdf = page('<h1>T</h1><img src="/file/logo" alt="A red dot">', files={"logo": PIXEL})
    figures = [tag for tag in tags(pdf.Root.StructTreeRoot) if tag.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["A red dot"]


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "http://127.0.0.1/x.png",
        "file:///etc/passwd",
        "/file/other",
        "/static/../senco_recruit/settings/base.py",
        "/static/no-such-picture.png",
        "ftp://example.org/x.png",
        "//example.org/x.png",
    ],
)
def test_nothing_else_is_fetched(page, address):
    with pytest.raises(PdfError, match=r"may not fetch|no static file|outside our static"):
        page(f'<h1>T</h1><img src="{address}" alt="x">', files={"logo": PIXEL})


def test_a_page_without_a_title_is_refused(page):
    with pytest.raises(PdfError, match="title"):
        page("<h1>T</h1>", title="")


def test_the_schools_colour_is_the_line_under_its_head(page):
    drawn = []
    for accent in ("", "#00ff00"):
        with page("<h1>T</h1>", accent=accent) as pdf:
            drawn.append(pdf.pages[0].Contents.read_bytes())
    assert b"0 1 0 rg" not in drawn[0]
    assert b"0 1 0 rg" in drawn[1]


@pytest.mark.parametrize("accent", ["red", "#fff", "#00ff00; } body { display: none", "url(x)"])
def test_a_colour_is_a_colour(page, accent):
    with pytest.raises(PdfError, match="colour"):
        page("<h1>T</h1>", accent=accent)
