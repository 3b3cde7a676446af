"""Plain text whose columns are lined up with spaces: where tables, rows and items begin and end."""

from __future__ import annotations

import pytest

from tests.vacancies.packs.checks import criteria, duties, shown
from vacancies.packs import read_text
from vacancies.packs.document import Table
from vacancies.packs.sources import text


def tables(page: str) -> list[object]:
    """The document's blocks: a table as rows of cells, a paragraph as its text."""
    return shown(text.read(page).blocks)


def cells(page: str) -> list[list[list[str]]]:
    """The first block, a table, as rows of cells of paragraphs."""
    table = text.read(page).blocks[0]
    assert isinstance(table, Table)
    return [[[p.text for p in cell.paragraphs] for cell in row.cells] for row in table.rows]


def items(page: str, row: int, column: int) -> list[str]:
    """The paragraphs of a cell of the first table."""
    return cells(page)[row][column]


def test_the_last_cell_goes_on_below_the_last_line_that_holds_two() -> None:
    page = """\
Area         Duties
Reading      Hear readers
Care         Greet each family
             Keep the first-aid room stocked for the
             whole week
"""
    assert items(page, 2, 1) == ["Greet each family", "Keep the first-aid room stocked for the whole week"]


def test_a_cell_in_the_middle_goes_on_up_to_the_next_column() -> None:
    page = """\
Factor   Essential                    Assessed by   Desirable
Skills   Neat hand                    Interview     Plays the piano
         A steady way with people in
         a hurry
"""
    assert items(page, 1, 1) == ["Neat hand", "A steady way with people in a hurry"]


@pytest.mark.parametrize(
    ("full", "then", "count"),
    [
        ("Keep the door log each morning this week", "Check the gates", 2),
        ("Order the paper, the pens and card for the", "English department", 1),
        ("Run a club for pupils who speak Polish,", "Arabic or Urdu at home", 1),
        ("Keep a tidy cupboard of maps and old globes", "- within reason", 1),
        ("Keep the shared calendar and post what is", "25 days ahead", 1),
    ],
)
def test_a_capital_after_a_full_line_opens_an_item_unless_the_line_leads_on(full: str, then: str, count: int) -> None:
    lines = ["Hear readers from the youngest two classes", "at lunch", full, then]
    page = "Area       Duties\n" + f"Reading    {lines[0]}\n" + "".join(f"           {line}\n" for line in lines[1:])
    assert len(items(page, 1, 1)) == 1 + count


def test_in_a_column_of_bullets_a_full_line_goes_on_with_a_capital() -> None:
    page = """\
Area       Duties
Reading    • Hear readers who are new to reading in
           English before school
           • Order books and shelve them before the
           day begins
"""
    assert items(page, 1, 1) == [
        "Hear readers who are new to reading in English before school",
        "Order books and shelve them before the day begins",
    ]


def test_a_word_cut_at_its_hyphen_takes_no_space() -> None:
    page = """\
Area       Duties
Number     Lead work with number in small-
           group sessions
"""
    assert items(page, 1, 1) == ["Lead work with number in small-group sessions"]


def test_a_heading_and_the_same_first_cell_begin_another_table() -> None:
    page = """\
Essential

No.   Requirement
E1    Kind
E2    Fair

Desirable

No.   Criteria
D1    Plays the cello
"""
    assert tables(page) == [
        "Essential",
        [["No.", "Requirement"], ["E1", "Kind"], ["E2", "Fair"]],
        "Desirable",
        [["No.", "Criteria"], ["D1", "Plays the cello"]],
    ]


def test_more_columns_under_a_heading_begin_another_table() -> None:
    page = """\
Area                        Duties
Reading                     Hear readers in the
                            library
Number                      Lead the number club

Person specification

Criteria                    E     D
Kind                        x
Plays the cello                   x
"""
    assert tables(page)[2] == [["Criteria", "E", "D"], ["Kind", "x", ""], ["Plays the cello", "", "x"]]


def test_labels_beside_the_same_headings_each_have_a_table() -> None:
    page = """\
Person specification

Training   ESSENTIAL                     DESIRABLE
           Has a first-aid certificate   Drives
           Spells well

Manner   ESSENTIAL           DESIRABLE
         Kind to every age   Good at jokes
         Patient
"""
    assert [(c[0], c[2], c[3]) for c in criteria(read_text(page))] == [
        ("Training", "Has a first-aid certificate", "essential"),
        ("Training", "Spells well", "essential"),
        ("Training", "Drives", "desirable"),
        ("Manner", "Kind to every age", "essential"),
        ("Manner", "Patient", "essential"),
        ("Manner", "Good at jokes", "desirable"),
    ]


