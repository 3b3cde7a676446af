"""HR's side: a number while the sift is blind, a name after release."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from applications import reveal
from applications.models import Application
from core.models import AuditEvent
from tests.applications.factories import started_application, submitted_application
from tests.factories import MembershipFactory, UserFactory
from tests.vacancies.factories import published_vacancy

pytestmark = pytest.mark.django_db
WHEN = timezone.now()


@pytest.fixture
def vacancy():
    return published_vacancy()


@pytest.fixture
def hr(vacancy):
    return MembershipFactory(school=vacancy.school).user


@pytest.fixture
def released(monkeypatch, vacancy):
    """The stage that runs the sift says that this vacancy's outcomes are out."""
    monkeypatch.setattr(reveal, "_released", [lambda asked: WHEN if asked == vacancy else None])


def list_of(client, vacancy) -> str:
    answer = client.get(reverse("applications:hr_list", args=[vacancy.ref]))
    assert answer.status_code == 200
    return answer.content.decode()


def detail(client, application):
    return client.get(reverse("applications:hr_detail", args=[application.vacancy.ref, application.ref]))


def test_before_release_counts_and_no_name(client, vacancy, hr):
    application = submitted_application(vacancy, UserFactory(name="Rowan Castleford"))
    started_application(vacancy)
    client.force_login(hr)
    shown = list_of(client, vacancy)
    assert "Applications (1)" in shown
    for telling in ("Rowan", "Castleford", application.ref, application.candidate.email):
        assert telling not in shown
    assert detail(client, application).status_code == 404


def test_after_release_names_and_the_whole_form(client, vacancy, hr, released):
    person = UserFactory(name="Rowan Castleford")
    application = submitted_application(vacancy, person, adjustments="Questions in writing")
    client.force_login(hr)
    assert "Rowan Castleford" in list_of(client, vacancy)
    shown = detail(client, application).content.decode()
    assert "Fernhollow Academy" in shown
    assert "Questions in writing" in shown
    event = AuditEvent.objects.get(verb="application.read")
    assert (event.actor_id, event.fields) == (hr.pk, ["adjustments", "national_insurance_number"])


def test_the_head_and_the_panel_read_it_without_adjustments(client, vacancy, released, monkeypatch):
    application = submitted_application(vacancy, adjustments="Questions in writing")
    member = UserFactory()
    monkeypatch.setattr(reveal, "_readers", [lambda user, asked: user == member])
    for user in (MembershipFactory(school=vacancy.school, role=Role.HEAD).user, member):
        client.force_login(user)
        shown = detail(client, application)
        assert shown.status_code == 200
        assert "Questions in writing" not in shown.content.decode()
        assert "Adjustments" not in shown.content.decode()
    client.force_login(UserFactory())
    assert detail(client, application).status_code == 404


def test_a_draft_and_one_withdrawn_before_release_are_never_named(client, vacancy, hr, released):
    gone = submitted_application(vacancy, state=Application.State.WITHDRAWN, withdrawn_at=WHEN - timedelta(seconds=1))
    draft = started_application(vacancy)
    left = submitted_application(vacancy, state=Application.State.WITHDRAWN, withdrawn_at=WHEN + timedelta(seconds=1))
    client.force_login(hr)
    shown = list_of(client, vacancy)
    assert gone.details.full_name not in shown
    assert left.details.full_name in shown
    assert [detail(client, each).status_code for each in (gone, draft, left)] == [404, 404, 200]


def test_another_vacancys_address_does_not_lead_to_it(client, vacancy, hr, released):
    application = submitted_application(vacancy)
    other = published_vacancy(school=vacancy.school)
    client.force_login(hr)
    address = reverse("applications:hr_detail", args=[other.ref, application.ref])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(client, vacancy, hr, released, count, django_assert_num_queries):
    for _ in range(count):
        submitted_application(vacancy)
    client.force_login(hr)
    with django_assert_num_queries(13):
        list_of(client, vacancy)
