"""The dates of a recruitment: what the calendar of teachers' notice makes of a start date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vacancies.key_dates import (
    FEWEST_OPEN,
    FEWEST_REFERENCE,
    OPEN_DAYS,
    REFERENCE_DAYS,
    Calendar,
    Closed,
    Plan,
    Problem,
    advice,
    crossings,
    last_safe_day,
    latest,
    propose,
    resignation_date,
)

EASTER = {date(2027, 3, 26): "Good Friday", date(2027, 3, 29): "Easter Monday", date(2027, 5, 3): "Early May"}
HALF_TERM = Closed(date(2027, 2, 15), date(2027, 2, 19), "February half term")
PLAIN = Calendar()
SCHOOL = Calendar(EASTER, (HALF_TERM,))
DAYS = st.dates(date(2025, 1, 1), date(2032, 12, 31))


@st.composite
def calendars(draw) -> Calendar:
    """A school with some bank holidays and some closures of up to three weeks."""
    holidays = draw(st.dictionaries(DAYS, st.just("Holiday"), max_size=20))
    closed = [
        Closed(first, first + timedelta(days=days), "Closed")
        for first, days in draw(st.lists(st.tuples(DAYS, st.integers(0, 20)), max_size=6))
    ]
    return Calendar(holidays, tuple(closed))


@pytest.mark.parametrize(
    ("starts_on", "teacher", "head"),
    [
        (date(2027, 1, 4), date(2026, 10, 31), date(2026, 9, 30)),
        (date(2027, 3, 1), date(2026, 10, 31), date(2026, 9, 30)),
        (date(2027, 4, 12), date(2027, 2, 28), date(2027, 1, 31)),
        (date(2028, 4, 17), date(2028, 2, 29), date(2028, 1, 31)),  # a leap year
        (date(2027, 6, 1), date(2027, 2, 28), date(2027, 1, 31)),
        (date(2027, 8, 25), date(2027, 5, 31), date(2027, 4, 30)),
        (date(2027, 9, 1), date(2027, 5, 31), date(2027, 4, 30)),
        (date(2027, 12, 1), date(2027, 5, 31), date(2027, 4, 30)),
    ],
)
def test_last_day_to_resign(starts_on, teacher, head):
    assert (resignation_date(starts_on), resignation_date(starts_on, head=True)) == (teacher, head)


def test_an_answer_leaves_three_working_days_to_resign():
    # 28 February 2027 is a Sunday: Friday, Thursday, Wednesday before it.
    assert last_safe_day(date(2027, 4, 12), PLAIN) == date(2027, 2, 24)


def test_a_roomy_proposal():
    plan = propose(date(2027, 4, 12), date(2026, 11, 23), PLAIN)
    assert plan == Plan(
        publish_on=date(2026, 11, 23),
        visits=date(2026, 11, 30),
        closes_on=date(2026, 12, 14),
        sift=date(2026, 12, 16),
        shortlist=date(2026, 12, 17),
        interview_on=date(2026, 12, 28),
        outcome=date(2026, 12, 30),
        starts_on=date(2027, 4, 12),
    )


def test_holidays_and_closures_are_no_working_days():
    plan = propose(date(2027, 9, 1), date(2027, 2, 6), SCHOOL)  # a Saturday
    assert plan.publish_on == date(2027, 2, 8)
    assert plan.visits == date(2027, 2, 22)
    assert (plan.closes_on, plan.shortlist, plan.interview_on) == (
        date(2027, 3, 8),
        date(2027, 3, 11),
        date(2027, 3, 22),
    )


def test_the_latest_dates_of_a_start():
    plan = latest(date(2027, 4, 12), SCHOOL)
    assert (plan.outcome, plan.interview_on, plan.shortlist) == (date(2027, 2, 24), date(2027, 2, 22), date(2027, 2, 8))
    assert plan.closes_on == date(2027, 2, 3)
    assert plan.publish_on == date(2027, 1, 20)


@given(calendars(), DAYS, st.integers(0, 400))
@settings(max_examples=150, deadline=None)
def test_a_proposal_is_in_order_on_working_days_and_never_shorter_than_good_practice(calendar, today, ahead):
    starts_on = today + timedelta(days=ahead)
    plan = propose(starts_on, today, calendar)
    known = plan.known()
    steps = [known[name] for name in ("publish_on", "closes_on", "sift", "shortlist", "interview_on", "outcome")]
    assert steps == sorted(set(steps))
    assert all(calendar.works(day) for day in [*steps, known["visits"]])
    assert steps[0] >= today
    assert FEWEST_OPEN <= calendar.between(known["publish_on"], known["closes_on"]) <= OPEN_DAYS
    assert FEWEST_REFERENCE <= calendar.between(known["shortlist"], known["interview_on"]) <= REFERENCE_DAYS
    late = {problem.name for problem in advice(plan, calendar)}
    assert late <= {"outcome"}
    assert bool(late) == (known["outcome"] > last_safe_day(starts_on, calendar))
    # It is late only when nothing could have been in time; and then the start alone is crossed.
    assert bool(late) == (known["publish_on"] > _last_publication(starts_on, calendar))
    assert {problem.name for problem in crossings(plan)} == ({"starts_on"} if known["outcome"] >= starts_on else set())


def _last_publication(starts_on: date, calendar: Calendar) -> date:
    found = latest(starts_on, calendar).publish_on
    assert found is not None
    return found


@given(calendars(), DAYS)
@settings(max_examples=100, deadline=None)
def test_working_backwards_meets_working_forwards(calendar, starts_on):
    last = latest(starts_on, calendar)
    assert last.publish_on is not None
    again = propose(starts_on, last.publish_on, calendar)
    assert again == last
    assert advice(last, calendar) == []
    assert crossings(last) == []


@given(st.lists(st.one_of(st.none(), DAYS), min_size=8, max_size=8))
@settings(max_examples=200, deadline=None)
def test_whatever_is_typed_has_an_answer(days):
    plan = Plan(*days)
    found = [problem.name for problem in crossings(plan)]
    assert len(found) == len(set(found))
    assert set(found) <= set(plan.known())
    assert {problem.name for problem in advice(plan, SCHOOL)} <= set(plan.known())


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        (
            Plan(closes_on=date(2027, 3, 10), interview_on=date(2027, 3, 10)),
            Problem("interview_on", "Interviews must be after the closing date"),
        ),
        (
            Plan(visits=date(2027, 3, 11), closes_on=date(2027, 3, 10)),
            Problem("visits", "Visits must be on or before the closing date"),
        ),
        (
            Plan(sift=date(2027, 3, 12), shortlist=date(2027, 3, 11)),
            Problem("shortlist", "People must be told of the shortlist on or after the day the panel’s scores are due"),
        ),
        (
            Plan(interview_on=date(2027, 9, 1), starts_on=date(2027, 9, 1)),
            Problem("starts_on", "The start must be after the interview date"),
        ),
    ],
)
def test_dates_that_cross(plan, problem):
    assert crossings(plan) == [problem]


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        (Plan(closes_on=date(2027, 3, 13)), Problem("closes_on", "That is a Saturday.")),
        (Plan(interview_on=date(2027, 3, 26)), Problem("interview_on", "Good Friday is a bank holiday.")),
        (
            Plan(interview_on=date(2027, 2, 16)),
            Problem("interview_on", "The school is closed that day (February half term)."),
        ),
        (
            Plan(publish_on=date(2027, 3, 1), closes_on=date(2027, 3, 8)),
            Problem("closes_on", "5 working days after it is published. At least 10 give people time to apply."),
        ),
        (
            Plan(shortlist=date(2027, 3, 10), interview_on=date(2027, 3, 11)),
            Problem(
                "interview_on",
                "1 working day after people are told. Referees need at least 5 to answer, and references come before "
                "the interview.",
            ),
        ),
        (
            Plan(interview_on=date(2027, 3, 10), starts_on=date(2027, 4, 12)),
            Problem(
                "interview_on",
                "Teachers in a post must resign by 28 February 2027 to start on 12 April 2027. To give them time they "
                "need your answer by 24 February 2027. Move this, or start the job a term later.",
            ),
        ),
    ],
)
def test_dates_that_could_be_but_speak_against_themselves(plan, problem):
    assert advice(plan, SCHOOL) == [problem]


def test_dates_that_are_fine_give_nothing():
    plan = Plan(date(2027, 1, 4), date(2027, 1, 8), date(2027, 1, 25), date(2027, 1, 27), date(2027, 1, 28))
    assert (crossings(plan), advice(plan, SCHOOL)) == ([], [])
