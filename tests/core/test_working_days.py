from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import BankHoliday
from core.services.calendar import (
    bank_holidays,
    known_bank_holidays,
    load_bank_holidays,
    working_day_after,
    working_days_from,
)
from core.working_days import add_working_days, is_working_day, working_days_between

MON, FRI, SAT, SUN = date(2026, 11, 30), date(2026, 12, 4), date(2026, 12, 5), date(2026, 12, 6)
CHRISTMAS = {date(2026, 12, 25), date(2026, 12, 28)}
CLOSED = [(date(2026, 12, 21), date(2027, 1, 1))]


@pytest.mark.parametrize(
    ("start", "days", "expected"),
    [
        (MON, 1, date(2026, 12, 1)),
        (MON, 5, date(2026, 12, 7)),
        (FRI, 1, date(2026, 12, 7)),
        (SAT, 1, date(2026, 12, 7)),
        (SUN, 2, date(2026, 12, 8)),
        (MON, 0, MON),
        (SAT, 0, date(2026, 12, 7)),
        (MON, -1, date(2026, 11, 27)),
        (SUN, -1, FRI),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # over Christmas Day, the weekend and the substitute day
    ],
)
def test_adding(start, days, expected):
    assert add_working_days(start, days, holidays=CHRISTMAS) == expected


def test_a_closed_school_works_no_day():
    assert add_working_days(date(2026, 12, 18), 1, holidays=CHRISTMAS, closures=CLOSED) == date(2027, 1, 4)
    assert not is_working_day(date(2026, 12, 21), closures=CLOSED)
    assert not is_working_day(date(2027, 1, 1), closures=CLOSED)
    assert is_working_day(date(2027, 1, 4), closures=CLOSED)


def test_a_school_that_never_opens_is_a_mistake():
    with pytest.raises(ValueError, match="closures"):
        add_working_days(MON, 1, closures=[(date(2026, 1, 1), date(2099, 1, 1))])


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
off = st.sets(st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=40)


@given(start=days, n=st.integers(1, 60), holidays=off)
def test_between_undoes_adding(start, n, holidays):
    end = add_working_days(start, n, holidays=holidays)
    assert is_working_day(end, holidays=holidays)
    assert working_days_between(start, end, holidays=holidays) == n


@given(start=days, n=st.integers(1, 60), holidays=off)
def test_going_back_is_the_same_way(start, n, holidays):
    end = add_working_days(start, -n, holidays=holidays)
    assert end < start
    span = [end + timedelta(d) for d in range((start - end).days)]
    assert sum(is_working_day(day, holidays=holidays) for day in span) == n


def test_between_counts_backwards_too():
    assert working_days_between(MON, FRI) == 4
    assert working_days_between(FRI, MON) == -4
    assert working_days_between(MON, MON) == 0


# As published at gov.uk/bank-holidays for England and Wales.
PUBLISHED = {
    2021: ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2022: ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"],
    2023: ["01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"],
    2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_the_published_ones(year):
    assert [f"{day:%m-%d}" for day in known_bank_holidays(year, year)] == PUBLISHED[year]


def test_only_the_substitute_of_a_weekend_holiday_is_a_day_off():
    known = known_bank_holidays(2027, 2027)
    assert date(2027, 12, 25) not in known
    assert known[date(2027, 12, 27)] == "Christmas Day (substitute day)"
    assert known[date(2027, 12, 28)] == "Boxing Day (substitute day)"


@pytest.mark.django_db
def test_a_fresh_database_knows_its_bank_holidays(django_assert_num_queries):
    this_year = date.today().year  # noqa: DTZ011
    for year in range(this_year - 3, this_year + 7):
        assert BankHoliday.objects.filter(date__year=year).count() >= 8
    assert load_bank_holidays() == 0
    with django_assert_num_queries(1):
        assert working_day_after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert working_days_from(date(2026, 12, 24), date(2026, 12, 29), closures=[]) == 1
    assert date(2026, 12, 28) in bank_holidays()


@pytest.mark.django_db
def test_a_day_that_somebody_added_stays():
    BankHoliday.objects.create(date=date(2026, 6, 1), name="A coronation")
    BankHoliday.objects.filter(date=date(2026, 12, 25)).delete()
    assert load_bank_holidays(2026, 2026) == 1
    assert BankHoliday.objects.get(date=date(2026, 6, 1)).name == "A coronation"


def test_the_module_needs_no_django():
    code = "import core.working_days, core.letter_text, sys; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": "."}, check=True)
