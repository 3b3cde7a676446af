"""A new application starts from the last one; what was declared is asked anew."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.forms.models import model_to_dict
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, Declaration
from applications.services.lifecycle import start_application
from applications.services.reuse import SECTIONS, last_application
from tests.applications.factories import complete_application, started_application, submitted_application
from tests.factories import UserFactory
from tests.vacancies.factories import published_vacancy

pytestmark = pytest.mark.django_db

LISTS = ("qualifications", "training", "memberships", "employment", "breaks", "referees")


def told(rows) -> list[dict[str, object]]:
    return [model_to_dict(row, exclude=["id", "application"]) for row in rows.order_by("pk")]


@pytest.fixture
def before():
    return submitted_application(adjustments="Extra time", statement="Written for one school alone")


def test_who_they_are_and_what_they_did_is_copied_to_check(before):
    after = start_application(published_vacancy(), candidate=before.candidate, copying=before)
    assert model_to_dict(after.details, exclude=["id", "application"]) == model_to_dict(
        before.details, exclude=["id", "application"]
    )
    assert after.professional_status.trn == before.professional_status.trn
    for name in LISTS:
        assert told(getattr(after, name)) == told(getattr(before, name)) != [], name
    assert after.left_education_on == before.left_education_on
    assert after.sections == dict.fromkeys(SECTIONS, "copied")


def test_what_was_declared_written_or_asked_for_is_not(before):
    after = start_application(published_vacancy(), candidate=before.candidate, copying=before)
    assert not after.statements.exists()
    assert not Declaration.objects.filter(application=after).exists()
    for name in ("adjustment", "faith", "declaration"):
        assert not hasattr(Application.objects.get(pk=after.pk), name)
    assert after.identity_choices == {}


def test_what_is_changed_afterwards_stays_in_its_own_application(before):
    after = start_application(published_vacancy(), candidate=before.candidate, copying=before)
    after.employment.all().delete()
    after.details.town = "Elsewhere"
    after.details.save()
    before.details.refresh_from_db()
    assert before.details.town == "Marlham"
    assert before.employment.count() == 2


def test_pressed_twice_it_is_copied_once(before):
    vacancy = published_vacancy()
    for _ in range(2):
        after = start_application(vacancy, candidate=before.candidate, copying=before)
    assert after.employment.count() == 2


def test_nothing_is_copied_from_somebody_else(before):
    with pytest.raises(ValueError, match="own candidate"):
        start_application(published_vacancy(), candidate=UserFactory(), copying=before)
    assert Application.objects.count() == 1


def test_the_newest_answers_are_the_ones_copied(before):
    newer = complete_application(candidate=before.candidate)
    started_application(candidate=before.candidate)  # nothing in it yet
    Application.objects.filter(pk=before.pk).update(saved_at=timezone.now() - timedelta(days=3))
    assert last_application(before.candidate) == newer
    assert last_application(UserFactory()) is None


@pytest.mark.parametrize(("ticked", "state"), [({"copy": "1"}, "copied"), ({}, "not_started")])
def test_the_candidate_chooses(client, before, ticked, state):
    vacancy = published_vacancy()
    client.force_login(before.candidate)
    page = reverse("applications:apply", args=[vacancy.ref])
    assert "Start with what I wrote before" in client.get(page).content.decode()
    client.post(page, ticked)
    after = Application.objects.get(vacancy=vacancy)
    assert after.section_state("details") == state
    shown = client.get(reverse("applications:task_list", args=[after.ref])).content.decode()
    assert ("Check what we copied" in shown) is (state == "copied")


def test_a_copied_section_stops_until_it_is_looked_at(client, before):
    after = start_application(published_vacancy(), candidate=before.candidate, copying=before)
    client.force_login(before.candidate)
    shown = client.get(reverse("applications:check", args=[after.ref])).content.decode()
    assert "Finish the section: Your details" in shown
    client.post(reverse("applications:qualifications", args=[after.ref]))
    after.refresh_from_db()
    assert after.section_state("qualifications") == "done"


def test_the_first_application_offers_no_copy(client):
    client.force_login(UserFactory())
    shown = client.get(reverse("applications:apply", args=[published_vacancy().ref])).content.decode()
    assert "Start with what I wrote before" not in shown
