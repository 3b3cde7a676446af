"""What is left of a session when it is over."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from senco_recruit.tasks import purge


def test_a_session_that_ran_out_leaves_no_address_behind(sign_in):
    gone, there = sign_in("imogen@example.org", Client()), sign_in("marian@example.org", Client())
    Client().post("/accounts/sign-in/", {"email": "asked-and-never-came@example.org"})
    assert (Session.objects.count(), UserSession.objects.count()) == (3, 2)
    over = Session.objects.exclude(session_key=there.session.session_key)
    over.update(expire_date=timezone.now() - timedelta(seconds=1))
    purge()
    assert [row.session_key for row in Session.objects.all()] == [there.session.session_key]
    assert [row.user.email for row in UserSession.objects.all()] == ["marian@example.org"]
    assert gone.session.get("_auth_user_id") is None
