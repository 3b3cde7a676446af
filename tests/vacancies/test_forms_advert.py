"""Forms of the parts of an advert and of its dates: what is wrong is said beside its field, with what to do."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.display import plain_date
from tests.vacancies.factories import published_vacancy
from vacancies.forms.advert import (
    AboutForm,
    ApplyForm,
    ContactForm,
    ContractForm,
    DetailsForm,
    EndForm,
    ReportingForm,
    StatementsForm,
)
from vacancies.forms.dates import DatesForm
from vacancies.forms.ending import ClosingForm, ReasonForm
from vacancies.forms.plan import PlanForm
from vacancies.forms.scheduling import ScheduleForm
from vacancies.london import LONDON
from vacancies.models import Vacancy
from vacancies.parts import BY_SLUG

AHEAD = timezone.localdate().year + 1


def typed(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def dates(**days: date) -> dict[str, str]:
    return {part: text for name, day in days.items() for part, text in typed(name, day).items()}


def closing(day: date, at: str) -> DatesForm:
    return DatesForm({**typed("closes_on", day), "closes_time": at})


def test_an_empty_page_of_dates_is_a_draft_as_any_other():
    form = DatesForm({})
    assert form.is_valid()
    assert form.values() == {"closes_at": None, "interview_on": None, "starts_on": None}
    assert form.key_dates() == {"visits": None, "sift": None, "shortlist": None, "outcome": None}


@pytest.mark.parametrize(("month", "utc_hour"), [(1, 9), (7, 8)])
def test_a_closing_time_is_londons(month, utc_hour):
    form = closing(date(AHEAD, month, 10), "9am")
    assert form.is_valid()
    closes = form.values()["closes_at"]
    assert (closes.astimezone(LONDON).hour, closes.utctimetuple().tm_hour) == (9, utc_hour)


def last_sunday(month: int) -> date:
    last = date(AHEAD, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def test_a_time_that_the_clocks_skip():
    form = closing(last_sunday(3), "1:30am")
    assert form.errors == {
        "closes_time": [
            "The clocks go forward that night, so this time does not exist. Enter a time before 1am or from 2am"
        ]
    }


def test_a_time_that_comes_twice():
    form = closing(last_sunday(10), "1:30am")
    assert form.errors == {
        "closes_time": ["The clocks go back that night, so this time comes twice. Enter a time before 1am or from 2am"]
    }


@pytest.mark.parametrize(("month", "at"), [(3, "12:59am"), (3, "2am"), (10, "12:59am"), (10, "2am")])
def test_the_minutes_beside_a_change_of_the_clocks(month, at):
    assert closing(last_sunday(month), at).is_valid()


def test_midnight_is_asked_again():
    assert list(closing(date(AHEAD, 1, 10), "midnight").errors) == ["closes_time"]


def test_a_closing_time_that_has_passed():
    form = closing(timezone.localdate() - timedelta(days=1), "9am")
    assert form.errors == {"closes_on": ["The closing date and time must be in the future"]}


@pytest.mark.parametrize(
    ("data", "field"),
    [(typed("closes_on", date(AHEAD, 1, 10)), "closes_time"), ({"closes_time": "9am"}, "closes_on")],
)
def test_half_a_closing_time(data, field):
    assert list(DatesForm(data).errors) == [field]


CLOSES = date(AHEAD, 1, 10)
BEFORE, AFTER = CLOSES - timedelta(days=1), CLOSES + timedelta(days=20)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"sift": BEFORE}, "sift"),
        ({"shortlist": BEFORE}, "shortlist"),
        ({"interview_on": BEFORE}, "interview_on"),
        ({"starts_on": BEFORE}, "starts_on"),
        ({"visits": CLOSES + timedelta(days=1)}, "visits"),
        ({"shortlist": AFTER, "interview_on": AFTER - timedelta(days=1)}, "interview_on"),
        ({"interview_on": AFTER, "outcome": AFTER - timedelta(days=1)}, "outcome"),
        ({"interview_on": AFTER, "starts_on": AFTER - timedelta(days=1)}, "starts_on"),
    ],
)
def test_dates_that_cross(wrong, field):
    form = DatesForm({**dates(closes_on=CLOSES, **wrong), "closes_time": "9am"})
    assert list(form.errors) == [field]


def test_dates_of_one_day_do_not_cross():
    days = dates(closes_on=CLOSES, sift=CLOSES, shortlist=CLOSES, visits=CLOSES, interview_on=AFTER, outcome=AFTER)
    assert DatesForm({**days, "closes_time": "9am"}).is_valid()


@pytest.mark.django_db
def test_once_published_the_closing_time_is_not_asked_for_and_still_counts():
    vacancy = published_vacancy()
    form = DatesForm(dates(interview_on=timezone.localdate() - timedelta(days=1)), vacancy=vacancy)
    assert {"closes_on", "closes_time", "starts_on"}.isdisjoint(form.fields)
    assert form.errors == {"interview_on": ["Interviews must be after the closing date"]}


@pytest.mark.django_db
def test_a_later_closing_time_must_be_later():
    vacancy = published_vacancy()
    same = timezone.localdate(vacancy.closes_at)
    data = {**typed("closes_on", same), "closes_time": "12:01am", "reason": "Because"}
    assert list(ClosingForm(data, vacancy=vacancy).errors) == ["closes_on"]
    data |= typed("closes_on", same + timedelta(days=1))
    assert ClosingForm(data, vacancy=vacancy).is_valid()


@pytest.mark.django_db
def test_a_later_closing_time_comes_before_the_interviews():
    vacancy = published_vacancy()
    data = {**typed("closes_on", vacancy.interview_on), "closes_time": "9am", "reason": "Because"}
    says = f"Interviews are on {plain_date(vacancy.interview_on)}. Move that first, or enter an earlier closing date"
    assert ClosingForm(data, vacancy=vacancy).errors == {"closes_on": [says]}


@pytest.mark.parametrize("name", ["closes_on", "interview_on", "starts_on"])
def test_a_date_far_ahead_is_a_slip(name):
    form = DatesForm({**dates(**{name: timezone.localdate() + timedelta(days=800)}), "closes_time": "9am"})
    assert "must be within two years from today" in form.errors[name][0]


def test_a_start_in_the_past():
    assert DatesForm(dates(starts_on=timezone.localdate())).errors == {
        "starts_on": ["The start of the job must be in the future"]
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "at", "says"),
    [
        (-1, "9am", "The day and time to publish must be in the future"),
        (40, "9am", "Applications close at"),
    ],
)
def test_a_time_to_publish(day, at, says):
    closes = timezone.now() + timedelta(days=30)
    data = {**typed("publish_on", timezone.localdate() + timedelta(days=day)), "publish_time": at}
    assert says in ScheduleForm(data, closes_at=closes).errors["publish_on"][0]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, ["starts_on", "publish_on"]),
        (dates(starts_on=timezone.localdate(), publish_on=timezone.localdate()), ["starts_on"]),
        (
            dates(
                starts_on=timezone.localdate() + timedelta(days=9), publish_on=timezone.localdate() + timedelta(days=9)
            ),
            ["publish_on"],
        ),
    ],
)
def test_what_a_proposal_needs(data, field):
    assert list(PlanForm(data).errors) == field


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_reason(reason):
    assert ReasonForm({"reason": reason}).errors == {"reason": ["Say why"]}


# --- parts of the advert ------------------------------------------------------------------------------------------

FORMS = (DetailsForm, ContractForm, AboutForm, ReportingForm, ContactForm, StatementsForm, ApplyForm, EndForm)


@pytest.mark.parametrize("form", FORMS)
def test_only_the_title_must_be_there_in_a_draft(form):
    assert list(form({}).errors) == (["title"] if form is DetailsForm else [])


@pytest.mark.django_db
def test_once_published_only_visits_and_contact_are_asked_for():
    vacancy = published_vacancy()
    assert set(ContactForm(vacancy=vacancy).fields) == {"seen", *ContactForm.still_open}
    assert [form.__name__ for form in FORMS if form.still_open] == ["ContactForm"]


@pytest.mark.parametrize("form", FORMS)
def test_every_field_of_a_page_is_a_column_that_holds_it(form):
    columns = {field.name for field in Vacancy._meta.fields}
    for name, field in form.base_fields.items():
        if name == "seen":
            continue
        assert name in columns
        limit = Vacancy._meta.get_field(name).max_length
        assert limit is None or (getattr(field, "max_length", None) or 0) <= limit, name


def test_every_field_of_a_page_is_one_of_its_part():
    for part, form in zip(
        ("details", "contract", "about", "contact", "statements", "apply", "jd_end"), FORMS[:3] + FORMS[4:], strict=True
    ):
        assert set(BY_SLUG[part].fields) | {"title"} >= set(form.base_fields) - {"seen"}, part


@pytest.mark.parametrize("form", FORMS)
def test_ten_thousand_characters_are_refused_with_the_limit(form):
    texts = [name for name, field in form.base_fields.items() if getattr(field, "max_length", None) and name != "seen"]
    found = form(dict.fromkeys(texts, "a" * 10000)).errors
    assert set(texts) <= set(found)
    assert all(
        "characters or fewer. It has 10000" in " ".join(found[name]) or "right form" in found[name][0] for name in texts
    )


def test_a_permanent_job_has_no_last_day():
    data = {"contract_type": "permanent", **typed("fixed_term_until", date(AHEAD, 8, 31))}
    says = "A permanent job has no fixed term. Empty this, or choose fixed term"
    assert ContractForm(data).errors == {"fixed_term_until": [says]}


def test_a_fixed_term_ends_after_its_start():
    vacancy = Vacancy(starts_on=date(AHEAD, 9, 1))
    data = {"contract_type": "fixed_term", **typed("fixed_term_until", date(AHEAD, 9, 1))}
    assert list(ContractForm(data, vacancy=vacancy).errors) == ["fixed_term_until"]
