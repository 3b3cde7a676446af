"""What HR and the head are told, read from the messages that leave."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.models import Membership, Role
from core import emails
from tests.applications.factories import started_application
from tests.factories import MembershipFactory
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.letters import hr_address
from vacancies.models import Vacancy
from vacancies.services import approval
from vacancies.services.vacancy import close

pytestmark = pytest.mark.django_db
NINE = datetime(2031, 11, 24, 9, tzinfo=UTC)


def queue(template: str, vacancy: Vacancy, person) -> None:
    with transaction.atomic():
        emails.queue(template, {"vacancy": vacancy.pk, "user": person.pk}, subject=vacancy)


def body(message) -> str:
    return message.get_body(("plain",)).get_content()


def test_the_head_is_told_that_the_advert_is_online(post):
    vacancy = published_vacancy(closes_at=NINE, school__name="Alderbrook High School")
    head = MembershipFactory(school=vacancy.school, role=Role.HEAD).user
    queue("vacancy_published", vacancy, head)
    (message,) = post()
    assert message["To"] == head.email
    assert message["Subject"] == "Online: SENCo, open until 9am on Monday 24 November 2031"
    assert "Alderbrook High School" in message["From"]
    assert f"http://testserver/jobs/{vacancy.ref}/" in body(message)


def test_hr_is_told_that_it_closed(post):
    vacancy = published_vacancy(school__name="Alderbrook High School", closes_at=NINE.replace(year=2021))
    hr = MembershipFactory(school=vacancy.school).user
    close(vacancy)
    (message,) = post()
    assert (message["To"], message["Subject"]) == (hr.email, "Closed: SENCo")
    assert f"http://testserver/vacancies/{vacancy.ref}/" in body(message)


@pytest.mark.parametrize(
    ("template", "make"), [("vacancy_published", closed_vacancy), ("vacancy_closed", published_vacancy)]
)
def test_a_letter_that_is_no_longer_true_is_not_sent(post, template, make):
    vacancy = make()
    queue(template, vacancy, MembershipFactory(school=vacancy.school).user)
    assert post() == []


def test_nobody_without_an_active_account_is_written_to(post):
    vacancy = published_vacancy()
    hr = MembershipFactory(school=vacancy.school, user__is_active=False).user
    queue("vacancy_published", vacancy, hr)
    assert post() == []


def test_letters_that_name_candidates_never_go_to_one_of_them():
    vacancy = published_vacancy()
    starter, colleague = vacancy.created_by, MembershipFactory(school=vacancy.school).user
    MembershipFactory(school=vacancy.school, user=starter)
    head = MembershipFactory(school=vacancy.school, role=Role.HEAD).user
    assert hr_address(vacancy) == starter.email
    for applicant, left in ((starter, colleague), (colleague, head)):
        started_application(vacancy, applicant)
        assert hr_address(vacancy) == left.email


def test_what_the_head_said_is_not_sent_to_who_has_left_hr(post):
    vacancy = ready_vacancy()
    place = MembershipFactory(school=vacancy.school)
    head = MembershipFactory(school=vacancy.school, role=Role.HEAD).user
    approval.send_back(approval.ask(vacancy, by=place.user), by=head, reason="The salary is wrong.")
    Membership.objects.filter(pk=place.pk).update(ended_at=vacancy.created_at)
    assert place.user.email not in [letter["To"] for letter in post()]
