"""Closing on time by the tick."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from core.models import AuditEvent, OutgoingEmail, Reminder
from core.services import tick
from tests.factories import MembershipFactory, UserFactory
from tests.vacancies.factories import published_vacancy, ready_vacancy
from vacancies.models import Vacancy
from vacancies.services.vacancy import reopen

S = Vacancy.State
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def state(vacancy: Vacancy) -> str:
    return Vacancy.objects.get(pk=vacancy.pk).state


def test_a_tick_closes_what_is_due_and_nothing_else():
    due = published_vacancy(closes_at=timezone.now())
    later = published_vacancy(closes_at=timezone.now() + timedelta(minutes=1))
    draft = ready_vacancy(closes_at=timezone.now() - timedelta(days=1))
    tick.run()
    assert (state(due), state(later), state(draft)) == (S.CLOSED, S.PUBLISHED, S.DRAFT)


def test_many_ticks_close_and_tell_once():
    vacancy = published_vacancy(closes_at=timezone.now())
    MembershipFactory(school=vacancy.school)
    for _ in range(3):
        tick.run()
    assert AuditEvent.objects.filter(verb="vacancy.closed").count() == 1
    assert OutgoingEmail.objects.filter(template="vacancy_closed").count() == 1
    assert Reminder.objects.get(kind="vacancy.closing").outcome == "closed"


def test_a_vacancy_that_was_opened_again_closes_again():
    vacancy = published_vacancy(closes_at=timezone.now())
    MembershipFactory(school=vacancy.school)
    tick.run()
    vacancy.refresh_from_db()
    reopen(vacancy, closes_at=timezone.now() + timedelta(days=1), by=UserFactory(), reason="Nobody applied.")
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=timezone.now() - timedelta(seconds=2))
    tick.run()
    assert state(vacancy) == S.CLOSED
    assert OutgoingEmail.objects.filter(template="vacancy_closed").count() == 2


def test_a_dry_run_closes_nothing():
    vacancy = published_vacancy(closes_at=timezone.now())
    decided = tick.run(dry_run=True)
    assert [(each.kind, each.subject_id) for each in decided] == [("vacancy.closing", vacancy.pk)]
    assert state(vacancy) == S.PUBLISHED
