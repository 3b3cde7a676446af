"""The rules of one score."""

from __future__ import annotations

import pytest

from shortlisting.order import after, shuffled
from shortlisting.scoring import DEFAULT_WORDS, Scale, ScoreError, check, hint

SCALE = Scale(DEFAULT_WORDS, 2)


def given(**changes):
    values = {"value": 2, "judgement": "", "note": "", "pass_fail": False, "essential": True, "scale": SCALE}
    return values | changes


@pytest.mark.parametrize("value", [2, 3])
def test_a_score_in_the_middle_needs_no_note(value: int) -> None:
    assert check(**given(value=value)) is None


@pytest.mark.parametrize(("value", "essential"), [(0, True), (0, False), (1, True), (4, True), (4, False)])
def test_the_ends_and_a_low_essential_need_a_note(value: int, essential: bool) -> None:
    with pytest.raises(ScoreError, match="Say what you saw") as caught:
        check(**given(value=value, essential=essential, note="  "))
    assert caught.value.field == "note"
    assert check(**given(value=value, essential=essential, note="Names no example.")) is None


def test_a_low_desirable_needs_no_note() -> None:
    assert check(**given(value=1, essential=False)) is None


@pytest.mark.parametrize("value", [-1, 5, None, True, "3"])
def test_a_score_off_the_scale_is_refused(value) -> None:
    with pytest.raises(ScoreError, match="Choose a score from 0 to 4") as caught:
        check(**given(value=value, note="A note"))
    assert caught.value.field == "score"


def test_points_on_a_pass_or_fail_criterion_are_refused() -> None:
    with pytest.raises(ScoreError, match="Choose met, partly met or not met"):
        check(**given(value=3, pass_fail=True))


def test_a_judgement_on_a_scored_criterion_is_refused() -> None:
    with pytest.raises(ScoreError, match="Choose a score"):
        check(**given(value=None, judgement="met"))


@pytest.mark.parametrize("judgement", ["partly", "not_met"])
def test_not_fully_met_needs_a_note(judgement: str) -> None:
    with pytest.raises(ScoreError, match="Say what is missing"):
        check(**given(value=None, judgement=judgement, pass_fail=True))


def test_met_needs_no_note() -> None:
    assert check(**given(value=None, judgement="met", pass_fail=True)) is None


def test_a_note_has_a_limit() -> None:
    with pytest.raises(ScoreError, match="2,000 characters or fewer"):
        check(**given(value=3, note="x" * 2001))


@pytest.mark.parametrize(
    ("essential", "words"),
    [(True, "A 4 needs a note. So do a 0 and a 1 here."), (False, "A 4 needs a note. So does a 0.")],
)
def test_the_hint_says_which_scores_need_a_note(essential: bool, words: str) -> None:
    assert hint(pass_fail=False, essential=essential, scale=SCALE) == words


def test_the_order_is_the_same_on_return_and_another_for_each_criterion() -> None:
    numbers = list(range(1, 13))
    assert shuffled(numbers, "member", 1) == shuffled(reversed(numbers), "member", 1)
    assert shuffled(numbers, "member", 1) != shuffled(numbers, "member", 2)
    assert sorted(shuffled(numbers, "member", 1)) == numbers


def test_who_leaves_moves_nobody_else() -> None:
    order = shuffled(range(1, 13), "member", 1)
    assert shuffled([number for number in range(1, 13) if number != 5], "member", 1) == [n for n in order if n != 5]


def test_going_on_comes_round_again() -> None:
    assert after([4, 1, 3], 1) == [3, 4]
    assert after([4, 1, 3], 9) == [4, 1, 3]
