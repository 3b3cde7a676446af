"""Publishing at a time: set by HR, done by the tick, stopped by the gate at that moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from core.gates import GateShutError
from core.models import AuditEvent, OutgoingEmail, Reminder
from core.services import tick
from core.states import StateError
from tests.at_once import at_once
from tests.factories import MembershipFactory
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import ready_vacancy
from tests.vacancies.test_pages_saving import day, errors, url
from vacancies.models import Vacancy
from vacancies.services.scheduling import publish_if_due, schedule, unschedule
from vacancies.services.vacancy import publish, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("only_our_checks")]
S = Vacancy.State
TOMORROW = timedelta(days=1)


def fresh(vacancy: Vacancy) -> Vacancy:
    return Vacancy.objects.get(pk=vacancy.pk)


def scheduled(school, hr, **columns) -> Vacancy:
    """Scheduled for tomorrow."""
    vacancy = ready_vacancy(school, hr, **columns)
    schedule(vacancy, publish_at=timezone.now() + TOMORROW, by=hr)
    return vacancy


def make_due(vacancy: Vacancy) -> None:
    """The time has come: tests move the time, not the clock."""
    Vacancy.objects.filter(pk=vacancy.pk).update(publish_at=timezone.now() - timedelta(seconds=1))


def test_schedule_and_take_back(school, hr):
    vacancy = scheduled(school, hr)
    stored = fresh(vacancy)
    assert (stored.state, stored.scheduled_by, stored.published_at) == (S.SCHEDULED, hr, None)
    unschedule(vacancy, by=hr)
    stored = fresh(vacancy)
    assert (stored.state, stored.publish_at, stored.scheduled_by) == (S.DRAFT, None, None)
    verbs = AuditEvent.objects.filter(verb__startswith="vacancy.").values_list("verb", flat=True)
    assert list(verbs) == ["vacancy.scheduled", "vacancy.draft"]


def test_a_time_in_the_past_or_after_the_closing_is_refused(school, hr):
    vacancy = ready_vacancy(school, hr)
    for wrong in (timezone.now(), vacancy.closes_at, vacancy.closes_at + TOMORROW):
        with pytest.raises(StateError):
            schedule(vacancy, publish_at=wrong, by=hr)
    assert fresh(vacancy).state == S.DRAFT


def test_what_could_not_be_published_is_not_scheduled(school, hr):
    vacancy = ready_vacancy(school, hr, overview="", contract_type="")
    with pytest.raises(GateShutError):
        schedule(vacancy, publish_at=timezone.now() + TOMORROW, by=hr)


def test_the_tick_publishes_when_it_is_due_and_once(school, hr, head):
    vacancy = scheduled(school, hr)
    tick.run()
    assert fresh(vacancy).state == S.SCHEDULED
    make_due(vacancy)
    for _ in range(3):
        tick.run()
    stored = fresh(vacancy)
    assert stored.state == S.PUBLISHED
    assert stored.specification_versions.count() == 1
    assert Reminder.objects.get(kind="vacancy.publication").outcome == "published"
    told = OutgoingEmail.objects.filter(template="vacancy_published")
    assert {row.ids["user"] for row in told} == {hr.pk, head.pk}  # who set the time hears it too


def test_what_has_become_wrong_is_not_published_and_hr_is_told(school, hr, head, post):
    vacancy = scheduled(school, hr)
    Vacancy.objects.filter(pk=vacancy.pk).update(contract_type="")
    make_due(vacancy)
    for _ in range(2):
        tick.run()
    stored = fresh(vacancy)
    assert (stored.state, stored.publish_at, stored.specification_versions.count()) == (S.DRAFT, None, 0)
    assert Reminder.objects.get(kind="vacancy.publication").outcome == "stopped"
    letter = next(mail for mail in post() if mail["To"] == hr.email)
    assert letter["Subject"] == "Not published: SENCo"
    assert url("publish", vacancy) in letter.get_body(("plain",)).get_content()
    assert AuditEvent.objects.filter(verb="vacancy.publication_stopped").count() == 1


def test_another_time_after_a_stop_is_another_step(school, hr):
    vacancy = scheduled(school, hr)
    Vacancy.objects.filter(pk=vacancy.pk).update(contract_type="")
    make_due(vacancy)
    tick.run()
    Vacancy.objects.filter(pk=vacancy.pk).update(contract_type="permanent")
    schedule(fresh(vacancy), publish_at=timezone.now() + TOMORROW, by=hr)
    Vacancy.objects.filter(pk=vacancy.pk).update(publish_at=timezone.now() - timedelta(seconds=5))
    tick.run()
    assert fresh(vacancy).state == S.PUBLISHED


def test_it_can_be_published_at_once_or_withdrawn_while_it_waits(school, hr):
    now, never = scheduled(school, hr), scheduled(school, hr)
    publish(now, by=hr)
    withdraw(never, by=hr, reason="The post is not needed.")
    assert (fresh(now).state, fresh(never).state) == (S.PUBLISHED, S.WITHDRAWN)


def test_nobody_sees_it_before_its_time(client, school, hr):
    vacancy = scheduled(school, hr)
    assert client.get(f"/jobs/{vacancy.ref}/").status_code == 404
    assert vacancy.ref not in client.get("/jobs/").content.decode()


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_ticks_and_a_taking_back_at_once_end_in_one_state(school, hr):
    vacancy = scheduled(school, hr)
    make_due(vacancy)
    pages = [fresh(vacancy) for _ in range(3)]
    done = at_once(
        lambda: publish_if_due(pages[0]), lambda: publish_if_due(pages[1]), lambda: unschedule(pages[2], by=hr)
    )
    stored = fresh(vacancy)
    assert stored.specification_versions.count() == (1 if stored.state == S.PUBLISHED else 0)
    assert [each for each in done if each == "published"] == ["published"] * (stored.state == S.PUBLISHED)
    assert stored.state in (S.PUBLISHED, S.DRAFT)


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_two_who_set_a_time_at_once_set_one(school, hr):
    vacancy = ready_vacancy(school, hr)
    when = timezone.now() + TOMORROW
    pages = [fresh(vacancy) for _ in range(2)]
    done = at_once(*(lambda page=page: schedule(page, publish_at=when, by=hr) for page in pages))
    assert sorted(type(each).__name__ for each in done) == ["NoneType", "StateError"]
    assert AuditEvent.objects.filter(verb="vacancy.scheduled").count() == 1


# --- pages --------------------------------------------------------------------------------------------------


def test_the_page_schedules_and_shows_it(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    response = hr_client.post(url("schedule", vacancy), {**day("publish_on", 2), "publish_time": "8am"}, follow=True)
    page = response.content.decode()
    assert "It is published at 8am on" in page
    assert "Make it a draft again" in page
    workbench = hr_client.get(f"/vacancies/{vacancy.ref}/").content.decode()
    assert "It goes out by itself" in workbench
    assert "Scheduled" in hr_client.get("/vacancies/").content.decode()
    hr_client.post(url("unschedule", vacancy))
    assert fresh(vacancy).state == S.DRAFT


def test_what_stops_it_is_shown(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr, contract_type="")
    response = hr_client.post(url("schedule", vacancy), {**day("publish_on", 2), "publish_time": "8am"})
    assert response.headers["Location"] == url("publish", vacancy)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (day("publish_on", -1), "The day and time to publish must be in the future"),
        ({"publish_time": "midnight"}, "Midnight can be read in two ways. Enter 11:59pm, or 12:01am on the next day"),
        ({"publish_time": ""}, "Enter the time"),
    ],
)
def test_what_is_typed_wrong_is_said_beside_its_box(hr_client, school, hr, changes, says):
    vacancy = ready_vacancy(school, hr)
    sent = {**day("publish_on", 2), "publish_time": "8am", **changes}
    assert errors(hr_client.post(url("schedule", vacancy), sent)) == [says]


def test_the_head_sets_no_time(school, hr):
    vacancy = ready_vacancy(school, hr)
    head = MembershipFactory(school=school, role=Role.HEAD).user
    assert client_of(head).post(url("schedule", vacancy), {}).status_code == 404
