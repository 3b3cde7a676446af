"""Saving what the advert says, and its dates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import AuditEvent
from core.states import StateError
from tests.factories import UserFactory
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.editing import EditedMeanwhileError, Seen, values_of
from vacancies.models import KeyDate, Vacancy
from vacancies.services.advert import dates_of, save_dates, save_details
from vacancies.services.vacancy import withdraw

pytestmark = pytest.mark.django_db
NO_KEY_DATES = {"visits": None, "sift": None, "shortlist": None, "outcome": None}


@pytest.fixture
def hr():
    return UserFactory(name="Marian Duxbury")


def fresh(vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.get(pk=vacancy.pk)


def test_save_details_writes_what_changed_and_names_it(hr):
    vacancy = ready_vacancy()
    changed = save_details(vacancy, by=hr, values={"title": vacancy.title, "pay_text": "£50,000"})
    assert changed == ["pay_text"]
    assert (fresh(vacancy).pay_text, vacancy.pay_text) == ("£50,000", "£50,000")
    event = AuditEvent.objects.get()
    assert (event.verb, event.fields, event.codes) == ("vacancy.changed", ["pay_text"], {})


def test_save_details_without_a_change_records_nothing(hr):
    vacancy = ready_vacancy()
    assert save_details(vacancy, by=hr, values={"title": vacancy.title}) == []
    assert not AuditEvent.objects.exists()


def test_the_second_of_two_is_shown_both_and_may_then_save(hr):
    vacancy = ready_vacancy()
    fields = ("title", "pay_text")
    seen = Seen.of(values_of(fresh(vacancy), fields)).digest
    save_details(vacancy, by=hr, values={"title": "SENCo", "pay_text": "£50,000"}, seen=seen)
    second = {"title": "Lead SENCo", "pay_text": "£51,000"}
    with pytest.raises(EditedMeanwhileError) as caught:
        save_details(vacancy, by=UserFactory(), values=second, seen=seen)
    assert caught.value.theirs == {"title": "SENCo", "pay_text": "£50,000"}
    assert fresh(vacancy).pay_text == "£50,000"
    seen = Seen.of(values_of(fresh(vacancy), fields)).digest
    save_details(vacancy, by=UserFactory(), values=second, seen=seen)
    assert fresh(vacancy).pay_text == "£51,000"


@pytest.mark.parametrize("make", [published_vacancy, closed_vacancy])
def test_what_people_applied_upon_stays_once_published(hr, make):
    vacancy = make()
    with pytest.raises(StateError, match="has been published"):
        save_details(vacancy, by=hr, values={"pay_text": "£50,000"})
    assert save_details(vacancy, by=hr, values={"contact_phone": "01632 960 200"}) == ["contact_phone"]


def test_nothing_changes_once_it_has_ended(hr):
    vacancy = published_vacancy()
    withdraw(vacancy, by=hr, reason="The post was cut.")
    with pytest.raises(StateError, match="has ended"):
        save_details(vacancy, by=hr, values={"contact_phone": "01632 960 200"})


def test_save_dates(hr):
    vacancy = ready_vacancy()
    today = timezone.localdate()
    values = {
        "closes_at": timezone.now() + timedelta(days=30),
        "interview_on": today + timedelta(days=40),
        "starts_on": vacancy.starts_on,
    }
    key_dates = {**NO_KEY_DATES, "visits": today + timedelta(days=5), "outcome": today + timedelta(days=41)}
    changed = save_dates(vacancy, by=hr, values=values, key_dates=key_dates)
    assert changed == ["closes_at", "interview_on", "visits", "outcome"]
    assert dates_of(fresh(vacancy)) == {**values, **key_dates}
    save_dates(vacancy, by=hr, values=values, key_dates={**key_dates, "visits": None})
    assert list(vacancy.key_dates.values_list("kind", flat=True)) == ["outcome"]


def test_save_dates_leaves_interview_days_of_others_alone(hr):
    vacancy = ready_vacancy()
    KeyDate.objects.create(vacancy=vacancy, kind=KeyDate.Kind.INTERVIEW, on=timezone.localdate())
    values = values_of(vacancy, ("closes_at", "interview_on", "starts_on"))
    save_dates(vacancy, by=hr, values=values, key_dates=NO_KEY_DATES)
    assert vacancy.key_dates.count() == 1


def test_the_second_of_two_is_shown_the_dates_of_the_first(hr):
    vacancy = ready_vacancy()
    seen = Seen.of(dates_of(fresh(vacancy))).digest
    values = values_of(fresh(vacancy), ("closes_at", "interview_on", "starts_on"))
    visit = timezone.localdate() + timedelta(days=5)
    save_dates(vacancy, by=hr, values=values, key_dates={**NO_KEY_DATES, "visits": visit}, seen=seen)
    with pytest.raises(EditedMeanwhileError) as caught:
        save_dates(vacancy, by=hr, values=values, key_dates=NO_KEY_DATES, seen=seen)
    assert caught.value.theirs == {"visits": visit}


def test_once_published_the_closing_time_moves_only_by_extending(hr):
    vacancy = published_vacancy()
    later = vacancy.closes_at + timedelta(days=1)
    with pytest.raises(StateError, match="has been published"):
        save_dates(vacancy, by=hr, values={"closes_at": later}, key_dates={})
    day = vacancy.interview_on + timedelta(days=1)
    assert save_dates(vacancy, by=hr, values={"interview_on": day}, key_dates=NO_KEY_DATES) == ["interview_on"]
