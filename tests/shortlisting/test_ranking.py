"""Ranking: exact means, essentials before desirables, ties as ties, a missing score never a 0."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortlisting.ranking import Given, Judged, Ties, rank

ESSENTIALS = [Judged(1, essential=True), Judged(2, essential=True, weight=2)]
DESIRABLE = Judged(3, essential=False)
QTS = Judged(4, essential=True, pass_fail=True)


def ranking(*given: Given, criteria=(*ESSENTIALS, DESIRABLE, QTS), candidates=(10, 20), ties=Ties()):  # noqa: B008
    return rank(candidates, list(criteria), given, highest=4, pass_mark=2, ties=ties)


def scored(candidate: int, criterion: int, *values: int) -> Given:
    return Given(candidate, criterion, sum(values), len(values))


def test_a_weighted_total_of_means() -> None:
    rows = ranking(scored(10, 1, 3, 4), scored(10, 2, 2, 2), candidates=[10]).ranked
    assert rows[0].essentials == Fraction(7, 2) + 2 * 2


def test_what_the_totals_are_out_of() -> None:
    made = ranking()
    assert (made.essentials_of, made.desirables_of) == (12, 4)


def test_essentials_come_before_desirables() -> None:
    first = [scored(10, 1, 2), scored(10, 2, 3), scored(10, 3, 0)]
    second = [scored(20, 1, 2), scored(20, 2, 2), scored(20, 3, 4)]
    assert [row.candidate for row in ranking(*first, *second).ranked] == [10, 20]


def test_desirables_part_those_who_are_level() -> None:
    first = [scored(10, 1, 2), scored(10, 2, 2), scored(10, 3, 1)]
    second = [scored(20, 1, 2), scored(20, 2, 2), scored(20, 3, 4)]
    rows = ranking(*first, *second).ranked
    assert [(row.candidate, row.rank, row.level_with) for row in rows] == [(20, 1, ()), (10, 2, ())]


def test_a_tie_shares_a_place_and_the_next_place_is_left_out() -> None:
    given = [scored(candidate, 1, 3) for candidate in (10, 20)] + [scored(30, 1, 2)]
    rows = ranking(*given, candidates=[10, 20, 30]).ranked
    assert [(row.candidate, row.rank, row.level_with) for row in rows] == [(10, 1, (20,)), (20, 1, (10,)), (30, 3, ())]


def test_thirds_that_differ_are_no_tie() -> None:
    first = [Given(10, 1, 10**15 + 1, 3 * 10**15)]
    second = [Given(20, 1, 1, 3)]
    assert [row.rank for row in ranking(*first, *second, criteria=[ESSENTIALS[0]]).ranked] == [1, 2]


def test_a_missing_score_is_left_out_and_not_a_zero() -> None:
    whole = [scored(10, 1, 3), scored(10, 2, 3)]
    part = [scored(20, 1, 3)]
    rows = ranking(*whole, *part, criteria=ESSENTIALS).ranked
    assert [(row.rank, row.missing) for row in rows] == [(1, 0), (1, 1)]


def test_nothing_scored_comes_last_with_no_total() -> None:
    rows = ranking(scored(20, 1, 0)).ranked
    assert [(row.candidate, row.essentials) for row in rows] == [(20, Fraction(0)), (10, None)]


def test_an_essential_below_the_pass_mark_is_flagged_and_keeps_its_place() -> None:
    strong = [scored(10, 1, 1, 2), scored(10, 2, 4, 4)]
    weak = [scored(20, 1, 2, 2), scored(20, 2, 2, 2)]
    rows = ranking(*strong, *weak).ranked
    assert [(row.candidate, row.below) for row in rows] == [(10, (1,)), (20, ())]


def test_a_desirable_has_no_pass_mark() -> None:
    assert ranking(scored(10, 3, 0), candidates=[10]).ranked[0].below == ()


def test_the_most_doubtful_judgement_stands_and_moves_nobody() -> None:
    given = [
        scored(10, 1, 3),
        Given(10, 4, judgements={"met": 1, "partly": 1}),
        scored(20, 1, 2),
        Given(20, 4, judgements={"met": 2}),
    ]
    rows = ranking(*given).ranked
    assert [(row.candidate, row.judgements[4], row.not_met) for row in rows] == [(10, "partly", (4,)), (20, "met", ())]


def test_not_met_outweighs_partly() -> None:
    row = ranking(Given(10, 4, judgements={"met": 1, "partly": 1, "not_met": 1}), candidates=[10]).ranked[0]
    assert row.judgements[4] == "not_met"


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
def test_the_order_follows_the_totals_whatever_was_given(values) -> None:
    given = [
        scored(place, criterion, *[score])
        for place, pair in enumerate(values)
        for criterion, score in zip((1, 2), pair, strict=True)
    ]
    rows = ranking(*given, criteria=ESSENTIALS, candidates=range(len(values))).ranked
    totals = [values[row.candidate][0] + 2 * values[row.candidate][1] for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert [row.rank for row in rows] == [1 + sum(other > total for other in totals) for total in totals]
    assert all(row.essentials == total for row, total in zip(rows, totals, strict=True))


# 10 and 20 come to 6 on the essentials. 10 is better on the first, 20 on the desirable and in how many reach 2.
LEVEL = [
    scored(10, 1, 4), scored(10, 2, 1), scored(10, 3, 1),
    scored(20, 1, 2), scored(20, 2, 2), scored(20, 3, 3),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ties", "order"),
    [
        (Ties(), [(20, 1), (10, 2)]),
        (Ties(criterion=1), [(10, 1), (20, 2)]),
        (Ties(criterion=2), [(20, 1), (10, 2)]),
        (Ties(passed=True), [(20, 1), (10, 2)]),
        (Ties(desirables=False), [(10, 1), (20, 1)]),
    ],
)
def test_what_parts_who_is_level_is_the_plans(ties, order) -> None:
    assert [(row.candidate, row.rank) for row in ranking(*LEVEL, ties=ties).ranked] == order


def test_after_the_named_criterion_and_the_count_the_desirables_decide() -> None:
    given = [scored(10, 1, 2), scored(10, 2, 2), scored(10, 3, 1), scored(20, 1, 2), scored(20, 2, 2), scored(20, 3, 4)]
    for ties in (Ties(criterion=1), Ties(passed=True)):
        assert [row.candidate for row in ranking(*given, ties=ties).ranked] == [20, 10]


def test_a_named_criterion_that_nobody_scored_comes_behind_a_0() -> None:
    given = [scored(10, 2, 2), scored(20, 1, 0), scored(20, 2, 3)]
    rows = ranking(*given, ties=Ties(criterion=1)).ranked
    assert [(row.candidate, row.essentials) for row in rows] == [(20, 6), (10, 6)]


RULES = st.sampled_from([Ties(), Ties(criterion=1), Ties(criterion=3), Ties(passed=True), Ties(desirables=False)])


@given(st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=10), RULES)
def test_no_rule_puts_anybody_before_one_with_more_essentials(values, ties) -> None:
    given = [scored(place, n, score) for place, three in enumerate(values) for n, score in enumerate(three, start=1)]
    rows = ranking(*given, candidates=range(len(values)), ties=ties).ranked
    totals = [row.essentials for row in rows]
    assert totals == sorted(totals, reverse=True)
    assert [row.rank for row in rows] == [1 + sum(other.key < row.key for other in rows) for row in rows]
    assert all((row.level_with != ()) == (sum(other.key == row.key for other in rows) > 1) for row in rows)
