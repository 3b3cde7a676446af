"""The search for gaps, against a count of single days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.gaps import Gap, Span, gaps, length_words, month_end, month_start, months

# A busy machine is slow, which says nothing about the code.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

FIRST, LAST = date(2005, 1, 1), date(2012, 12, 31)
days = st.dates(FIRST, LAST)


@st.composite
def spans(draw) -> Span:
    start = draw(days)
    return Span(start, draw(st.none() | st.dates(start, LAST)))


def by_single_days(records: list[Span], since: date, until: date, allowed: int) -> list[Gap]:
    """The oracle: walk day by day and ask of each whether any record covers its month."""
    free: list[date] = []
    day = month_start(since)
    while day <= until:
        if not any(month_start(s.start) <= day and (s.end is None or day <= month_end(s.end)) for s in records):
            free.append(day)
        day += timedelta(days=1)
    found: list[list[date]] = []
    for day in free:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1][1] = day
        else:
            found.append([day, day])
    return [Gap(a, b) for a, b in found if (b - a).days + 1 > allowed]


@BUSY
@given(st.lists(spans(), max_size=8), days, days, st.integers(0, 200))
def test_the_same_gaps_as_counting_single_days(records, since, until, allowed):
    assert gaps(records, since, until, allowed) == by_single_days(records, since, until, allowed)


@BUSY
@given(st.lists(spans(), max_size=8), days, days)
def test_explaining_every_gap_leaves_none(records, since, until):
    explained = [Span(gap.start, gap.end) for gap in gaps(records, since, until, 31)]
    assert gaps([*records, *explained], since, until, 31) == []


def test_a_record_covers_the_whole_of_its_first_and_last_month():
    records = [Span(date(2019, 3, 1), date(2019, 5, 1)), Span(date(2019, 6, 1), None)]
    assert gaps(records, date(2019, 3, 1), date(2020, 1, 10), 0) == []


def test_a_month_without_a_record_is_a_gap_only_above_the_limit():
    records = [Span(date(2019, 3, 1), date(2019, 5, 1)), Span(date(2019, 7, 1), None)]
    june = Gap(date(2019, 6, 1), date(2019, 6, 30))
    assert gaps(records, date(2019, 3, 1), date(2020, 1, 10), 29) == [june]
    assert gaps(records, date(2019, 3, 1), date(2020, 1, 10), 30) == []


def test_no_record_at_all_is_one_gap_to_today():
    assert gaps([], date(2019, 7, 1), date(2020, 1, 10), 31) == [Gap(date(2019, 7, 1), date(2020, 1, 10))]


def test_a_record_before_leaving_school_or_still_to_come_changes_nothing():
    records = [Span(date(2010, 1, 1), date(2011, 1, 1)), Span(date(2021, 1, 1), date(2021, 5, 1))]
    assert gaps(records, date(2019, 7, 1), date(2019, 12, 31), 31) == [Gap(date(2019, 7, 1), date(2019, 12, 31))]


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (Gap(date(2019, 3, 1), date(2019, 8, 31)), "March to August 2019"),
        (Gap(date(2019, 12, 1), date(2020, 1, 31)), "December 2019 to January 2020"),
        (Gap(date(2020, 5, 1), date(2020, 5, 31)), "May 2020"),
    ],
)
def test_a_gap_is_named_by_its_months(gap, words):
    assert gap.words == words


@pytest.mark.parametrize(
    ("count", "words"), [(1, "1 month"), (8, "8 months"), (12, "1 year"), (27, "2 years and 3 months")]
)
def test_lengths_read_as_people_say_them(count, words):
    assert length_words(count) == words


def test_months_touched():
    assert months(date(2019, 3, 1), date(2019, 5, 31)) == 3
