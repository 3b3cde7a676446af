"""Identifiers, the SENCo clock, the line of years: thinking without a database."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications import identifiers
from applications.gaps import Span
from applications.senco_clock import clock, third_anniversary
from applications.timeline import Bar, Entry, draw

# A busy machine is slow, which says nothing about the code.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("qq123456c", None),
        ("ab 12 34 56 c", "AB123456C"),
        ("AB123456", "AB123456"),
        ("AB-12-34-56-D", "AB123456D"),
        ("AB123456E", None),
        ("GB123456A", None),
        ("AO123456A", None),
        ("12AB3456C", None),
    ],
)
def test_national_insurance_numbers(typed, number):
    assert identifiers.national_insurance_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "shown"), [("m11ae", "M1 1AE"), (" sw1a1aa ", "SW1A 1AA"), ("75008", "75008"), ("D02 AF30", "D02 AF30")]
)
def test_postcodes_in_the_uk_and_elsewhere(typed, shown):
    assert identifiers.postcode(typed) == shown


@BUSY
@given(st.text(max_size=40))
def test_identifiers_never_fail_whatever_is_typed(text):
    for read in (identifiers.trn, identifiers.national_insurance_number, identifiers.postcode):
        read(text)


def test_personal_addresses():
    assert identifiers.is_personal_address("head@GMAIL.com")
    assert not identifiers.is_personal_address("head@fernhollow.example.org")


TODAY = date(2026, 11, 22)
CLOCKS = [
    ("npq_held", None, None, None, "You have the qualification", False),
    ("nasenco_held", date(2019, 9, 1), 60, None, "You have the qualification", False),
    ("before_2009", date(2007, 9, 1), 200, None, "before 1 September 2009", False),
    ("none", date(2009, 8, 1), 12, None, "before 1 September 2009", False),
    ("none", None, None, date(2029, 4, 12), "you have until 12 April 2029", False),
    ("none", date(2025, 9, 1), 14, date(2028, 9, 1), "until September 2028", False),
    ("nasenco_in_progress", date(2025, 9, 1), 14, date(2028, 9, 1), "before 1 September 2027", False),
    ("none", date(2020, 9, 1), 36, date(2023, 9, 1), "more than a year", True),
    ("none", date(2020, 9, 1), 6, date(2023, 9, 1), "Three years ended", True),
]


@pytest.mark.parametrize(("qualification", "first", "months", "by", "words", "ask_hr"), CLOCKS)
def test_the_three_years_follow_the_person(qualification, first, months, by, words, ask_hr):
    found = clock(qualification, first, months, starts=date(2026, 4, 12), today=TODAY, mainstream=True)
    assert (found.by, found.ask_hr) == (by, ask_hr)
    assert words in found.text


def test_a_pupil_referral_unit_is_outside_the_duty():
    found = clock("none", None, None, starts=date(2026, 4, 12), today=TODAY, mainstream=False)
    assert found.by is None
    assert "does not ask" in found.text


def test_a_leap_day_counts_to_the_first_of_march():
    assert third_anniversary(date(2024, 2, 29)) == date(2027, 3, 1)


def test_bars_stand_where_their_months_are():
    entries = [
        Entry("work", "SENCo", Span(date(2020, 1, 1), date(2020, 12, 1))),
        Entry("break", "Travel", Span(date(2021, 1, 1), None)),
    ]
    drawing = draw(entries, date(2020, 1, 1), date(2021, 12, 31))
    assert drawing.bars == (Bar("work", 0, 499), Bar("break", 501, 499))
    assert [tick.year for tick in drawing.ticks] == [2021]


DAYS = st.dates(date(1980, 1, 1), date(2030, 1, 1))


@BUSY
@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=25), DAYS, DAYS)
def test_no_bar_leaves_the_line(spans, since, until):
    entries = [Entry("work", "", Span(a, max(a, b) if b else None)) for a, b in spans]
    for bar in draw(entries, since, max(since, until)).bars:
        assert 0 <= bar.x < 1000
        assert bar.x + bar.width <= 1004
