"""Small thinking without a database: teacher status, the source beside the draft."""

from __future__ import annotations

import pytest

from vacancies.pack_source import SourceBlock, source_blocks
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


def test_source_lines_become_paragraphs_and_tables():
    text = "Person specification\n\n1.1\tQTS\t\tE\n1.2\tHas led\t\n\nDuties\n"
    assert source_blocks(text) == [
        SourceBlock(text="Person specification"),
        SourceBlock(rows=(("1.1", "QTS", "E"), ("1.2", "Has led", ""))),
        SourceBlock(text="Duties"),
    ]


def test_a_tab_at_the_edge_makes_no_table():
    assert source_blocks("\tIndented\n") == [SourceBlock(text="Indented")]


def test_no_source():
    assert source_blocks("") == []
