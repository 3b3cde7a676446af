"""HR's page about the advert on Teaching Vacancies: where it stands in words, and what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import TypeGroup
from tests.factories import SchoolFactory, UserFactory
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import closed_vacancy, hr_of, published_vacancy, ready_vacancy
from vacancies.models import Vacancy, VacancyPosting
from vacancies.services import posting as services

pytestmark = pytest.mark.django_db
State, Wanted = VacancyPosting.State, VacancyPosting.Wanted


@pytest.fixture(autouse=True)
def key(settings):
    settings.TEACHING_VACANCIES_API_KEY = "a-key"


@pytest.fixture
def vacancy(school, hr) -> Vacancy:
    return published_vacancy(school, hr)


def address(vacancy: Vacancy) -> str:
    return reverse("vacancies:posting", args=[vacancy.ref])


def page(client: Client, vacancy: Vacancy) -> Markup:
    response = client.get(address(vacancy))
    assert response.status_code == 200
    return Markup(response.content.decode())


def label(client: Client, vacancy: Vacancy) -> str:
    return page(client, vacancy).one("h2", class_="app-turn__label").words


def put(vacancy: Vacancy, **columns) -> VacancyPosting:
    return VacancyPosting.objects.create(vacancy=vacancy, **columns)


def test_without_a_key_it_says_who_can_set_one(hr_client, vacancy, settings):
    settings.TEACHING_VACANCIES_API_KEY = ""
    assert label(hr_client, vacancy) == "Teaching Vacancies is not set up"
    assert not [each for each in page(hr_client, vacancy).all("button") if each.attrs.get("name") == "wanted"]


def test_an_independent_school_is_told_that_it_is_not_taken():
    school = SchoolFactory(type_group=TypeGroup.INDEPENDENT)
    hr = hr_of(school)
    vacancy = published_vacancy(school, hr)
    client = client_of(hr)
    assert label(client, vacancy) == "Teaching Vacancies does not take this job"
    client.post(address(vacancy), {"wanted": "live"})
    assert not VacancyPosting.objects.exists()


def test_a_draft_is_sent_when_it_is_published(hr_client, school, hr):
    assert label(hr_client, ready_vacancy(school, hr)) == "Nothing is sent yet"


def test_a_published_one_can_be_sent_and_pressed_twice_it_is_one(hr_client, vacancy):
    assert label(hr_client, vacancy) == "It is not on Teaching Vacancies"
    for _ in range(2):
        hr_client.post(address(vacancy), {"wanted": "live"})
    assert VacancyPosting.objects.get().wanted == Wanted.LIVE
    assert label(hr_client, vacancy) == "Waiting to be shown on Teaching Vacancies"


def test_one_that_is_shown_can_be_taken_off(hr_client, vacancy):
    put(
        vacancy, state=State.DONE, posted_version=1, remote_id="1", public_url="https://jobs.example.org/1",
        expires_at=vacancy.closes_at, posted_at=timezone.now(),
    )  # fmt: skip
    markup = page(hr_client, vacancy)
    assert markup.one("h2", class_="app-turn__label").words == "It is shown on Teaching Vacancies"
    assert "https://jobs.example.org/1" in [each["href"] for each in markup.all("a")]
    hr_client.post(address(vacancy), {"wanted": "removed"})
    after = VacancyPosting.objects.get()
    assert (after.wanted, after.kept_off, after.state) == (Wanted.REMOVED, True, State.WAITING)


def test_one_that_waits_for_the_service_says_when_it_is_tried_again(hr_client, vacancy):
    put(vacancy, error_code="ConnectionError", due_at=timezone.now() + timedelta(minutes=5), attempts=2)
    assert "It did not answer. We try again at" in hr_client.get(address(vacancy)).content.decode()


def test_a_conflict_links_to_the_advert_that_is_there(hr_client, vacancy):
    link = "https://teaching-vacancies.example.org/jobs/there"
    put(vacancy, state=State.REFUSED, error_code="http-409", answer={"errors": ["It exists"], "link": link})
    markup = page(hr_client, vacancy)
    assert markup.one("h2", class_="app-turn__label").words == "Teaching Vacancies did not take it"
    assert link in [each["href"] for each in markup.all("a")]
    assert [each.words for each in markup.all("button", name="wanted")] == ["Send it again"]


def test_each_refusal_leads_to_the_page_where_it_is_put_right(hr_client, vacancy):
    errors = ["expires_at: must be later", "job_title: is <b>long</b>", "something else"]
    put(vacancy, state=State.REFUSED, error_code="http-422", answer={"errors": errors, "link": ""})
    markup = page(hr_client, vacancy)
    items = [
        each.words for each in markup.one("ul", class_="govuk-list govuk-list--bullet").children if each.tag == "li"
    ]
    assert items == ["Closing date: must be later", "Job title: is <b>long</b>", "something else"]
    addresses = [each["href"] for each in markup.all("a")]
    assert reverse("vacancies:extend", args=[vacancy.ref]) in addresses
    assert reverse("vacancies:details", args=[vacancy.ref]) in addresses


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("http-401", "It does not know our key."),
        (services.UNREACHABLE, "It did not answer for more than two days."),
        (services.NOT_READY, "Put this right, then send it again."),
    ],
)
def test_other_refusals_say_what_to_do(hr_client, vacancy, code, says):
    put(vacancy, state=State.REFUSED, error_code=code)
    assert says in hr_client.get(address(vacancy)).content.decode()


def test_a_closed_one_is_not_sent(hr_client, school, hr):
    vacancy = closed_vacancy(school, hr)
    response = hr_client.post(address(vacancy), {"wanted": "live"}, follow=True)
    assert "The advert is closed" in response.content.decode()
    assert not VacancyPosting.objects.exists()


@pytest.mark.parametrize("wanted", ["", "nonsense", "refused"])
def test_a_wish_that_is_none_changes_nothing(hr_client, vacancy, wanted):
    hr_client.post(address(vacancy), {"wanted": wanted})
    assert not VacancyPosting.objects.exists()


def test_it_is_hrs_page_alone(vacancy):
    for user in (UserFactory(), hr_of(SchoolFactory())):
        assert client_of(user).get(address(vacancy)).status_code == 404
        assert client_of(user).post(address(vacancy), {"wanted": "live"}).status_code == 404
    assert not VacancyPosting.objects.exists()
