"""What changed between two versions of a person specification."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vacancies.specification_diff import Change, Words, compare, words_between

SENTENCES = st.lists(
    st.sampled_from(["led", "a", "team", "of", "adults", "in", " ", "  ", "school,", "\n"]), max_size=25
)


def row(pk: int, text: str, **changes: Any) -> dict[str, Any]:
    return {
        "id": pk,
        "number": "1.1",
        "text": text,
        "importance": "essential",
        "assessed_by": ["application"],
        **changes,
    }


def content(*rows: dict[str, Any], section: str = "Skills") -> list[dict[str, Any]]:
    return [{"section": section, "criteria": list(rows)}]


@given(SENTENCES.map(" ".join), SENTENCES.map(" ".join))
def test_the_words_are_those_of_both_texts(old, new):
    words = words_between(old, new)
    assert "".join(each.text for each in words if each.kind != "added") == old
    assert "".join(each.text for each in words if each.kind != "removed") == new
    assert all(each.text for each in words)
    assert all(words[n].kind != words[n + 1].kind for n in range(len(words) - 1))
    if old == new:
        assert {each.kind for each in words} <= {"same"}


def test_phrases_change_and_not_each_word():
    assert words_between("Has led a team of adults", "Has coached one group of adults") == (
        Words("same", "Has "),
        Words("removed", "led a team"),
        Words("added", "coached one group"),
        Words("same", " of adults"),
    )


def test_nothing_changed():
    same = content(row(1, "Knows the Code"))
    assert compare(same, same) == []


@pytest.mark.parametrize(
    ("changes", "notes"),
    [
        ({"importance": "desirable"}, ("Was essential, is now desirable.",)),
        ({"assessed_by": ["application", "interview", "task"]}, ("Is now also judged by interview and task.",)),
        (
            {"assessed_by": ["interview"]},
            ("Is now also judged by interview.", "Is no longer judged by application."),
        ),
        ({"number": ""}, ("Was numbered 1.1.",)),
    ],
)
def test_what_else_changed_is_said(changes, notes):
    (found,) = compare(content(row(1, "Knows the Code")), content(row(1, "Knows the Code", **changes)))
    assert (found.kind, found.words, found.notes) == ("changed", (Words("same", "Knows the Code"),), notes)


def test_a_criterion_that_moved():
    (found,) = compare(content(row(1, "Kind")), content(row(1, "Kind"), section="Qualities"))
    assert found.notes == ("Moved from “Skills” to “Qualities”.",)


def test_criteria_that_came_and_went():
    assert compare(content(row(1, "Kind")), content(row(2, "Patient"))) == [
        Change("added", "Skills", "1.1", (Words("added", "Patient"),), ("Essential, judged by application.",)),
        Change("removed", "Skills", "1.1", (Words("removed", "Kind"),)),
    ]
