"""Words that show who wrote a statement: found with their place, and hidden as the candidate left it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.identity import HIDE, SHOW, Known, around, find, masked, replaced

# A busy machine is slow, which says nothing about the code.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

KNOWN = Known(
    names=("Imogen Mary", "Larkfield", "Rose Will"),
    schools=("Fernhollow Academy", "University of Ellerby", "Park Primary School", "St Mary’s C of E School"),
    towns=("Marlham", "York"),
)
FOUND = [
    ("Imogen led it", "name", "Imogen"),
    ("as Ms Larkfield I", "name", "Larkfield"),
    ("When I joined Fernhollow Academy the register", "school", "Fernhollow Academy"),
    ("at Fernhollow I met", "school", "Fernhollow"),
    ("at Park Primary School I", "school", "Park Primary School"),
    ("pupils in Marlham need", "town", "Marlham"),
    ("write to me at i.larkfield@fern.example.org please", "email", "i.larkfield@fern.example.org"),
    ("see https://fern.example.org/send?a=1 for", "link", "https://fern.example.org/send?a=1"),
    ("see www.fernhollow.sch.uk for", "link", "www.fernhollow.sch.uk"),
    ("see fernschool.co.uk/send for", "link", "fernschool.co.uk/send"),
    ("ring 01632 960 777 or", "phone", "01632 960 777"),
    ("ring +44 7700 900982 or", "phone", "+44 7700 900982"),
    ("I did this as head of Pellbrook Infants", "post", "as head of Pellbrook Infants"),
    ("Work as SENCo at Dunmere taught me", "post", "as SENCo at Dunmere"),
    ("as the acting headteacher of a two-form school", "post", "as the acting headteacher of a"),
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND)
def test_what_shows_who_somebody_is_is_found_with_its_place(text, kind, words):
    (found,) = find(text, KNOWN)
    assert (found.kind, found.words) == (kind, words)
    assert text[found.start : found.end] == words


def test_a_form_filled_in_without_capitals_or_with_another_apostrophe_hides_as_much():
    typed = Known(names=("imogen", "O’NEILL"), schools=("st mary's primary", "RNIB", "Café School"), towns=("marlham",))
    text = "Imogen O'Neill of St Mary’s Primary, Marlham, RNIB and Cafe\u0301 School. Will imogen go?"
    assert [each.words for each in find(text, typed)] == [
        "Imogen", "O'Neill", "St Mary’s Primary", "Marlham", "RNIB", "Cafe\u0301 School",
    ]  # fmt: skip


QUIET = [
    "I will lead the park project in the primary school",
    "The SEND Code of Practice 2015 (0 to 25) asks 1,200 schools",
    "I rose to the challenge with 23 of 61 pupils, 2019 to 2021",
    "as a SENCo I lead reviews",
    "Every school has a Head of Year and a Primary lead",
    "e.g. in maths, i.e. number",
    "the university taught me",
    "as head of the school year group",
]


@pytest.mark.parametrize("text", QUIET)
def test_what_shows_nobody_is_left_alone(text):
    assert find(text, KNOWN) == []


def test_what_is_certain_is_hidden_unless_the_candidate_says_otherwise():
    text = "At Fernhollow Academy Imogen worked as head of Pellbrook Infants."
    assert masked(text, KNOWN, {}) == "At [a school] [name] worked as head of Pellbrook Infants."
    choices = {"imogen": SHOW, "as head of pellbrook infants": HIDE}
    assert masked(text, KNOWN, choices) == "At [a school] Imogen worked [a post]."


def test_plain_words_take_the_place_of_a_school():
    text = "Fernhollow Academy grew. I left\nFernhollow  Academy."
    assert replaced(text, KNOWN, "fernhollow academy") == "my school grew. I left\nmy school."
    assert replaced(text, KNOWN, "imogen") == text


def test_the_place_is_shown_with_the_words_around_it():
    text = "When I came here last autumn term to Fernhollow Academy the register held 61 pupils and nobody knew."
    (found,) = find(text, KNOWN)
    assert around(text, found) == ("When I came here last autumn term to ", " the register held 61 pupils and nobody…")


def test_nothing_known_finds_no_names():
    assert find("Imogen at Fernhollow", Known()) == []
    assert find("a b", Known(names=("", " ", "a"), schools=("", "the"), towns=("",))) == []


@BUSY
@given(st.text(max_size=200), st.text(max_size=30), st.text(max_size=30))
def test_no_text_fails_and_only_what_is_found_is_hidden(text, name, school):
    known = Known(names=(name,), schools=(school,))
    places = find(text, known)
    assert all(a.end <= b.start for a, b in pairwise(places))
    assert all(text[each.start : each.end] == each.words for each in places)
    assert masked(text, known, {each.key: SHOW for each in places}) == text
    bare = masked(text, known, {each.key: HIDE for each in places})
    assert bare.count("[") == text.count("[") - sum(each.words.count("[") for each in places) + len(places)


@pytest.mark.parametrize("piece", ["a", "a.", "a-", "a@", "0 ", "as head of A ", "Imogen ", "www."])
def test_a_long_text_of_any_shape_is_looked_through_quickly(piece):
    text = piece * (100_000 // len(piece))
    began = time.process_time()  # not the clock: other work on the machine does not count
    find(text, KNOWN)
    assert time.process_time() - began < 2
