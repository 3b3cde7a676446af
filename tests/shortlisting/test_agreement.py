"""Agreement: equal to published worked examples, and what must hold whatever the scores."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortlisting.agreement import Agreement, Scored, agreement, alpha, leniency

# Krippendorff (2011), section C: four observers, twelve units, values missing.
UNITS_OF_FOUR = [
    [1, 1, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4], [4, 4, 4, 4], [1, 1, 2, 1],
    [2, 2, 2, 2], [5, 5, 5], [1, 1], [3],
]  # fmt: skip
# Krippendorff (2011), section A: two observers, ten units, two values. With two values every metric agrees.
UNITS_OF_TWO = [[0, 1], [1, 1], [0, 1], [0, 0], [0, 0], [0, 1], [0, 0], [0, 0], [1, 0], [0, 0]]


def test_the_published_example_of_four_observers() -> None:
    found = alpha(UNITS_OF_FOUR)
    assert found is not None
    assert round(float(found), 3) == 0.815


def test_the_published_example_of_two_observers() -> None:
    found = alpha(UNITS_OF_TWO)
    assert found is not None
    assert round(float(found), 3) == 0.095


@pytest.mark.parametrize("units", [[], [[3]], [[3], [4]], [[2, 2], [2, 2, 2]]])
def test_nothing_to_say(units) -> None:
    assert alpha(units) is None


units_of_values = st.lists(st.lists(st.integers(0, 4), max_size=5), max_size=12)


@given(units_of_values)
def test_never_above_one_and_one_only_where_all_agree(units) -> None:
    found = alpha(units)
    if found is not None:
        assert found <= 1
        assert (found == 1) == all(len(set(unit)) == 1 for unit in units if len(unit) > 1)


@given(units_of_values, st.randoms(use_true_random=False))
def test_the_order_of_members_and_candidates_does_not_matter(units, random) -> None:
    mixed = [random.sample(unit, len(unit)) for unit in units]
    random.shuffle(mixed)
    assert alpha(mixed) == alpha(units)


@given(units_of_values, st.lists(st.integers(1, 5), min_size=5, max_size=5))
def test_only_the_order_of_values_matters(units, steps) -> None:
    stretched = [sum(steps[: value + 1]) for value in range(5)]
    assert alpha([[stretched[value] for value in unit] for unit in units]) == alpha(units)


@given(units_of_values)
def test_the_scale_turned_round_agrees_as_much(units) -> None:
    assert alpha([[4 - value for value in unit] for unit in units]) == alpha(units)


def panel_scores(candidates: int, members: int, value=lambda member, candidate: candidate % 5) -> list[Scored]:
    return [Scored(m, c, 1, value(m, c)) for m in range(members) for c in range(candidates)]


@pytest.mark.parametrize(("candidates", "members", "words"), [
    (9, 3, "too few to say"), (10, 1, "too few to say"), (10, 2, "strong"),
])  # fmt: skip
def test_too_few_to_say(candidates, members, words) -> None:
    assert agreement(panel_scores(candidates, members)).words == words


@pytest.mark.parametrize(("figure", "words"), [
    ("0.80", "strong"), ("0.799", "good"), ("0.67", "good"), ("0.669", "moderate"), ("0.40", "moderate"),
    ("0.399", "low"), ("-0.2", "low"),
])  # fmt: skip
def test_a_figure_in_a_word(figure, words) -> None:
    assert Agreement(Fraction(figure), 12, 3).words == words


def test_a_member_who_scores_one_higher_throughout() -> None:
    found = leniency(panel_scores(4, 3, lambda member, candidate: 2 + (member == 0)))
    assert found == {0: 1, 1: Fraction(-1, 2), 2: Fraction(-1, 2)}


def test_a_member_whose_candidates_nobody_else_scored_is_not_compared() -> None:
    alone = [Scored(9, 99, 1, 4)]
    assert 9 not in leniency([*panel_scores(4, 2), *alone])
