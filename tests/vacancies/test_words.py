"""Small thinking without a database: teacher status, the source beside the draft."""

from __future__ import annotations

import pytest

from vacancies.pack_source import Mark, anchor, source_blocks
from vacancies.teacher_status import is_status_alone, names_it


@pytest.mark.parametrize(
    "text", ["QTS", "Qualified Teacher Status (QTS)", "A fully-qualified school teacher", "holds qts"]
)
def test_text_that_names_the_status(text):
    assert names_it(text)


@pytest.mark.parametrize("text", ["A teaching qualification", "Qualified to degree level", "Teaches well", "UQTSB"])
def test_text_that_does_not(text):
    assert not names_it(text)


def test_a_longer_line_asks_for_more_than_the_status():
    assert is_status_alone("Qualified teacher status")
    assert not is_status_alone(
        "A qualified teacher who has taught pupils with a wide range of needs in more than one kind of school"
    )


def cells(lines: list[str]) -> list[list[tuple[str, ...]]]:
    return [[line.cells for line in block.lines] for block in source_blocks(7, lines, {})]


def test_source_lines_become_paragraphs_and_tables_without_empty_columns():
    lines = ["Person specification", "", "1.1 | QTS |  | E", "1.2 | Has led |  | ", "Duties"]
    assert cells(lines) == [[("Person specification",)], [("1.1", "QTS", "E"), ("1.2", "Has led", "")], [("Duties",)]]


def test_a_short_line_between_two_rows_is_a_category_of_the_table():
    assert cells(["a | E", "Skills", "b | D"]) == [[("a", "E"), ("Skills",), ("b", "D")]]


def test_each_line_has_its_place_and_the_ways_back_to_what_was_read():
    mark = Mark(1, "Has led", "criterion-5")
    [block] = source_blocks(7, ["Has led", "Has taught"], {anchor(7, 1): [mark]})
    assert [(line.anchor, line.marks) for line in block.lines] == [("source-7-0", ()), ("source-7-1", (mark,))]


def test_no_source():
    assert source_blocks(7, [], {}) == []
