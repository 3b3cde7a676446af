"""Whoever writes stays signed in, and reads on each page until when."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from applications import staying
from core.display import clock
from tests.applications.factories import complete_application

pytestmark = pytest.mark.django_db

PAGES = ("task_list", "details", "history", "statements", "job_add", "sitting")


@pytest.fixture
def application(client):
    found = complete_application()
    client.force_login(found.candidate)
    return found


def signed_in_since(client, ago: timedelta) -> Session:
    """As if the last page had been opened so long ago: the session is moved, not the clock."""
    session = client.session
    session[staying.KEY] = (timezone.now() - ago).timestamp()
    session.save()
    ends = timezone.now() - ago + timedelta(seconds=settings.SESSION_COOKIE_AGE)
    Session.objects.update(expire_date=ends)
    return Session.objects.get()


@pytest.mark.parametrize("name", PAGES)
def test_each_page_says_until_when(client, application, name):
    shown = client.get(reverse(f"applications:{name}", args=[application.ref])).content.decode()
    ends = timezone.localtime(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE))
    near = {clock(ends - timedelta(minutes=minutes)) for minutes in (0, 1)}
    assert any(f"You stay signed in until {each}" in shown for each in near)


def test_each_page_makes_it_longer_and_saving_while_typing_too(client, application):
    for post in (False, True):
        before = signed_in_since(client, timedelta(hours=11))
        page = reverse("applications:statement", args=[application.ref, application.statements.first().criterion_id])
        if post:
            client.post(page, {"text": "Typed late", "seen": "1"}, headers={"X-Autosave": "1"})
        else:
            client.get(page)
        assert Session.objects.get().expire_date - before.expire_date > timedelta(hours=10)


def test_a_quick_succession_of_pages_writes_no_session(client, application):
    before = signed_in_since(client, timedelta(minutes=5))
    client.get(reverse("applications:details", args=[application.ref]))
    assert Session.objects.get().expire_date == before.expire_date


def test_a_session_that_ended_stays_ended(client, application):
    signed_in_since(client, timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    answer = client.get(reverse("applications:details", args=[application.ref]))
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={reverse('applications:details', args=[application.ref])}")
