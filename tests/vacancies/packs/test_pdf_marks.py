"""Ticks and headings as PDF files really hold them: symbol fonts, drawings, pictures, words on their side."""

from __future__ import annotations

import base64
import io

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.vacancies.packs.pdf_files import html
from vacancies.packs import Pack, read_pack

LINES = (
    ("Holds a certificate in sensory circuits", "E", "AI"),
    ("Has run a breakfast club, or another group that meets before the school day begins", "D", "I"),
    ("Reads braille", "D", "A"),
    ("Keeps a diary of each pupil's week", "E", "AI"),
)  # fmt: skip
MEANT = [
    (text, {"E": "essential", "D": "desirable"}[level], tuple({"A": "application", "I": "interview"}[m] for m in by))
    for text, level, by in LINES
]
RULES = ("td{border:.6pt solid;padding:3pt 5pt}", "td{border-bottom:.6pt solid;padding:4pt 7pt}", "td{padding:4pt 9pt}")
BASE = "table{border-collapse:collapse;width:100%}td{vertical-align:top}"
TICK = '<svg width="9" height="9" viewBox="0 0 9 9"><path d="M1 5 L3.5 8 L8 1" fill="none" stroke="black"/></svg>'
FILLED = (
    '<svg width="10" height="10" viewBox="0 0 10 10"><path d="M1 5 C2 5 3 6 4 7 C5 5 7 2 9 1 C7 3 5 6 4 9 Z"/></svg>'
)
CROSS = '<svg width="9" height="9" viewBox="0 0 9 9"><path d="M1 1 L8 8 M8 1 L1 8" fill="none" stroke="black"/></svg>'


def picture() -> str:
    """A tick as a small picture."""
    image = Image.new("RGB", (40, 40), "white")
    ImageDraw.Draw(image).line([(5, 20), (16, 34), (36, 6)], fill="black", width=5)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    data = base64.b64encode(stream.getvalue()).decode()
    return f'<img style="width:9pt;height:9pt" alt="yes" src="data:image/png;base64,{data}">'


def table(mark: str, heads: tuple[str, ...] = ("E", "D", "A", "I")) -> str:
    """The lines with a mark in each column that holds for them, and the key to the letters."""
    head = "".join(f"<td>{h}</td>" for h in ("Criteria", *heads))
    rows = "".join(
        f"<tr><td>{text}</td>" + "".join(f"<td>{mark if c in level + by else ''}</td>" for c in "EDAI") + "</tr>"
        for text, level, by in LINES
    )
    key = "<p>Key: A = Application form, I = Interview</p>" if "A" in heads else ""
    return f"<h1>Person specification</h1>{key}<table><tr>{head}</tr>{rows}</table>"


def understood(pack: Pack) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(c.text, c.importance, tuple(c.assessed_by)) for c in pack.criteria]


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("mark", [TICK, FILLED, CROSS, picture()], ids=["stroked", "filled", "cross", "picture"])
def test_ticks_that_are_drawn(mark: str, rules: str) -> None:
    assert understood(read_pack(html(table(mark), BASE + rules), "pack.pdf")) == MEANT


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("code", ["f0fc", "f050", "f0fe", "f052"])
def test_ticks_of_a_symbol_font(code: str, rules: str) -> None:
    """The file's own table of letters maps the tick to a private code, as Word writes Wingdings."""
    data = html(table("✓"), BASE + rules)
    assert understood(read_pack(mapped(data, "2713", code), "pack.pdf")) == MEANT


def mapped(data: bytes, letter: str, code: str) -> bytes:
    """A PDF whose table of letters has another code for one letter."""
    out, changed = io.BytesIO(), 0
    with pikepdf.open(io.BytesIO(data)) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Stream) and b"beginbfchar" in (read := thing.read_bytes()):
                new = read.replace(f"<{letter}>".encode(), f"<{code}>".encode())
                changed += new != read
                thing.write(new)
        document.save(out)
    assert changed
    return out.getvalue()


TURNED = (
    ".t{display:block;height:%(high)s;width:11pt;position:relative}"
    ".t span{position:absolute;white-space:nowrap;%(turn)s}"
)
WAYS = {
    "upwards": "bottom:0;left:0;transform-origin:0 100%;transform:translateX(11pt) rotate(-90deg)",
    "downwards": "top:0;left:0;transform-origin:0 0;transform:translateX(11pt) rotate(90deg)",
}


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("way", WAYS)
def test_headings_on_their_side_over_narrow_columns(way: str, rules: str) -> None:
    heads = ("Essential", "Desirable", "Application form", "Interview")
    body = table("✓", tuple(f'<span class="t"><span>{h}</span></span>' for h in heads))
    style = BASE + rules + TURNED % {"high": "85pt", "turn": WAYS[way]}
    assert understood(read_pack(html(body, style), "pack.pdf")) == MEANT
