"""Drawings of scores: everybody is on them, nobody on top of another."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shortlisting.drawing import ONE_DOT, draw_line, draw_members, initials
from shortlisting.words import figure, ordinal

totals = st.lists(st.fractions(0, 60, max_denominator=6), min_size=1, max_size=30)


@given(totals, st.sampled_from([350, 1150]))
def test_every_candidate_is_within_the_drawing_and_beside_the_others(found, width) -> None:
    rows = [(number, total, number < 5) for number, total in enumerate(found, start=1)]
    drawing = draw_line(rows, cut=min(found), reach=(min(found) - 1, max(found) + 1), width=width)
    assert sorted(int(dot.label) for dot in drawing.dots) == [number for number, *_ in rows]
    places = [(dot.x, dot.y) for dot in drawing.dots]
    assert all(0 <= x <= width for x, _ in places)
    assert all(y1 != y2 or abs(x1 - x2) >= ONE_DOT for at, (x1, y1) in enumerate(places) for x2, y2 in places[at + 1 :])
    assert drawing.band is not None
    assert drawing.band[0] >= 0
    assert sum(drawing.band) <= width


def test_the_narrow_one_shows_only_what_is_near_the_line() -> None:
    rows = [(1, Fraction(5), False), (2, Fraction(25), False), (3, Fraction(26), True), (4, Fraction(40), True)]
    drawing = draw_line(rows, cut=Fraction(51, 2), reach=None, width=350, near=True)
    assert sorted(dot.label for dot in drawing.dots) == ["2", "3"]


def test_a_line_that_no_score_can_move_has_no_band() -> None:
    rows = [(1, Fraction(16), False), (2, Fraction(19), True)]
    assert draw_line(rows, cut=Fraction(17), reach=(Fraction(18), Fraction(17)), width=350).band is None


def test_members_with_the_same_score_stand_above_one_another() -> None:
    words = [(0, "No evidence"), (1, "Weak, or in part"), (4, "Strong")]
    drawing = draw_members(words, [("RP", "a", 4), ("SM", "b", 1), ("CW", "c", 4)], width=690)
    assert [(dot.x, dot.y) for dot in drawing.dots] == [(630.0, 0), (202.5, 0), (630.0, -40)]
    assert drawing.band == (202.5, 427.5)
    assert drawing.ticks[1].lines == ("Weak, or", "in part")


@pytest.mark.parametrize(("name", "short"), [
    ("Ruth Penhallow", "RP"), ("Dr Helen Ashgrove", "HA"), ("Prince", "P"), ("Ana de la Cruz", "AC"),
])  # fmt: skip
def test_initials(name, short) -> None:
    assert initials(name) == short


@pytest.mark.parametrize(("place", "word"), [(1, "first"), (10, "tenth"), (11, "11th"), (22, "22nd"), (113, "113th")])
def test_places_in_words(place, word) -> None:
    assert ordinal(place) == word


@pytest.mark.parametrize(("value", "text"), [(None, "–"), (Fraction(1, 20), "0.1"), (Fraction(10, 3), "3.3")])
def test_figures(value, text) -> None:
    assert figure(value) == text
