"""Started once, sent once, never late; withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from applications.models import Application
from applications.services import lifecycle
from applications.services.lifecycle import AlreadySentError, LateError
from applications.signals import application_submitted, application_withdrawn
from applications.states import APPLICATION, WITHDRAWABLE
from core.clock import database_now
from core.gates import GateShutError
from core.models import AuditEvent, OutgoingEmail
from core.states import StateError
from tests.applications.factories import complete_application, started_application, submitted_application
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory
from tests.vacancies.factories import closed_vacancy, published_vacancy
from vacancies.models import Vacancy

S = Application.State
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def closing_at(application: Application, instant) -> None:
    Vacancy.objects.filter(pk=application.vacancy_id).update(closes_at=instant)


def test_the_last_microsecond_before_closing_is_in_time():
    application = complete_application()
    arrived = database_now()
    closing_at(application, arrived + timedelta(microseconds=1))
    lifecycle.submit(application, by=application.candidate, arrived_at=arrived)
    application.refresh_from_db()
    assert (application.state, application.submitted_at) == (S.SUBMITTED, arrived)


def test_at_the_closing_second_it_is_late_and_every_word_stays():
    application = complete_application()
    arrived = database_now()
    closing_at(application, arrived)
    with pytest.raises(LateError, match="This vacancy closed at"):
        lifecycle.submit(application, by=application.candidate, arrived_at=arrived)
    application.refresh_from_db()
    assert (application.state, application.submitted_at) == (S.DRAFT, None)
    assert application.statements.count() == 6
    assert not OutgoingEmail.objects.filter(template="application_receipt").exists()


def test_a_vacancy_closed_while_the_sending_waited_does_not_make_it_late():
    application = complete_application()
    arrived = database_now()
    Vacancy.objects.filter(pk=application.vacancy_id).update(
        state=Vacancy.State.CLOSED, closes_at=arrived + timedelta(seconds=1)
    )
    lifecycle.submit(application, by=application.candidate, arrived_at=arrived)
    assert application.state == S.SUBMITTED


def test_a_later_time_that_hr_gave_one_person_counts_for_them_alone():
    vacancy = closed_vacancy()
    now = database_now()
    late = complete_application(vacancy, closes_at_for_them=now + timedelta(hours=1))
    other = complete_application(vacancy)
    lifecycle.submit(late, by=late.candidate, arrived_at=now)
    with pytest.raises(LateError):
        lifecycle.submit(other, by=other.candidate, arrived_at=now)


@pytest.mark.parametrize("state", [Vacancy.State.WITHDRAWN, Vacancy.State.FILLED, Vacancy.State.UNFILLED])
def test_nothing_is_sent_to_a_vacancy_that_has_ended(state):
    application = complete_application()
    Vacancy.objects.filter(pk=application.vacancy_id).update(state=state)
    with pytest.raises(LateError, match="no longer takes applications"):
        lifecycle.submit(application, by=application.candidate, arrived_at=database_now())


def test_sending_writes_the_audit_queues_one_receipt_and_announces():
    application = complete_application()
    heard = []

    def listen(sender, application, **kwargs):
        heard.append((application.pk, transaction.get_connection().in_atomic_block))

    application_submitted.connect(listen)
    try:
        lifecycle.submit(application, by=application.candidate, arrived_at=database_now())
    finally:
        application_submitted.disconnect(listen)
    assert heard == [(application.pk, True)]
    event = AuditEvent.objects.get(verb="application.submitted", subject_id=application.pk)
    assert (event.actor_id, event.codes) == (application.candidate_id, {"from": "draft", "to": "submitted"})
    assert OutgoingEmail.objects.filter(template="application_receipt").count() == 1


def test_an_incomplete_one_stays_a_draft():
    application = started_application()
    with pytest.raises(GateShutError) as caught:
        lifecycle.submit(application, by=application.candidate, arrived_at=database_now())
    assert "Fill in the section: Declarations" in str(caught.value)
    application.refresh_from_db()
    assert application.state == S.DRAFT


def test_a_second_sending_is_told_that_it_was_sent():
    application = complete_application()
    lifecycle.submit(application, by=application.candidate, arrived_at=database_now())
    with pytest.raises(AlreadySentError):
        lifecycle.submit(application, by=application.candidate, arrived_at=database_now())


def test_starting_twice_is_one_application():
    vacancy, candidate = published_vacancy(), UserFactory()
    first = lifecycle.start_application(vacancy, candidate=candidate)
    assert lifecycle.start_application(vacancy, candidate=candidate) == first


def test_a_closed_vacancy_cannot_be_started_upon():
    with pytest.raises(LateError):
        lifecycle.start_application(closed_vacancy(), candidate=UserFactory())


def test_after_withdrawing_a_new_one_may_be_started():
    vacancy, candidate = published_vacancy(), UserFactory()
    first = lifecycle.start_application(vacancy, candidate=candidate)
    lifecycle.withdraw(first, by=candidate)
    assert lifecycle.start_application(vacancy, candidate=candidate) != first


def test_withdrawing_announces_and_tells_hr_a_number_not_a_name(post):
    vacancy = published_vacancy()
    hr = MembershipFactory(school=vacancy.school).user
    application = submitted_application(vacancy, UserFactory(name="Imogen Larkfield"))
    submitted_application(vacancy)
    heard = []

    def listen(sender, application, by, **kwargs):
        heard.append((application.pk, by.pk))

    application_withdrawn.connect(listen)
    try:
        lifecycle.withdraw(application, by=application.candidate)
    finally:
        application_withdrawn.disconnect(listen)
    assert heard == [(application.pk, application.candidate_id)]
    letter = next(each for each in post() if each["To"] == hr.email)
    assert letter["Subject"] == "One candidate has withdrawn: SENCo"
    words = letter.get_body(("plain",)).get_content()
    assert "1 application is left" in words
    assert "Imogen" not in words + letter.get_body(("html",)).get_content()


def test_withdrawing_a_draft_tells_nobody():
    application = started_application()
    MembershipFactory(school=application.vacancy.school, role=Role.HR)
    lifecycle.withdraw(application, by=application.candidate)
    assert not OutgoingEmail.objects.filter(template="application_withdrawn").exists()


@pytest.mark.parametrize("state", [S.APPOINTED, S.STARTED, S.NOT_SHORTLISTED, S.DECLINED])
def test_what_has_ended_cannot_be_withdrawn(state):
    application = submitted_application(state=state)
    with pytest.raises(StateError):
        lifecycle.withdraw(application, by=application.candidate)


def test_every_state_before_the_appointment_can_be_withdrawn():
    ended = {S.NOT_SHORTLISTED, S.NOT_APPOINTED, S.DECLINED, S.APPOINTED, S.STARTED, S.WITHDRAWN}
    assert set(S.values) - ended == WITHDRAWABLE


def test_every_state_has_its_row_in_the_table():
    assert set(APPLICATION.moves) == set(S.values)


def test_a_step_back_asks_for_a_reason():
    application = submitted_application(state=S.SHORTLISTED)
    hr = UserFactory()
    with pytest.raises(StateError, match="Say why"):
        lifecycle.move(application, S.SUBMITTED, by=hr)
    lifecycle.move(application, S.SUBMITTED, by=hr, reason="Wrong person")
    assert application.state == S.SUBMITTED


def test_a_draft_is_moved_by_nobody_else():
    application = started_application()
    with pytest.raises(StateError):
        lifecycle.move(application, S.SUBMITTED, by=UserFactory())


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_start_at_once_make_one():
    vacancy, candidate = published_vacancy(), UserFactory()

    def press():
        fresh = Vacancy.objects.select_related("school").get(pk=vacancy.pk)
        return lifecycle.start_application(fresh, candidate=User.objects.get(pk=candidate.pk)).pk

    first, second = at_once(press, press)
    assert first == second
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_of_send_at_once_send_one():
    application = complete_application()

    def press():
        mine = Application.objects.for_page().get(pk=application.pk)
        return lifecycle.submit(mine, by=mine.candidate, arrived_at=database_now())

    results = at_once(press, press)
    assert sorted(type(each).__name__ for each in results) == ["AlreadySentError", "NoneType"]
    assert AuditEvent.objects.filter(verb="application.submitted").count() == 1
    assert OutgoingEmail.objects.filter(template="application_receipt").count() == 1


@pytest.mark.django_db(transaction=True)
def test_sending_and_withdrawing_at_once_leave_one_of_them():
    application = complete_application()

    def mine():
        return Application.objects.for_page().get(pk=application.pk)

    at_once(
        lambda: lifecycle.submit(mine(), by=application.candidate, arrived_at=database_now()),
        lambda: lifecycle.withdraw(mine(), by=application.candidate),
    )
    application.refresh_from_db()
    sent = AuditEvent.objects.filter(verb="application.submitted").exists()
    assert sent == (application.submitted_at is not None)
    assert application.state in (S.SUBMITTED, S.WITHDRAWN)


def test_a_withdrawn_vacancy_tells_applicants_and_writers(post):
    vacancy = published_vacancy()
    writer, sender = started_application(vacancy), submitted_application(vacancy)
    gone = started_application(vacancy)
    lifecycle.withdraw(gone, by=gone.candidate)
    from vacancies.services import vacancy as services

    services.withdraw(vacancy, by=vacancy.created_by, reason="The post is no longer needed")
    told = {each["To"] for each in post() if each["Subject"].startswith("The job has been withdrawn")}
    assert told == {writer.candidate.email, sender.candidate.email}


def test_more_time_is_told_to_those_who_still_write(post):
    vacancy = published_vacancy()
    writer = started_application(vacancy)
    submitted_application(vacancy)
    from vacancies.services import vacancy as services

    later = vacancy.closes_at + timedelta(days=7)
    services.extend(vacancy, closes_at=later, by=vacancy.created_by, reason="Few applications")
    told = [each for each in post() if each["Subject"].startswith("More time to apply")]
    assert [each["To"] for each in told] == [writer.candidate.email]
    assert f"{timezone.localtime(later):%B}" in told[0].get_body(("plain",)).get_content()
