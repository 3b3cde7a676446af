"""What HR and the head are told, read from the messages that leave."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction

from accounts.models import Role
from core import emails
from tests.factories import MembershipFactory
from tests.vacancies.factories import closed_vacancy, published_vacancy
from vacancies.models import Vacancy
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
