"""The facts of a vacancy, however a pack gives them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.vacancies.packs import samples as s
from vacancies.packs import Pack, read_pack, read_text
from vacancies.packs.reading.dates import closing_of, date_phrase, find_time

BODY = "\n\nMain duties\n\n- Open the library\n- Close the library\n"


def facts(head: str) -> Pack:
    return read_text(f"Job Description\n\n{head}{BODY}")


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ("Job title: Librarian", "title", "Librarian"),
        ("Post:\tLibrarian", "title", "Librarian"),
        ("Position – Librarian", "title", "Librarian"),
        ("Lead Librarian (Grade 7)", "title", "Lead Librarian"),
        ("Lead Librarian (Grade 7)", "salary_text", "Grade 7"),
        ("Salary range: Grade 5, £26,000 to £28,000", "salary_text", "Grade 5, £26,000 to £28,000"),
        ("Pay\tGrade 5", "salary_text", "Grade 5"),
        ("Grade/Scale: 4", "salary_text", "4"),
        ("Reporting to: Business Manager", "reports_to", "Business Manager"),
        ("Line manager\tHead of English", "reports_to", "Head of English"),
        ("The post holder reports to the Head of English.", "reports_to", "the Head of English"),
        ("Responsible for: Two library helpers", "responsible_for", "Two library helpers"),
        ("Responsible for: N/A", "responsible_for", None),
        ("Line management of:\tNone", "responsible_for", None),
        ("Closing date: Friday 6th March 2026 at 12 noon", "closing", "2026-03-06T12:00"),
        ("Closing date: 06/03/26", "closing", "2026-03-06"),
        ("Closing date: 31 February 2026", "closing", None),
        ("Applications must arrive by 9.30am on 6 March 2026.", "closing", "2026-03-06T09:30"),
        ("The deadline is midnight on Sunday 8 March 2026.", "closing", "2026-03-08T23:59"),
        ("Interviews: w/c 16 March 2026", "interview", "w/c 16 March 2026"),
        ("Interviews will be held on 17 and 18 March 2026.", "interview", "17 and 18 March 2026"),
        ("Interview questions are sent the day before.", "interview", None),
        ("Start date: 1 September 2026", "start", "1 September 2026"),
        ("Required for September 2026", "start", "September 2026"),
    ],
)
def test_a_fact(head: str, field: str, value: str | None) -> None:
    assert getattr(facts(head), field) == value


def test_a_label_with_its_value_on_the_next_line() -> None:
    pack = facts("Reporting to\nBusiness Manager\n\nClosing date\n6 March 2026")
    assert (pack.reports_to, pack.closing) == ("Business Manager", "2026-03-06")


def test_facts_in_a_table_of_four_columns() -> None:
    document = s.word()
    document.add_heading("Job description", 1)
    s.table(
        document,
        [
            ["Post title", "Cook", "Grade", "3"],
            ["Responsible to", "Catering manager", "Responsible for", "Kitchen helpers"],
        ],
    )
    pack = read_pack(s.saved(document), "pack.docx")
    assert (pack.title, pack.salary_text) == ("Cook", "3")
    assert (pack.reports_to, pack.responsible_for) == ("Catering manager", "Kitchen helpers")


def test_nothing_is_made_up() -> None:
    pack = read_text("Main duties\n\n- Open the library\n- Close the library\n")
    assert (pack.salary_text, pack.reports_to, pack.closing, pack.interview, pack.start) == (None,) * 5


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9am", "09:00"),
        ("9.00 a.m.", "09:00"),
        ("12.30pm", "12:30"),
        ("12am", "00:00"),
        ("17:00", "17:00"),
        ("16.00 hrs", "16:00"),
        ("midday", "12:00"),
        ("25:00", None),
        ("26.04.2026", None),
    ],
)
def test_times(text: str, time: str | None) -> None:
    assert find_time(text) == time


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("6 March 2026", "2026-03-06"),
        ("March 6th, 2026", "2026-03-06"),
        ("6-Mar-2026", "2026-03-06"),
        ("2026-03-06", "2026-03-06"),
        ("06.03.2026", "2026-03-06"),
        ("6 March", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert closing_of(text) == iso


def test_a_date_as_printed() -> None:
    assert date_phrase("held in the week commencing 7th May 2026, in school") == "week commencing 7th May 2026"


def test_the_reader_needs_no_django() -> None:
    code = "import sys, vacancies.packs; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