def test_a_header_over_one_column_of_words_is_a_table() -> None:
    page = """\
Person specification

Essential ✓                     Desirable ✓
Keeps a calm room when the day
is long
Punctual
"""
    got = criteria(read_text(page))
    assert [(c[2], c[3]) for c in got] == [
        ("Keeps a calm room when the day is long", "essential"),
        ("Punctual", "essential"),
    ]


def test_two_labels_and_their_values_on_one_line() -> None:
    pack = read_text("Job description\n\nSalary   Scale 5   Reports to   The bursar\n\nDuties\n\n- Count the money\n")
    assert (pack.salary_text, pack.reports_to) == ("Scale 5", "The bursar")


def test_a_column_of_short_words_that_wrap_is_no_column_of_marks() -> None:
    page = """\
Must have                               Nice to have
➢ Has kept accounts for a charity or    ➢ Own
a school                                transport
➢ Kind
"""
    assert items(page, 1, 0) == ["Has kept accounts for a charity or a school", "Kind"]
    assert items(page, 1, 1) == ["Own transport"]


def test_a_list_whose_code_stands_beside_its_first_item() -> None:
    page = """\
Person specification

Essential                       Desirable              How tested
Training
Has a first-aid certificate     Drives a minibus       A, I
Spells well
Skills
Kind                            Witty                  I

Key: A = application form, I = interview
"""
    assert [(c[0], c[2], c[4]) for c in criteria(read_text(page))] == [
        ("Training", "Has a first-aid certificate", ["application", "interview"]),
        ("Training", "Spells well", ["application", "interview"]),
        ("Training", "Drives a minibus", ["application", "interview"]),
        ("Skills", "Kind", ["interview"]),
        ("Skills", "Witty", ["interview"]),
    ]


def test_a_duty_to_review_a_year_group_is_no_review_date() -> None:
    page = "Job description\n\nDuties\n\n- Greet parents\n- Review the reading of Year 7 pupils\n\nReviewed: May 2026\n"
    assert duties(read_text(page)) == [("Duties", ("Greet parents", "Review the reading of Year 7 pupils"))]


def test_a_numbered_heading_over_a_stem_and_its_sub_numbers() -> None:
    page = """\
Job description

1. Care of books
The post holder will:
1.1 Mend torn pages
1.2 Cover new books
2. Care of people
2.1 Greet parents
"""
    assert duties(read_text(page)) == [
        ("1. Care of books", ("Mend torn pages", "Cover new books")),
        ("2. Care of people", ("Greet parents",)),
    ]


def test_names_without_bullets_part_the_lists_of_a_column() -> None:
    page = """\
Essential                       Desirable                  How tested
Training
* Has a first-aid certificate   * Drives a minibus with    Interview and application
* Spells well                   care
Manner
* Kind                          * Witty                    Interview and references
"""
    assert [row[0] for row in cells(page)[1:]] == [
        ["Training"],
        ["Has a first-aid certificate", "Spells well"],
        ["Manner"],
        ["Kind"],
    ]


def test_methods_in_small_letters_are_no_wrapped_lines() -> None:
    page = """\
Criteria                      E                             D
Has kept a till               interview
Knows each bus route in the   letter of application, task
town
Sings                                                       task
Has a first-aid certificate   letter of application, talk
Spells well                   interview
Plays the piano               talk
"""
    assert [row[0] for row in cells(page)] == [
        ["Criteria"],
        ["Has kept a till"],
        ["Knows each bus route in the town"],
        ["Sings"],
        ["Has a first-aid certificate"],
        ["Spells well"],
        ["Plays the piano"],
    ]


def test_pairs_that_nowhere_wrap_are_a_row_each() -> None:
    page = """\
Post title       Cleaner         Pay     Scale 2
Responsible to   The caretaker   Hours   Fifteen a week
Direct reports   Nobody at all
"""
    assert [row[0] for row in cells(page)] == [["Post title"], ["Responsible to"], ["Direct reports"]]


def test_tables_say_nothing_of_the_width_of_the_lines_between_them() -> None:
    long = "Keeps a calm, cheerful and well ordered room while the day is long and the weather is wet"
    page = "Area       Duties\n" + "".join(
        f"Reading    {'Hear the youngest readers of the school twice a week in the library,':<70}\n"
        "           and at lunch\n"
        for _ in range(4)
    )
    shown_blocks = tables(f"{page}\n{long}\nPunctual\n{long} too\nPlays the piano\n")
    assert shown_blocks[1:] == [long, "Punctual", f"{long} too", "Plays the piano"]
