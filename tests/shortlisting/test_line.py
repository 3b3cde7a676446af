"""The shortlist line: where it falls, what would move it, and what the panel talks about first."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortlisting.line import Line
from shortlisting.moderation import queue
from shortlisting.ranking import Given, Judged, Ranking, Ties, rank

CRITERIA = [Judged(1, True), Judged(2, True, weight=2), Judged(3, False), Judged(4, True, pass_fail=True)]
TOP, PASS_MARK = 4, 2


def of(candidate: int, criterion: int, *values: int, agreed: int | None = None) -> Given:
    return Given(candidate, criterion, sum(values), len(values), min(values), max(values), agreed=agreed)


def ends(*scored: tuple[int, int, list[int]]) -> dict[tuple[int, int], tuple[int, int]]:
    return {(candidate, criterion): (values.count(0), values.count(TOP)) for candidate, criterion, values in scored}


def ranking(given: list[Given], candidates, ties: Ties = Ties()) -> Ranking:  # noqa: B008
    return rank(candidates, CRITERIA, given, highest=TOP, pass_mark=PASS_MARK, ties=ties)


def line(given: list[Given], places: int, candidates=(10, 20, 30)) -> Line:
    return Line(ranking(given, candidates), CRITERIA, places)


THREE = [of(10, 1, 4), of(20, 1, 3), of(30, 1, 1)]


def test_who_is_above_and_how_far_the_next_one_is() -> None:
    drawn = line(THREE, 2)
    assert (drawn.above, drawn.over, drawn.gap) == ({10, 20}, 0, Fraction(2 * 3))  # one of three weights is scored
    assert drawn.last_in is not None
    assert drawn.first_out is not None
    assert (drawn.last_in.candidate, drawn.first_out.candidate) == (20, 30)


def test_a_tie_is_never_cut() -> None:
    drawn = line([of(10, 1, 4), of(20, 1, 3), of(30, 1, 3)], 2)
    assert (drawn.above, drawn.over, drawn.gap) == ({10, 20, 30}, 1, None)


@pytest.mark.parametrize(("places", "above"), [(0, set()), (3, {10, 20, 30}), (9, {10, 20, 30})])
def test_as_many_places_as_candidates_or_none(places, above) -> None:
    drawn = line(THREE, places)
    assert (drawn.above, drawn.gap) == (above, None)
    assert not drawn.moves(10, 1, Fraction(0))


def test_nobody_at_all() -> None:
    drawn = line([], 5, candidates=())
    assert (drawn.above, drawn.fragility([], {}).possible) == (frozenset(), 0)


def test_an_agreed_score_stands_in_place_of_the_mean() -> None:
    rows = ranking([of(10, 1, 0, 4, agreed=3), of(20, 1, 2, 2)], (10, 20)).ranked
    assert [(row.candidate, row.means[1]) for row in rows] == [(10, 3), (20, 2)]


def test_fragility_counts_each_score_that_one_member_could_have_given_otherwise() -> None:
    given = [of(10, 1, 4, 4), of(20, 1, 3, 2), of(30, 1, 2, 2)]
    found = line(given, 2).fragility(given, ends((10, 1, [4, 4])))
    assert found.possible == 2 + 4 + 4  # none above the top of the scale
    assert {(each.candidate, each.step, each.members) for each in found.changes} == {(20, -1, 2), (30, 1, 2)}
    assert found.altering == 4


def test_where_the_gap_is_wider_than_any_point_no_total_is_within_reach() -> None:
    given = [of(10, 1, 4, 4), of(20, 1, 0, 0)]
    low, high = line(given, 1, candidates=(10, 20)).fragility(given, {}).reach or (Fraction(0), Fraction(0))
    assert low > high


def test_what_was_agreed_is_no_longer_moved_by_one_score() -> None:
    given = [of(10, 1, 4, 4), of(20, 1, 3, 2, agreed=3), of(30, 1, 2, 2)]
    found = line(given, 2).fragility(given, ends((10, 1, [4, 4])))
    assert (found.possible, {each.candidate for each in found.changes}) == (6, set())


scores = st.lists(st.integers(0, TOP), min_size=1, max_size=3)
boards = st.dictionaries(st.tuples(st.integers(1, 6), st.integers(1, 3)), scores, min_size=1)


rules = st.sampled_from([Ties(), Ties(criterion=1), Ties(criterion=3), Ties(passed=True), Ties(desirables=False)])


def shortlist(given: list[Given], candidates, places: int, ties: Ties) -> frozenset[int]:
    return Line(ranking(given, candidates, ties), CRITERIA, places).above


@given(boards, st.integers(1, 6), rules)
def test_the_quick_answer_is_that_of_ranking_everybody_again(board, places, ties) -> None:
    """An oracle without short cuts: change one score, rank all of them anew, compare the shortlists."""
    given = [of(candidate, criterion, *values) for (candidate, criterion), values in board.items()]
    candidates = sorted({each.candidate for each in given})
    before = shortlist(given, candidates, places, ties)
    at = ends(*((candidate, criterion, values) for (candidate, criterion), values in board.items()))
    expected = []
    for place, each in enumerate(given):
        bottom, top = at[each.candidate, each.criterion]
        for step, members in ((1, each.scores - top), (-1, each.scores - bottom)):
            after = [*given]
            after[place] = replace(each, total=each.total + step)
            if members and shortlist(after, candidates, places, ties) != before:
                expected.append((each.candidate, each.criterion, step, members))
    drawn = Line(ranking(given, candidates, ties), CRITERIA, places)
    found = drawn.fragility(given, at)
    assert [(each.candidate, each.criterion, each.step, each.members) for each in found.changes] == expected
    assert found.possible == sum(2 * each.scores - sum(at[each.candidate, each.criterion]) for each in given)


def talks(given: list[Given], places: int = 1, settled: frozenset[tuple[int, int]] = frozenset()):
    drawn = line(given, places, candidates=sorted({each.candidate for each in given}))
    return queue(given, {each.pk: each for each in CRITERIA}, drawn, settled=settled)


def test_one_point_apart_is_nothing_to_talk_about() -> None:
    assert talks([of(10, 1, 3, 4), of(20, 1, 1, 1)]) == []


def test_what_can_change_the_shortlist_comes_before_what_lies_farther_apart() -> None:
    given = [of(10, 1, 4), of(20, 1, 1, 3), of(30, 1, 1, 2), of(40, 1, 0, 3)]
    found = talks(given, places=2)
    assert [(each.candidate, each.spread, each.matters) for each in found] == [(40, 3, True), (20, 2, True)]
    far = [*given[:2], of(30, 1, 4), of(40, 1, 0, 3), of(50, 1, 4)]
    assert [(each.candidate, each.matters) for each in talks(far, places=1)] == [(40, False), (20, False)]
    between = [of(10, 1, 4), of(20, 1, 2, 4), of(30, 1, 2), of(40, 1, 0, 3), of(50, 1, 4)]
    assert [(each.candidate, each.spread, each.matters) for each in talks(between, places=2)] == [
        (20, 2, True), (40, 3, False),
    ]  # fmt: skip


def test_what_is_settled_comes_last() -> None:
    given = [of(10, 1, 4, 0), of(20, 1, 3, 1)]
    found = talks(given, settled=frozenset({(10, 1)}))
    assert [(each.candidate, each.settled) for each in found] == [(20, False), (10, True)]


def test_members_who_differ_on_pass_or_fail_have_to_talk() -> None:
    given = [Given(10, 4, judgements={"met": 1, "not_met": 1}), Given(20, 4, judgements={"met": 2})]
    assert [(each.candidate, each.matters) for each in talks(given)] == [(10, True)]
