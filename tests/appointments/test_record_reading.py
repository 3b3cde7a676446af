"""A school's own spreadsheet is read row by row: what proves nothing is not guessed, what cannot be read is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from appointments.record_headings import guess
from appointments.record_reading import MOST_ROWS, Sheet, SheetError, read_sheet, take
from tests.appointments.sheets import ADA, HEADINGS, excel

TODAY = date(2026, 11, 22)


def taken(*rows: list[object]):
    sheet = read_sheet(excel(HEADINGS, *rows))
    return take(sheet, guess(sheet.headings), today=TODAY)


def test_a_row_is_read_and_nothing_is_guessed():
    (ada,) = taken(ADA).people
    assert (ada.person["surname"], ada.person["date_of_birth"], ada.person["starts_on"]) == (
        "Wren", date(1980, 2, 3), date(2019, 9, 1)
    )  # fmt: skip
    assert ada.cells["DBS"] == {"status": "clear", "on": "2019-08-01", "by": "MD", "note": "001234567890"}
    assert ada.cells["ID"]["status"] == "to_do", "a yes without a date proves nothing"
    assert ada.cells["S128"]["status"] == "not_required"
    assert ada.doubts == ("Identity: “Yes” has no date",)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({0: ""}, "There is no surname"),
        ({2: "31/02/1980"}, "Date of birth: “31/02/1980” is not a date such as 31/08/2024"),
        ({4: "soon"}, "Start date: “soon” is not a date such as 31/08/2024"),
        ({4: ""}, "There is no start date"),
        ({5: date(2027, 1, 1)}, "Enhanced DBS: 01/01/2027 is in the future"),
        ({8: "=A1"}, "Identity is a formula. Copy the column and paste it as values"),
    ],
)
def test_what_cannot_be_read_refuses_its_row_alone(change, why):
    wrong = [change.get(place, value) for place, value in enumerate(ADA)]
    outcome = taken(["Castle", *ADA[1:]], wrong)
    assert [row.person["surname"] for row in outcome.people] == ["Castle"]
    assert [(row.number, row.why) for row in outcome.refused] == [(3, why)]


def test_headings_as_schools_write_them_are_known():
    headings = "Surname;Forename(s);Post;ID checked;ID checked by;DBS number;DBS seen;RTW;Notes"
    assert guess(headings.split(";")) == {
        0: "surname", 1: "forenames", 2: "job_title", 3: "ID.on", 4: "ID.by", 5: "DBS.note", 6: "DBS.on", 7: "RTW.on",
    }  # fmt: skip


def test_the_same_person_twice_is_one():
    outcome = taken(ADA, ADA)
    assert (len(outcome.people), outcome.refused[0].why) == (1, "The same person stands in row 2")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (excel(HEADINGS, ADA, merge="A2:B2"), "Cells are merged"),
        (excel(HEADINGS), "no people in this file"),
        (b"PK\x03\x04 broken", "Save it again as an Excel workbook"),
        (b"Surname,Post\n" + b"Wren,Teacher\n" * (MOST_ROWS + 1), "Split it"),
    ],
)
def test_a_file_that_cannot_be_taken_says_what_to_do(content, says):
    with pytest.raises(SheetError, match=says):
        read_sheet(content)


def also_in(place: str, **also: str) -> bytes:
    """A small file with a cell far out: in the last corner it is 17 thousand million to whoever lays it out."""
    book = openpyxl.load_workbook(io.BytesIO(excel(HEADINGS, ADA)))
    book.active[place] = " "
    if "link" in also:
        book.active["A3"].hyperlink = also["link"]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, old: bytes, new: bytes) -> bytes:
    """The same file with other words in its first sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
        for name in packed.namelist():
            part = packed.read(name)
            again.writestr(name, part.replace(old, new) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


def test_a_cell_far_down_costs_nothing_and_one_far_out_is_refused():
    assert [number for number, _ in read_sheet(also_in("A1048576")).rows] == [2]
    with pytest.raises(SheetError, match="16,384 columns"):
        read_sheet(also_in("XFD1048576"))


@pytest.mark.parametrize(
    ("new", "says"),
    [
        (b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>', r"merged \(A1:XFD1048576\)"),
        (b"</sheetData", "Save it again as an Excel workbook"),
    ],
)
def test_a_hostile_or_broken_sheet_is_refused(new, says):
    with pytest.raises(SheetError, match=says):
        read_sheet(repacked(excel(HEADINGS, ADA), b"</sheetData>", new))


def test_a_link_over_the_whole_sheet_costs_nothing():
    whole = repacked(also_in("A4", link="https://example.org"), b'ref="A3"', b'ref="A1:XFD1048576"')
    assert [number for number, _ in read_sheet(whole).rows][:1] == [2]


def test_five_thousand_rows_are_read():
    rows = "".join(f"Wren{n};Ada;Teacher;01/09/2019\n" for n in range(MOST_ROWS))
    sheet = read_sheet(f"Surname;Forename;Post;Start date\n{rows}".encode())
    assert len(take(sheet, guess(sheet.headings), today=TODAY).people) == MOST_ROWS


@given(st.lists(st.lists(st.one_of(st.text(max_size=20), st.none(), st.dates()), max_size=8), min_size=1, max_size=5))
def test_any_rows_give_people_or_reasons(rows):
    sheet = Sheet(HEADINGS, list(enumerate(rows, start=2)))
    outcome = take(sheet, guess(HEADINGS), today=TODAY)
    assert len(outcome.people) + len(outcome.refused) == len(rows)
