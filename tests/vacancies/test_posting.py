"""Adverts on Teaching Vacancies, against a real server that refuses what the Department's refuses."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from accounts.models import TypeGroup
from core.models import AuditEvent
from tests.at_once import at_once
from tests.factories import MembershipFactory, SchoolFactory
from tests.vacancies.factories import published_vacancy
from tests.vacancies.teaching_vacancies import KEY, TeachingVacancies
from vacancies.models import Vacancy, VacancyPosting
from vacancies.services import posting as services
from vacancies.services import vacancy as vacancies
from vacancies.services.posting import LEASE, post_due, want
from vacancies.signals import vacancy_published

State, Wanted = VacancyPosting.State, VacancyPosting.Wanted
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture
def service(settings) -> Iterator[TeachingVacancies]:
    found = TeachingVacancies()
    found.start()
    settings.TEACHING_VACANCIES_API_KEY, settings.TEACHING_VACANCIES_URL = KEY, found.address
    yield found
    found.stop()


def announced(**columns) -> Vacancy:
    """A vacancy that was published just now, and has said so."""
    vacancy = published_vacancy(**columns)
    vacancy_published.send(Vacancy, vacancy=vacancy, by=vacancy.created_by)
    return vacancy


def row(vacancy: Vacancy) -> VacancyPosting:
    return VacancyPosting.objects.get(vacancy=vacancy)


def later(**time: float):
    return timezone.now() + timedelta(**time)


def test_a_published_vacancy_is_shown(service):
    vacancy = announced(title="SENCo", school__trust__uid="16644", starts_on="2031-01-06", job_share=True)
    assert post_due() == {"done": 1}
    assert post_due() == {}
    (advert,) = service.adverts.values()
    assert advert["job_title"] == "SENCo"
    assert advert["external_reference"] == vacancy.ref
    assert advert["external_advert_url"] == f"http://testserver/jobs/{vacancy.ref}/"
    assert advert["job_roles"] == ["sendco"]
    assert advert["working_patterns"] == ["full_time", "part_time"]
    assert (advert["contract_type"], advert["phases"]) == ("permanent", ["secondary"])
    assert advert["schools"] == {"trust_uid": "16644", "school_urns": [vacancy.school.urn]}
    assert advert["salary"] == vacancy.pay_text
    assert advert["expires_at"] == timezone.localtime(vacancy.closes_at).isoformat(timespec="seconds")
    assert (advert["starts_on"], advert["is_job_share"]) == ("2031-01-06", True)
    after = row(vacancy)
    assert (after.state, after.error_code, after.claimed_at) == (State.DONE, "", None)
    assert after.public_url == f"https://teaching-vacancies.example.org/jobs/{after.remote_id}"
    verbs = AuditEvent.objects.filter(subject_id=vacancy.pk, verb__startswith="posting.").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == ["posting.wanted", "posting.shown"]


def test_typed_marks_are_words_there(service):
    announced(overview="<script>alert(1)</script>\n\n<img src=x> & more")
    assert post_due() == {"done": 1}
    (advert,) = service.adverts.values()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in advert["job_advert"]
    assert "<ul><li>Keep the SEND register accurate</li></ul>" in advert["job_advert"]


def test_without_a_key_nothing_is_written_or_sent(service, settings):
    settings.TEACHING_VACANCIES_API_KEY = ""
    vacancy = announced()
    assert post_due() == {}
    assert not VacancyPosting.objects.filter(vacancy=vacancy).exists()
    assert service.requests == []


def test_an_independent_school_is_not_sent(service):
    announced(school=SchoolFactory(type_group=TypeGroup.INDEPENDENT))
    assert not VacancyPosting.objects.exists()


def test_more_time_changes_it_and_does_not_make_a_second(service):
    vacancy = announced()
    post_due()
    closes = vacancy.closes_at + timedelta(days=7)
    vacancies.extend(vacancy, closes_at=closes, by=vacancy.created_by, reason="Half term lies in it")
    assert post_due() == {"done": 1}
    (advert,) = service.adverts.values()
    assert advert["expires_at"] == timezone.localtime(closes).isoformat(timespec="seconds")


@pytest.mark.parametrize("end", ["withdraw", "close"])
def test_withdrawn_or_closed_early_it_is_taken_off(service, end):
    vacancy = announced()
    post_due()
    if end == "withdraw":
        vacancies.withdraw(vacancy, by=vacancy.created_by, reason="Not funded")
    else:
        vacancies.close(vacancy, by=vacancy.created_by, reason="Enough have applied")
    assert post_due() == {"done": 1}
    assert service.adverts == {}
    assert row(vacancy).public_url == ""


def test_at_its_own_time_it_ends_there_by_itself(service):
    vacancy = announced()
    post_due()
    past = timezone.now() - timedelta(minutes=1)
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=past)
    VacancyPosting.objects.update(expires_at=past)
    assert vacancies.close_if_due(vacancy)
    assert post_due() == {}
    assert len(service.adverts) == 1


def test_closed_before_it_was_sent_it_is_never_sent(service):
    vacancy = announced()
    vacancies.withdraw(vacancy, by=vacancy.created_by, reason="Not funded")
    assert post_due() == {"done": 1}
    assert service.requests == []


def test_opened_again_it_is_a_new_posting_under_a_reference_of_its_own(service):
    vacancy = announced()
    post_due()
    vacancies.close(vacancy, by=vacancy.created_by, reason="Enough have applied")
    post_due()
    vacancies.reopen(vacancy, closes_at=later(days=9), by=vacancy.created_by, reason="Too few applied")
    assert post_due() == {"done": 1}
    assert service.references == [f"{vacancy.ref}-2"]


def test_while_the_service_is_down_it_waits_longer_each_time_and_then_arrives(service):
    vacancy = announced()
    service.stop()
    assert post_due() == {"waiting": 1}
    first = row(vacancy)
    assert first.error_code == "ConnectionError"
    assert timedelta(seconds=50) < first.due_at - timezone.now() < timedelta(seconds=70)
    assert post_due() == {}  # not due yet
    assert post_due(later(minutes=2)) == {"waiting": 1}
    assert row(vacancy).due_at > later(seconds=110)
    service.start()
    assert post_due(later(minutes=10)) == {"done": 1}
    assert service.references == [vacancy.ref]
    assert row(vacancy).attempts == 3


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_service_is_asked_again(service, status):
    vacancy = announced()
    service.busy = [status]
    assert post_due() == {"waiting": 1}
    assert row(vacancy).error_code == f"http-{status}"
    assert post_due(later(minutes=2)) == {"done": 1}


def test_after_many_tries_it_is_left_to_a_person(service):
    vacancy = announced()
    service.stop()
    VacancyPosting.objects.update(attempts=services.ATTEMPTS - 1)
    assert post_due() == {"refused": 1}
    assert row(vacancy).error_code == services.UNREACHABLE
    service.start()
    want(vacancy, Wanted.LIVE, by=vacancy.created_by)
    assert post_due() == {"done": 1}


def test_an_answer_that_is_lost_makes_no_second_advert(service):
    vacancy = announced()
    service.taken = lambda: "drop"
    assert post_due() == {"waiting": 1}
    service.taken = None
    assert post_due(later(minutes=2)) == {"done": 1}
    assert service.references == [vacancy.ref]
    assert row(vacancy).remote_id == next(iter(service.adverts))


def test_an_answer_that_is_lost_is_found_to_be_taken_off(service):
    vacancy = announced()
    service.taken = lambda: "drop"
    post_due()
    vacancies.withdraw(vacancy, by=vacancy.created_by, reason="Not funded")
    assert post_due() == {"done": 1}
    assert service.adverts == {}


def test_the_same_job_from_elsewhere_is_shown_to_hr_with_its_link(service):
    vacancy = announced()
    other = {**advert_there(service, vacancy), "external_reference": "ANOTHER-SYSTEM"}
    service.adverts = {"there": other}
    assert post_due() == {"refused": 1}
    after = row(vacancy)
    assert after.error_code == "http-409"
    assert after.answer["link"] == "https://teaching-vacancies.example.org/jobs/there"
    assert service.references == ["ANOTHER-SYSTEM"]


def advert_there(service: TeachingVacancies, vacancy: Vacancy) -> dict:
    """What the service would hold of a vacancy."""
    from vacancies.posting_advert import advert_for
    from vacancies.teaching_vacancies.advert import payload

    return payload(advert_for(vacancy, vacancy.ref))["vacancy"]


def test_what_it_finds_wrong_is_kept_in_its_words(service):
    vacancy = announced()
    service.refused_urns = {vacancy.school.urn}
    assert post_due() == {"refused": 1}
    after = row(vacancy)
    assert after.error_code == "http-422"
    assert after.answer["errors"] == [f"No valid organisations found for ['{vacancy.school.urn}']"]
    assert post_due(later(days=30)) == {}  # a person must act


def test_hr_is_told_once_that_a_person_must_act(service, post):
    vacancy = announced(title="SENCo")
    hr = MembershipFactory(school=vacancy.school).user
    service.refused_urns = {vacancy.school.urn}
    post_due()
    (letter,) = post()
    assert (letter["To"], letter["Subject"]) == (hr.email, "Not on Teaching Vacancies yet: SENCo")
    text = letter.get_body(("plain",)).get_content()
    assert "No valid organisations found" in text
    assert f"http://testserver/vacancies/{vacancy.ref}/teaching-vacancies/" in text
    VacancyPosting.objects.update(state=State.WAITING, due_at=timezone.now())
    post_due()
    assert len(post()) == 1


def test_the_letter_is_not_sent_once_it_was_taken(service, post):
    vacancy = announced()
    MembershipFactory(school=vacancy.school)
    service.refused_urns = {vacancy.school.urn}
    post_due()
    service.refused_urns = set()
    want(vacancy, Wanted.LIVE, by=vacancy.created_by)
    post_due()
    assert post() == []


def test_what_it_would_refuse_is_said_before_anything_is_sent(service):
    vacancy = announced(title="S" * 76, closes_at=later(hours=1), pay_text="")
    assert post_due() == {"refused": 1}
    after = row(vacancy)
    assert after.error_code == services.NOT_READY
    fields = [each.partition(":")[0] for each in after.answer["errors"]]
    assert fields == ["job_title", *(["expires_at"] if closes_today(vacancy) else []), "salary"]
    assert service.requests == []


def closes_today(vacancy: Vacancy) -> bool:
    return timezone.localdate(vacancy.closes_at) == timezone.localdate()


def test_a_wrong_key_is_said(service, settings):
    vacancy = announced()
    settings.TEACHING_VACANCIES_API_KEY = "wrong"
    assert post_due() == {"refused": 1}
    assert row(vacancy).error_code == "http-401"


def test_taken_off_on_their_side_it_is_put_back_when_it_changes(service):
    vacancy = announced()
    post_due()
    service.adverts.clear()
    vacancies.extend(
        vacancy, closes_at=vacancy.closes_at + timedelta(days=1), by=vacancy.created_by, reason="A day more"
    )
    assert post_due() == {"done": 1}
    assert service.references == [f"{vacancy.ref}-2"]


def test_what_hr_took_off_stays_off(service):
    vacancy = announced()
    post_due()
    want(vacancy, Wanted.REMOVED, by=vacancy.created_by)
    post_due()
    vacancies.extend(
        vacancy, closes_at=vacancy.closes_at + timedelta(days=1), by=vacancy.created_by, reason="A day more"
    )
    assert post_due() == {}
    assert service.adverts == {}
    want(vacancy, Wanted.LIVE, by=vacancy.created_by)
    assert post_due() == {"done": 1}
    assert len(service.adverts) == 1


def test_a_wish_that_changes_while_it_is_sent_is_seen_to_next(service):
    vacancy = announced()

    def withdrawn_meanwhile() -> None:
        VacancyPosting.objects.update(wanted=Wanted.REMOVED, wanted_version=2)

    posting = services._claim(row(vacancy).pk, timezone.now())
    assert posting is not None
    withdrawn_meanwhile()
    from vacancies.teaching_vacancies.client import Client

    with Client(service.address, KEY) as client:
        assert services._see_to(posting, client) == State.WAITING
    assert post_due() == {"done": 1}
    assert service.adverts == {}


def test_the_wish_is_part_of_what_gave_rise_to_it(service):
    from django.db import transaction

    vacancy = published_vacancy()
    with transaction.atomic():
        vacancy_published.send(Vacancy, vacancy=vacancy, by=vacancy.created_by)
        transaction.set_rollback(True)  # the publication fails
    assert not VacancyPosting.objects.exists()


def in_a_child(act) -> int:
    """Run `act` in a forked child; return its exit code, negative for the signal that ended it."""
    connections.close_all()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            act()
        except BaseException:  # noqa: BLE001 - a child must never go on as the test run
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_when_the_advert_was_taken_loses_nothing_and_makes_no_second(service):
    vacancy = announced()
    child: list[int] = []

    def kill() -> None:
        os.kill(child[0], signal.SIGKILL)

    connections.close_all()
    reader, writer = os.pipe()
    service.taken = lambda: (child.append(int(os.read(reader, 20))), kill(), "drop")[2]

    def work() -> None:
        os.write(writer, str(os.getpid()).encode())
        post_due()

    assert in_a_child(work) == -signal.SIGKILL
    service.taken = None
    assert service.references == [vacancy.ref]
    assert (row(vacancy).state, row(vacancy).remote_id) == (State.SENDING, "")
    assert post_due() == {}  # the dead one's claim still holds
    VacancyPosting.objects.update(claimed_at=timezone.now() - LEASE)
    assert post_due() == {"done": 1}
    assert service.references == [vacancy.ref]
    assert row(vacancy).remote_id == next(iter(service.adverts))
    os.close(reader)
    os.close(writer)


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_with_the_claim_alone_loses_nothing(service):
    vacancy = announced()

    def work() -> None:
        services._claim(row(vacancy).pk, timezone.now())
        os.kill(os.getpid(), signal.SIGKILL)

    assert in_a_child(work) == -signal.SIGKILL
    assert row(vacancy).state == State.SENDING
    assert post_due(timezone.now() + LEASE) == {"done": 1}
    assert service.references == [vacancy.ref]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_post_one_advert(service):
    vacancies_here = [announced(title=f"SENCo {n}") for n in range(4)]
    at_once(post_due, post_due)
    assert service.references == sorted(each.ref for each in vacancies_here)
    assert [each.partition(" ")[0] for each in service.requests].count("POST") == 4
