"""The referee's way behind the link, and what a link that is dead or guessed says."""

from __future__ import annotations

import pytest
from django.test import Client

from appointments.models import Reference, ReferenceRequest
from appointments.services import references
from tests.appointments.factories import ANSWERS, answered, asked, shortlisted
from tests.appointments.test_views import page

pytestmark = pytest.mark.django_db


def test_the_whole_reference_by_link(client: Client) -> None:
    (request,) = asked(shortlisted(referees=1))
    token = references.token(request)
    assert client.get(page("referee", token)).status_code == 200
    request.refresh_from_db()
    assert request.state == ReferenceRequest.State.REQUESTED  # a scanner that opens the link changes nothing
    months = {"from_month": "9", "from_year": "2019", "to_month": "", "to_year": ""}
    for name in ("start", "work", "leaving", "children", "conduct", "criteria", "you"):
        response = client.post(page("referee_page", token, name), {**ANSWERS, **months})
        assert response.status_code == 302, response.context["form"].errors
    assert response["Location"] == page("referee_check", token)
    assert "Wetherby Vale Academy" in client.get(page("referee_check", token)).content.decode()
    assert client.post(page("referee_check", token)).status_code == 302
    assert Reference.objects.get().answers["from"] == "2019-09-01"
    assert client.get(page("referee", token)).status_code == 410


def test_a_dead_link_says_nothing_about_anybody(client: Client) -> None:
    (request,) = asked(shortlisted(referees=1))
    used = references.token(request)
    answered(request)
    pages = {client.get(page("referee", token)).content for token in (used, "forged", used + "x")}
    assert len(pages) == 1
    assert b"Larkfield" not in pages.pop()


def test_what_the_referee_typed_stays_when_something_is_wrong(client: Client) -> None:
    (request,) = asked(shortlisted(referees=1))
    data = {**ANSWERS, "from_month": "13", "from_year": "2019", "capacity": "A very long story"}
    response = client.post(page("referee_page", references.token(request), "work"), data)
    text = response.content.decode()
    assert response.status_code == 200
    assert "must have a month from 1 to 12" in text
    assert "A very long story" in text
    assert 'value="13"' in text


def test_save_and_stop_keeps_half_a_page(client: Client) -> None:
    (request,) = asked(shortlisted(referees=1))
    client.post(page("referee_page", references.token(request), "work"), {"capacity": "Head", "stop": "1"})
    request.refresh_from_db()
    assert request.draft["capacity"] == "Head"


def test_guessing_links_is_slowed_down(client: Client, rate_limits) -> None:
    tries = [client.get(page("referee", f"guess{n}")) for n in range(121)]  # more than two windows hold
    assert {each.status_code for each in tries} == {410, 429}
    slow = next(each for each in tries if each.status_code == 429)
    assert (slow["Retry-After"], slow["Cache-Control"]) == ("300", "no-store, private")
