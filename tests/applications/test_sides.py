"""Sides of A4: the guess while writing stays near the page as it is laid out."""

from __future__ import annotations

import pytest

from applications.laid_out import sides_of
from applications.sides import estimate, sides_words

SENTENCE = "I met each head of year, read the last two reviews and rewrote the plans on one page for every teacher. "
SAMPLES = [
    [SENTENCE * 5],
    [SENTENCE * 22],
    ["\n\n".join([SENTENCE * 3] * 9)],
    ["\n".join(["A short line"] * 60)],
    ["\n\n".join([SENTENCE * 4] * 7)] * 3,
    ["• " + "\n• ".join([SENTENCE[:60]] * 40), SENTENCE * 12],
]


@pytest.mark.django_db
@pytest.mark.parametrize("texts", SAMPLES)
def test_the_guess_is_within_a_tenth_or_a_fifth_of_a_side(texts):
    exact = sides_of(texts)
    assert abs(estimate(texts) - exact) <= max(0.2, exact * 0.12), (estimate(texts), exact)


@pytest.mark.django_db
def test_no_words_take_no_side():
    assert sides_of(["", "  \n"]) == 0
    assert estimate([]) == 0


def test_how_sides_are_said():
    assert [sides_words(count) for count in (0.4, 1.0, 1.3, 2)] == ["0.4 sides", "1 side", "1.3 sides", "2 sides"]
