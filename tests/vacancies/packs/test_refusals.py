"""Files that cannot be read are refused with a sentence that says what to do; nothing else ever escapes."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vacancies.packs import samples as s
from vacancies.packs import Pack, PackRefused, read_pack, read_text
from vacancies.packs.sources import kinds


def word_file(**parts: bytes) -> bytes:
    """A good .docx with parts added or replaced; the first '__' of a name is a folder."""
    document = s.word()
    s.job_description(document)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(s.saved(document))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        replaced = {
            name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): data
            for name, data in parts.items()
        }
        for entry in old.infolist():
            if entry.filename not in replaced:
                new.writestr(entry, old.read(entry))
        for name, data in replaced.items():
            new.writestr(name, data)
    return out.getvalue()


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(PackRefused) as caught:
        read_pack(data, name)
    return caught.value.message


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "pack.txt", "empty"),
        (b"", "pack.docx", "empty"),
        (b"Job description", "pack.exe", "cannot be read"),
        (b"Job description", "pack", "cannot be read"),
        (b"Job description", "pack.docx", "not a Word document"),
        (b"PK\x03\x04 more", "pack.txt", "not a text file"),
        (b"%PDF-1.7", "pack.txt", "not a text file"),
        (b"PK\x03\x04 more", "pack.docx", "damaged"),
        (b"PK\x03\x04" + b"\x00" * 400, "pack.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "pack.docx", "old Word file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "pack.docx",
            "password",
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "pack.doc", "Save As"),
        (b"PK\x03\x04", "pack.docm", "macros"),
        (b"{\\rtf1 hello}", "pack.rtf", "Save As"),
        (b"\x89PNG", "scan.png", "picture"),
        (b"\x00\x01\x02\x03\x04\x05" * 50, "pack.txt", "not plain text"),
        (b"12345 --- 678\n\n***", "pack.txt", "no words"),
        (b"\xff\xfea", "pack.txt", "damaged"),
        (b"x" * (kinds.MOST_BYTES + 1), "pack.txt", "10 MB"),
        (b"word " * 100_000, "pack.txt", "far longer"),
    ],
)
def test_refused_with_what_to_do(data: bytes, name: str, says: str) -> None:
    message = refusal(data, name)
    assert says in message
    assert message.endswith(".")
    assert len(message) > 40


def test_a_word_file_without_words() -> None:
    assert "no words" in refusal(s.saved(s.word()), "pack.docx")


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({"word__vbaProject_bin": b"x"}, "macros"),
        ({"word__activeX__activeX1_xml": b"<a/>"}, "macros"),
        ({"word__embeddings__sheet_bin": b"x"}, "embedded"),
        ({"word__document_xml": b"<w:document"}, "damaged"),
        ({"word__document_xml": b""}, "damaged"),
        ({"word__document_xml": b"<document/>"}, "damaged"),
        ({"word__styles_xml": b"<not closed"}, "damaged"),
        ({"word__document_xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'}, "damaged"),
        ({"docProps__app_xml": b"<Properties><Pages>61</Pages></Properties>"}, "60 pages"),
    ],
)
def test_word_files_refused_by_what_is_inside(parts: dict[str, bytes], says: str) -> None:
    assert says in refusal(word_file(**parts), "pack.docx")


def test_a_file_that_inflates_beyond_its_bound_is_refused_at_once() -> None:
    began = time.monotonic()
    bomb = word_file(word__media__big_bin=b"\x00" * (kinds.MOST_INFLATED + 1))
    assert len(bomb) < 1_000_000
    began = time.monotonic()
    assert "unpacks" in refusal(bomb, "pack.docx")
    assert time.monotonic() - began < 5


def test_a_damaged_byte_anywhere_is_a_pack_or_a_refusal() -> None:
    good = word_file()
    for place in range(0, len(good), max(1, len(good) // 120)):
        bad = good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :]
        with contextlib.suppress(PackRefused):
            assert isinstance(read_pack(bad, "pack.docx"), Pack)


def test_the_refusal_in_the_schema() -> None:
    with pytest.raises(PackRefused) as caught:
        read_text("")
    assert caught.value.as_json() == {"expect": "refused", "message": caught.value.message}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_that_editors_write(encoding: str) -> None:
    data = "Job Description\n\nMain duties\n\n• Don’t leave anyone out – ever\n• Count to £10".encode(encoding)
    assert read_pack(data, "PACK.TXT").jd_sections[0].duties == (
        "Don’t leave anyone out – ever",
        "Count to £10",
    )


def test_line_ends_of_every_system() -> None:
    text = "Job Description\n\nMain duties\n\n- Open the gate\n- Close the gate\n"
    assert read_text(text) == read_text(text.replace("\n", "\r\n")) == read_text(text.replace("\n", "\r"))


# ---- any text at all

PIECES = st.sampled_from(
    [
        *(
            "Person Specification",
            "Job Description",
            "Essential",
            "Desirable",
            "E",
            "D",
            "A",
            "I",
            "P",
            "\t",
            "\n",
        ),
        *(
            "\n\n\n",
            "•",
            "- ",
            "✓",
            "\uf0fc",
            "1.",
            "1.1",
            "(a)",
            ":",
            "Criteria",
            "Assessed by",
            "A = Application",
        ),
        *(
            "Closing date",
            "31/02/2026",
            "£",
            "(E)",
            "<ul>",
            "<li>",
            "Qualifications",
            "Kind to pupils",
            "|",
            "   ",
        ),
        *("Dear", "Yours sincerely", "Signed", "Main duties", "Salary:", "\x0b", "\f", "will:", "&lt;"),
    ]
)


def reads_or_refuses(text: str) -> None:
    try:
        pack = read_text(text)
    except PackRefused:
        return
    shape = pack.as_json()
    assert shape["expect"] == "parsed"
    assert all(c.text.strip() for c in pack.criteria)
    assert all(d.strip() for section in pack.jd_sections for d in section.duties)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_text_ends_in_a_pack_or_a_refusal(text: str) -> None:
    reads_or_refuses(text)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map("".join))
def test_any_shuffle_of_what_packs_are_made_of_ends_well(text: str) -> None:
    reads_or_refuses(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.one_of(PIECES, st.text(max_size=12)), min_size=3, max_size=3), min_size=1, max_size=6))
def test_any_table_in_word_ends_well(rows: list[list[str]]) -> None:
    document = docx.Document()
    document.add_paragraph("Person specification")
    made = document.add_table(rows=len(rows), cols=3)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            made.cell(r, c).text = "".join(ch for ch in text if ch.isprintable() or ch in "\t\n")
    assert isinstance(read_pack(s.saved(document), "pack.docx"), Pack)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 200_000,
        "1." * 90_000,
        "- " * 90_000 + "x",
        "(" * 150_000 + "word",
        "E D A I " * 30_000,
        "word\t" * 40_000,
        "A = a " * 40_000,
        "word word: " * 20_000,
    ],
)
def test_hostile_text_is_read_in_time(line: str) -> None:
    began = time.monotonic()
    reads_or_refuses("Person specification\n" + line)
    reads_or_refuses("Job description\nMain duties:\n" + line)
    assert time.monotonic() - began < 20


def test_many_lines_are_read_in_time() -> None:
    began = time.monotonic()
    body = "".join(f"{i // 50}.{i % 50} Does thing number {i} well (E)\n" for i in range(3000))
    pack = read_text("Person specification\n\n" + body)
    assert len(pack.criteria) == 3000
    assert time.monotonic() - began < 20
