"""Marks on paragraphs, which stay with their paragraph while the text changes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.passages import carried, paragraphs, passages

# A busy machine is slow, which says nothing about the code.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

TEXT = "I lead annual reviews each term.\n\nI train assistants in small groups.\n\nI wrote the SEND report."


def test_paragraphs_are_the_lines_with_words():
    assert paragraphs("  one \n\n\ntwo\r\n \nthree") == ["one", "two", "three"]
    assert passages("one\n\ntwo\nthree", [2, 0, 9]) == "one\n\nthree"


def test_a_mark_stays_with_a_paragraph_that_moves_is_reworded_or_gets_others_around_it():
    marks = {"7": [1]}
    for after, place in (
        ("A new start.\n" + TEXT, 2),
        (TEXT.replace("in small groups", "in groups of three, each Friday"), 1),
        ("I train assistants in small groups.\nI lead annual reviews each term.", 0),
        (TEXT + "\nAn end.", 1),
    ):
        assert carried(marks, TEXT, after) == {"7": [place]}, after


def test_a_paragraph_taken_out_opens_the_question_again_but_an_answer_of_none_stays():
    without = TEXT.replace("I train assistants in small groups.\n\n", "")
    assert carried({"7": [1], "8": [0, 1], "9": []}, TEXT, without) == {"8": [0], "9": []}


LINES = st.lists(st.text(alphabet="abc def", min_size=1, max_size=30).filter(str.strip), unique=True, max_size=8)


@BUSY
@given(LINES, LINES, st.data())
def test_marks_never_point_outside_the_text(before, after, data):
    numbers = data.draw(st.lists(st.sampled_from(range(len(before))), unique=True)) if before else []
    found = carried({"1": numbers}, "\n".join(before), "\n".join(after))
    count = len(paragraphs("\n".join(after)))
    assert all(0 <= n < count for places in found.values() for n in places)


@BUSY
@given(LINES, st.lists(st.text(alphabet="xyz ", min_size=1, max_size=20).filter(str.strip), max_size=4), st.data())
def test_putting_paragraphs_in_front_moves_every_mark_by_their_number(before, new, data):
    stripped = paragraphs("\n".join(before))
    if len(set(stripped)) < len(stripped) or not stripped:
        return
    numbers = sorted(data.draw(st.sets(st.integers(0, len(stripped) - 1), min_size=1)))
    found = carried({"1": numbers}, "\n".join(before), "\n".join([*new, *before]))
    assert found == {"1": [n + len(paragraphs("\n".join(new))) for n in numbers]}
