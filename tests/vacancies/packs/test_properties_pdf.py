"""Any bytes and any page at all end in a pack or a refusal, never in an exception."""

from __future__ import annotations

import contextlib
from html import escape

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vacancies.packs import pdf_files as f
from tests.vacancies.packs.test_refusals import PIECES
from vacancies.packs import Pack, PackRefused, read_pack

TEXTS = st.one_of(PIECES, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20))
LOOKS = st.sampled_from(
    ["td{border:1pt solid}", "", "td{border-bottom:1pt solid;padding:3pt}", "body{columns:2}", "p{display:inline}"]
)


def reads_or_refuses(data: bytes, name: str) -> None:
    with contextlib.suppress(PackRefused):
        pack = read_pack(data, name)
        assert isinstance(pack, Pack)
        assert all(c.text.strip() for c in pack.criteria)
        assert all(d.strip() for section in pack.jd_sections for d in section.duties)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=600), st.sampled_from(["pack.pdf", "pack.docx", "pack.txt"]))
def test_any_bytes(data: bytes, name: str) -> None:
    reads_or_refuses(data, name)
    reads_or_refuses(b"%PDF-1.7\n" + data, "pack.pdf")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_good_pdf_with_bytes_changed(data: st.DataObject) -> None:
    good = bytearray(f.good())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(good) - 1))
        good[place : place + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    reads_or_refuses(bytes(good), "pack.pdf")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(TEXTS, min_size=1, max_size=4), max_size=8), st.lists(TEXTS, max_size=8), LOOKS)
def test_any_page(rows: list[list[str]], lines: list[str], style: str) -> None:
    table = "".join(f"<tr>{''.join(f'<td>{escape(c)}</td>' for c in row)}</tr>" for row in rows)
    words = "".join(f"<p>{escape(line)}</p>" for line in lines)
    reads_or_refuses(f.html(f"<h1>Person specification</h1><table>{table}</table>{words}", style), "pack.pdf")
