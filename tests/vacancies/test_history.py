"""The history of a vacancy in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import UserFactory
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.history import WORDS, HistoryRow, events_of, rows_of
from vacancies.models import Vacancy
from vacancies.services import advert, specification
from vacancies.services import vacancy as services
from vacancies.states import VACANCY

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr():
    return UserFactory(name="Marian Duxbury")


def history(vacancy: Vacancy) -> list[HistoryRow]:
    return rows_of(events_of(vacancy))


def test_who_did_what_and_why_newest_first(hr):
    vacancy = published_vacancy()
    services.extend(vacancy, closes_at=vacancy.closes_at + timedelta(days=7), by=hr, reason="Too few applications.")
    services.close(vacancy, by=hr, reason="Thirty people applied.")
    assert [(row.what, row.who, row.reason) for row in history(vacancy)] == [
        ("Closed for applications", "Marian Duxbury", "Thirty people applied."),
        ("Extended the closing date", "Marian Duxbury", "Too few applications."),
    ]


def test_a_change_names_its_fields_by_their_labels(hr):
    vacancy = ready_vacancy()
    advert.save_details(vacancy, by=hr, values={"pay_text": "£50,000", "contact_phone": ""})
    values = {"closes_at": timezone.now() + timedelta(days=30)}
    advert.save_dates(vacancy, by=hr, values=values, key_dates={"outcome": timezone.localdate()})
    assert [row.detail for row in history(vacancy)] == [
        "closing date and time, we tell you the outcome",
        "contact phone, pay",
    ]


def test_many_rows_are_counted(hr):
    vacancy = ready_vacancy()
    rows = dict.fromkeys(vacancy.criteria.values_list("pk", flat=True))
    specification.change_rows(vacancy, by=hr, rows=rows, importance="essential")
    assert [(row.what, row.detail) for row in history(vacancy)] == [("Changed the person specification", "2 criteria")]


def test_a_state_reached_from_another_side_reads_otherwise(hr):
    vacancy = closed_vacancy()
    services.reopen(vacancy, closes_at=timezone.now() + timedelta(days=7), by=hr, reason="Nobody applied.")
    assert history(vacancy)[0].what == "Opened for applications again"


def test_every_state_has_words():
    assert {f"{VACANCY.verb}.{state}" for state in Vacancy.State if state != Vacancy.State.DRAFT} <= set(WORDS)


def test_another_vacancys_history_is_not_here(hr):
    vacancy, other = ready_vacancy(), ready_vacancy()
    advert.save_details(other, by=hr, values={"pay_text": "£50,000"})
    assert history(vacancy) == []


@pytest.mark.parametrize("count", [1, 3])
def test_two_queries_whatever_happened(hr, count, django_assert_num_queries):
    vacancy = ready_vacancy()
    for n in range(count):
        advert.save_details(vacancy, by=UserFactory(), values={"pay_text": f"£5{n},000"})
    with django_assert_num_queries(2):
        assert len(history(vacancy)) == count
