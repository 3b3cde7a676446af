"""The page that proposes the dates of a recruitment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import TermDate
from tests.markup import Markup
from tests.vacancies.factories import VacancyFactory, published_vacancy, ready_vacancy
from tests.vacancies.test_pages_saving import day, typed, url
from vacancies.key_dates import propose
from vacancies.models import Vacancy
from vacancies.services.advert import dates_of
from vacancies.services.planning import as_dates, calendar_of

pytestmark = pytest.mark.django_db


def asked(start: int, publish: int = 1) -> dict[str, str]:
    """The two questions, in days from today."""
    return {**day("starts_on", start), **day("publish_on", publish)}


def proposal(vacancy: Vacancy, start: int, publish: int = 1) -> dict:
    today = timezone.localdate()
    starts, goes_out = today + timedelta(days=start), today + timedelta(days=publish)
    return as_dates(propose(starts, goes_out, calendar_of(vacancy.school)))


def test_without_a_start_two_questions_are_asked(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    markup = Markup(hr_client.get(url("plan", vacancy)).content.decode())
    assert not markup.all("table")
    assert "When does the job start?" in markup.one("main").words


def test_a_proposal_is_shown_and_saves_nothing(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    before = dates_of(vacancy)
    page = hr_client.get(url("plan", vacancy), asked(300)).content.decode()
    assert "Last day to resign" in page
    assert "At the latest" in page
    assert dates_of(Vacancy.objects.get(pk=vacancy.pk)) == before


def test_all_of_it_is_taken_at_once_and_twice_is_once(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    page = hr_client.get(url("plan", vacancy), asked(300)).content.decode()
    hidden = Markup(page).all("input", type="hidden")
    sent = {each["name"]: each["value"] for each in hidden if each["name"] != "csrfmiddlewaretoken"}
    assert hr_client.post(url("plan", vacancy), sent).headers["Location"] == url("advert", vacancy)
    assert dates_of(Vacancy.objects.get(pk=vacancy.pk)) == proposal(vacancy, 300)
    assert hr_client.post(url("plan", vacancy), sent).status_code == 302
    assert dates_of(Vacancy.objects.get(pk=vacancy.pk)) == proposal(vacancy, 300)


def test_dates_that_somebody_else_saved_meanwhile_are_not_overwritten(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    sent = {**asked(300), "seen": "0" * 16}
    page = hr_client.post(url("plan", vacancy), sent, follow=True).content.decode()
    assert "while you had this page open" in page
    assert Vacancy.objects.get(pk=vacancy.pk).closes_at == vacancy.closes_at


def test_some_are_changed_first(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    page = hr_client.get(url("plan", vacancy), asked(300)).content.decode()
    link = next(each["href"] for each in Markup(page).all("a") if each.words == "Change some first")
    sent = typed(hr_client, link)
    interview = proposal(vacancy, 300)["interview_on"]
    boxes = (sent["interview_on_day"], sent["interview_on_month"], sent["interview_on_year"])
    assert boxes == (str(interview.day), str(interview.month), str(interview.year))
    assert sent["closes_time"] == "midday"
    assert hr_client.post(url("dates", vacancy), sent).status_code == 302
    assert dates_of(Vacancy.objects.get(pk=vacancy.pk)) == proposal(vacancy, 300)


def test_a_start_that_is_too_near_is_explained(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    page = hr_client.get(url("plan", vacancy), asked(60)).content.decode()
    assert "Move this, or start the job a term later" in page


def test_stored_dates_that_do_not_work_are_explained_beside_each(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    TermDate.objects.create(
        school=school,
        kind=TermDate.Kind.CLOSED,
        name="Holiday",
        starts_on=vacancy.interview_on,
        ends_on=vacancy.interview_on,
    )
    says = "The school is closed that day (Holiday)."
    assert says in hr_client.get(url("dates", vacancy)).content.decode()
    assert says in hr_client.get(url("plan", vacancy)).content.decode()


def test_what_is_typed_wrong_stays(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    page = hr_client.get(url("plan", vacancy), {**asked(300), "starts_on_month": "13"}).content.decode()
    assert "The start date must have a month from 1 to 12, or its name" in page
    assert Markup(page).one("input", name="starts_on_month")["value"] == "13"


def test_an_advert_that_is_out_has_its_dates(hr_client, school, hr):
    vacancy = published_vacancy(school, hr)
    assert hr_client.get(url("plan", vacancy)).headers["Location"] == url("dates", vacancy)


def test_the_two_questions_carry_no_token_into_the_address(hr_client, school, hr):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    asking = Markup(hr_client.get(url("plan", vacancy)).content.decode()).one("form", method="get")
    assert [each["name"] for each in asking.children if each.get("name") == "csrfmiddlewaretoken"] == []
    assert next(each["name"] for each in asking.children if each.tag == "input") == "starts_on_day"


@pytest.mark.parametrize(
    ("closing", "words"),
    [
        ("2027-01-15", "Closing: Friday 15 January 2027, with no time of day"),
        ("2027-01-15T12:00:00", "Closing: midday on Friday 15 January 2027"),
    ],
)
def test_what_the_pack_says_of_dates_stands_beside_the_boxes(hr_client, school, hr, closing, words):
    vacancy = VacancyFactory(bare=True, school=school, created_by=hr)
    vacancy.packs.create(state="read", result={"closing": closing, "interview": "Week of 25 January"})
    vacancy.packs.create(state="refused", result={})
    page = Markup(hr_client.get(url("dates", vacancy)).content.decode()).one("main").words
    assert words in page
    assert "Interviews: Week of 25 January" in page
