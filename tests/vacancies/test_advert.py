"""The public page of a vacancy, as worked out for any instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.advert import advert_of, contract_words
from vacancies.models import ContractType, Criterion, KeyDate, Vacancy

pytestmark = pytest.mark.django_db
CLOSES = datetime(2031, 11, 24, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
S = Vacancy.State


@pytest.mark.parametrize(
    ("at", "status", "closes_in"),
    [
        (CLOSES - timedelta(days=12), "open", "That is 12 days away."),
        (CLOSES - timedelta(days=1), "open", "That is tomorrow."),
        (CLOSES - timedelta(hours=9), "today", "That is today."),
        (CLOSES - SECOND, "today", "That is today."),
        (CLOSES, "closed", ""),
        (CLOSES + SECOND, "closed", ""),
    ],
)
def test_status_to_the_second(at, status, closes_in):
    advert = advert_of(published_vacancy(closes_at=CLOSES), at=at)
    assert (advert.status, advert.closes_in, advert.closes) == (status, closes_in, "9am on Monday 24 November 2031")
    assert advert.is_open == (status in ("open", "today"))


@pytest.mark.parametrize(
    ("state", "status"),
    [(S.CLOSED, "closed"), (S.FILLED, "filled"), (S.UNFILLED, "closed"), (S.WITHDRAWN, "withdrawn")],
)
def test_status_once_it_is_over(state, status):
    vacancy = closed_vacancy()
    vacancy.state = state
    assert advert_of(vacancy, at=CLOSES - timedelta(days=2000)).status == status


def test_a_draft_reads_its_criteria_and_a_published_one_its_fixed_version():
    draft, published = ready_vacancy(), published_vacancy()
    Criterion.objects.update(text="Written over")
    assert {row.text for group in advert_of(draft, at=CLOSES).groups for row in group.rows} == {"Written over"}
    texts = [row.text for group in advert_of(published, at=CLOSES).groups for row in group.rows]
    assert texts[0] == "Qualified teacher status"
    assert len(texts) == 8


def test_how_many_are_judged_from_the_application():
    assert advert_of(published_vacancy(), at=CLOSES).from_application == 6


def test_facts_leave_out_what_is_not_there():
    vacancy = published_vacancy(reports_to="", responsible_for="", hours_text="")
    facts = {fact.label: fact.value for fact in advert_of(vacancy, at=CLOSES).facts}
    assert list(facts) == ["Hours", "Contract", "Starts"]
    assert facts["Hours"] == "Full time or part time"


def test_a_fixed_term_says_until_when_and_why():
    vacancy = ready_vacancy(
        contract_type=ContractType.FIXED_TERM, fixed_term_until=date(2031, 8, 31), fixed_term_reason="maternity cover"
    )
    assert contract_words(vacancy) == "Fixed term until 31 August 2031: maternity cover"


def test_dates_in_order_with_the_past_marked_and_the_panels_own_left_out():
    vacancy = published_vacancy(closes_at=CLOSES, interview_on=date(2031, 12, 15), starts_on=date(2032, 4, 12))
    for kind, day in (("visits", 19), ("sift", 26), ("shortlist", 27)):
        KeyDate.objects.create(vacancy=vacancy, kind=kind, on=date(2031, 11, day))
    KeyDate.objects.create(vacancy=vacancy, kind="interview", on=date(2031, 12, 15))
    dates = advert_of(vacancy, at=datetime(2031, 11, 20, tzinfo=UTC)).dates
    assert [(each.when, each.what, each.state) for each in dates] == [
        ("Wednesday 19 November", "Visits to the school", "past"),
        ("9am, Monday 24 November", "Applications close", "now"),
        ("Thursday 27 November", "We tell you if you are shortlisted", "next"),
        ("Monday 15 December", "Interviews at the school", "next"),
        ("Monday 12 April 2032", "The job starts. If you teach now, resign by 29 February 2032.", "next"),
    ]


@pytest.mark.parametrize(
    ("today", "start"),
    [
        ((2032, 3, 1), "The job starts. For teachers, the day to resign by was 29 February 2032. Ask us about it."),
        ((2032, 2, 29), "The job starts. If you teach now, resign by 29 February 2032."),
        ((2032, 4, 12), "The job starts"),
    ],
)
def test_a_start_says_whether_teachers_can_still_resign_for_it(today, start):
    vacancy = published_vacancy(closes_at=CLOSES, interview_on=date(2031, 12, 15), starts_on=date(2032, 4, 12))
    dates = advert_of(vacancy, at=datetime(*today, 12, tzinfo=UTC)).dates
    assert (dates[-1].when, dates[-1].what) == ("Monday 12 April 2032", start)
    assert dates[0].when == "9am, Monday 24 November 2031"  # another year than that of today


def test_an_extended_one_says_both_times():
    vacancy = published_vacancy(closes_at=CLOSES, earlier_closes_at=CLOSES - timedelta(days=7))
    assert advert_of(vacancy, at=CLOSES).earlier == "9am on Monday 17 November 2031"


def test_statements_that_are_empty_have_no_heading():
    vacancy = published_vacancy(equality_statement=" ", checks_statement="")
    headings = [heading for heading, _ in advert_of(vacancy, at=CLOSES).statements]
    assert headings == ["Keeping children safe", "Cautions and convictions"]


def test_it_takes_four_queries_whatever_it_holds(django_assert_num_queries):
    vacancy = published_vacancy()
    with django_assert_num_queries(4):
        advert_of(vacancy, at=CLOSES)


def test_what_a_pack_carries_besides_its_facts():
    vacancy = published_vacancy(
        working_closely_with="Safeguarding lead\nHead of Year 7", last_reviewed="March 2026", next_review="Every year",
        job_share=True, visa_sponsorship=False, flexible_working=True, start_note="An earlier start can be agreed",
        school_offer="A kind team", conditions="The teachers’ pay document applies",
    )  # fmt: skip
    table = vacancy.level_tables.create(title="Levels of payment", intro="All keep up to date.", position=0)
    table.rows.create(post="SENCo", level="TLR 2", duties="Leads the team\nKeeps the register", position=0)
    vacancy.further_statements.create(heading="Your data", text="Kept safely.", position=0)
    advert = advert_of(vacancy, at=CLOSES)
    facts = {fact.label: fact.value for fact in advert.facts}
    assert facts["Works closely with"] == "Safeguarding lead\nHead of Year 7"
    assert (facts["Job share"], facts["Visa sponsorship"]) == ("Two people can share the job", "Not possible")
    assert facts["Flexible working"] == "Possible"
    assert facts["Starts"].endswith(". An earlier start can be agreed")
    assert advert.offer == [("What we offer", "A kind team")]
    said = dict(advert.statements)
    assert said["Levels of payment"] == "All keep up to date.\n\nSENCo, TLR 2\n• Leads the team\n• Keeps the register"
    assert said["Reviews of the job description"] == "Last review: March 2026\nNext review: Every year"
    assert [heading for heading, _ in advert.statements][-1] == "Your data"
