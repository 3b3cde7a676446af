"""HR's and the head's list of vacancies, and the tabs of one."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import Role
from core import conflicts
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from tests.markup import Markup
from tests.vacancies.conftest import client_of
from tests.vacancies.factories import closed_vacancy, published_vacancy, ready_vacancy
from vacancies.services import vacancy as services

pytestmark = pytest.mark.django_db

LIST = "/vacancies/"


def titles(client: Client, address: str = LIST) -> list[str]:
    rows = Markup(client.get(address).content.decode()).all("th", scope="row")
    return [row.children[0].text.split(" at ")[0].strip() for row in rows]


def test_list_shows_the_schools_own_and_no_other(hr_client, school, hr):
    ready_vacancy(school, hr, title="Draft SENCo", closes_at=None)
    closed_vacancy(school, hr, title="Closed SENCo")
    published_vacancy(school, hr, title="Open SENCo")
    published_vacancy(title="Another school’s")
    assert titles(hr_client) == ["Draft SENCo", "Closed SENCo", "Open SENCo"]


def test_ended_vacancies_have_a_list_of_their_own(hr_client, school, hr):
    vacancy = published_vacancy(school, hr, title="Withdrawn SENCo")
    services.withdraw(vacancy, by=hr, reason="Not funded")
    assert titles(hr_client) == []
    assert titles(hr_client, f"{LIST}?show=ended") == ["Withdrawn SENCo"]


def test_trust_hr_sees_every_school_of_the_trust_with_its_name(school, hr):
    trust_hr = MembershipFactory(school=None, trust=school.trust, role=Role.HR, user=UserFactory()).user
    published_vacancy(school, hr, title="SENCo one")
    published_vacancy(SchoolFactory(trust=school.trust, name="Fallowfield Grange"), title="SENCo two")
    page = client_of(trust_hr).get(LIST).content.decode()
    assert "Fallowfield Grange" in page
    assert "Alderbrook High School" in page


def test_head_sees_the_list_and_starts_nothing(head, school, hr):
    published_vacancy(school, hr, title="SENCo")
    client = client_of(head)
    assert titles(client) == ["SENCo"]
    assert "Start a new vacancy" not in client.get(LIST).content.decode()
    assert client.get(reverse("vacancies:new")).status_code == 404


def test_candidate_has_no_list():
    assert client_of(UserFactory()).get(LIST).status_code == 404
    assert Client().get(LIST).status_code == 302


def test_staff_who_applied_do_not_find_it_on_the_list(hr_client, school, hr, monkeypatch):
    mine = published_vacancy(school, hr, title="Mine")
    published_vacancy(school, hr, title="Other")
    monkeypatch.setattr(conflicts, "_tests", [lambda user, of: user.pk == hr.pk and of.pk == mine.pk])
    assert titles(hr_client) == ["Other"]


def test_empty_list_says_what_to_do(hr_client):
    assert "Start a new vacancy" in hr_client.get(LIST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_queries_for_any_number(hr_client, school, hr, count, django_assert_num_queries):
    for _ in range(count):
        published_vacancy(school, hr)
    hr_client.get(LIST)
    with django_assert_num_queries(LIST_QUERIES):
        assert len(titles(hr_client)) == count


LIST_QUERIES = 9  # constant; one of them is the menu asking for schools


def drawn(user, vacancy, tab: str) -> Markup:
    request = RequestFactory().get("/")
    request.user = user
    template = Template('{% include "vacancies/_tabs.html" %}')
    return Markup(template.render(Context({"request": request, "vacancy": vacancy, "tab": tab})))


def test_tabs_mark_the_page_in_hand(school, hr):
    markup = drawn(hr, published_vacancy(school, hr), "advert")
    assert [each.words for each in markup.all("a", aria_current="page")] == ["Advert"]
    words = [each.words for each in markup.all("a")]
    assert words[0] == "Overview"
    assert words[-2:] == ["Advert", "History"]


def test_tabs_of_the_head_lead_nowhere_that_is_refused(school, hr, head):
    vacancy = published_vacancy(school, hr)
    client = client_of(head)
    for each in drawn(head, vacancy, "overview").all("a"):
        assert client.get(each["href"]).status_code == 200, each["href"]
