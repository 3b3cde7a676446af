"""Every page of a vacancy in every state: it opens, it is whole, it keeps strangers out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import conflicts
from tests.factories import UserFactory
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import closed_vacancy, hr_of, published_vacancy, ready_vacancy
from vacancies.services import vacancy as services

pytestmark = pytest.mark.django_db

OF_DRAFT = (
    "advert", "details", "statements", "dates", "duties", "duties_add", "review", "criterion_add",
    "review_move", "review_headings", "duties_move", "duties_headings", "import", "preview", "publish", "withdraw",
    "history",
)  # fmt: skip
AFTER = ("advert", "details", "statements", "dates", "duties", "review", "preview", "publish", "history")
MAY_SEE = frozenset({"advert", "preview", "preview_pack", "source_file", "history"})
POST_ONLY = ("settle", "review_undo", "duties_undo", "waive", "take_back")


def url(name: str, vacancy, *args) -> str:
    return reverse(f"vacancies:{name}", args=[vacancy.ref, *args])


def whole(response) -> Markup:
    """The page's markup, once it is sound: one h1, nothing that names what is not there."""
    assert response.status_code == 200, response.headers
    markup = Markup(response.content.decode())
    assert markup.broken_references() == []
    assert len(markup.all("h1")) == 1
    assert "style" not in {name for each in markup.elements for name in each.attrs}
    return markup


@pytest.mark.parametrize("name", OF_DRAFT)
def test_page_of_a_draft(name, hr_client, school, hr):
    whole(hr_client.get(url(name, ready_vacancy(school, hr))))


@pytest.mark.parametrize("name", OF_DRAFT)
def test_page_of_an_empty_draft(name, hr_client, school, hr):
    whole(hr_client.get(url(name, services.start_vacancy(school, title="SENCo", by=hr))))


@pytest.mark.parametrize("name", [*AFTER, "extend", "close", "withdraw"])
def test_page_of_a_published_vacancy(name, hr_client, school, hr):
    whole(hr_client.get(url(name, published_vacancy(school, hr)), follow=True))


@pytest.mark.parametrize("name", [*AFTER, "reopen", "end", "withdraw"])
def test_page_of_a_closed_vacancy(name, hr_client, school, hr):
    whole(hr_client.get(url(name, closed_vacancy(school, hr)), follow=True))


def test_pages_of_one_criterion_and_one_duty_section(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    row, section = vacancy.criteria.in_order()[0], vacancy.duty_sections.first()
    assert row.text in whole(hr_client.get(url("criterion", vacancy, row.pk))).one("textarea").words
    whole(hr_client.get(url("review_split", vacancy, row.pk)))
    assert section.heading == whole(hr_client.get(url("duties_edit", vacancy, section.pk))).by_id("id_heading")["value"]
    whole(hr_client.get(url("duties_delete", vacancy, section.pk)))


def test_step_that_cannot_be_taken_says_where_the_vacancy_is(hr_client, school, hr):
    vacancy = ready_vacancy(school, hr)
    for name in ("extend", "close", "reopen", "end", "take_up"):
        response = hr_client.get(url(name, vacancy), follow=True)
        assert "This cannot be done now: the vacancy is draft." in response.content.decode()


def every_address(vacancy) -> list[tuple[str, str]]:
    """Each staff page of a vacancy, as (name, path)."""
    row, section = vacancy.criteria.first(), vacancy.duty_sections.first()
    names = [*OF_DRAFT, *POST_ONLY, "extend", "close", "reopen", "end", "take_up", "source_file", "preview_pack"]
    found = [(name, url(name, vacancy)) for name in names]
    found += [(name, url(name, vacancy, row.pk)) for name in ("criterion", "review_split")]
    return found + [(name, url(name, vacancy, section.pk)) for name in ("duties_edit", "duties_delete")]


def statuses(client: Client, vacancy) -> dict[str, set[int]]:
    """What each address answers to GET and POST."""
    return {
        name: {client.get(path).status_code, client.post(path).status_code} for name, path in every_address(vacancy)
    }


def test_other_schools_hr_finds_nothing(school, hr):
    vacancy = ready_vacancy(school, hr)
    answers = statuses(client_of(hr_of(published_vacancy().school)), vacancy)
    assert {name for name, found in answers.items() if found != {404}} == set()


def test_candidate_finds_nothing(school, hr):
    answers = statuses(client_of(UserFactory()), ready_vacancy(school, hr))
    assert {name for name, found in answers.items() if found != {404}} == set()


def test_anonymous_is_sent_to_sign_in(school, hr):
    answers = statuses(Client(), ready_vacancy(school, hr))
    assert {name for name, found in answers.items() if found != {302}} == set()


def test_staff_who_applied_find_nothing(school, hr, monkeypatch):
    vacancy = ready_vacancy(school, hr)

    def applied(user: User, of) -> bool:
        return user.pk == hr.pk and of.pk == vacancy.pk

    monkeypatch.setattr(conflicts, "_tests", [*conflicts._tests, applied])
    answers = statuses(client_of(hr), vacancy)
    assert {name for name, found in answers.items() if found != {404}} == set()
    other = ready_vacancy(school, hr)
    assert client_of(hr).get(url("advert", other)).status_code == 200


def test_head_sees_and_changes_nothing(school, hr, head):
    answers = statuses(client_of(head), ready_vacancy(school, hr))
    opened = {name for name, found in answers.items() if found != {404}}
    assert opened == MAY_SEE


def test_page_of_no_vacancy_is_not_found(hr_client):
    for name in ("advert", "details", "review", "publish", "history"):
        assert hr_client.get(reverse(f"vacancies:{name}", args=["zzzzzzzzzz"])).status_code == 404
