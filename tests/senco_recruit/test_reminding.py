"""Reminding a panel member again: once a day, by HR alone, and never to learn who is ahead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEvent, OutgoingEmail, Reminder
from shortlisting.ladders import KIND
from shortlisting.models import PanelMember
from tests.shortlisting.factories import by_place, hr_of_panel, open_panel, score_all
from tests.vacancies.factories import hr_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def panel():
    return open_panel()


def hr(panel) -> Client:
    client = Client()
    client.force_login(hr_of_panel(panel))
    return client


def remind(client: Client, who: PanelMember, panel=None):
    ref = (panel or who.panel).vacancy.ref
    return client.post(reverse("remind_member", args=[ref, who.pk]), follow=True)


def letters() -> int:
    return OutgoingEmail.objects.filter(template="sift_reminder").count()


def test_hr_reminds_a_member_once_a_day(panel):
    who, client = by_place(panel)[1], hr(panel)
    button = reverse("remind_member", args=[panel.vacancy.ref, who.pk])
    assert button in client.get(reverse("workbench", args=[panel.vacancy.ref])).content.decode()
    page = remind(client, who).content.decode()
    assert f"We have reminded {who.user}." in page
    assert "Reminded today" in page
    assert button not in page
    assert "Another reminder can go tomorrow" in remind(client, who).content.decode()
    assert letters() == 1
    assert AuditEvent.objects.filter(verb="panel.reminded", subject_id=who.pk).count() == 1


def test_on_the_next_day_it_can_go_again_and_home_says_when_it_last_went(panel):
    who, client = by_place(panel)[1], hr(panel)
    remind(client, who)
    yesterday = timezone.now() - timedelta(days=1)
    Reminder.objects.filter(kind=KIND).update(decided_at=yesterday, step="again:earlier")
    OutgoingEmail.objects.filter(template="sift_reminder").update(once="the day before")
    said = f"Reminded {timezone.localdate(yesterday).day} {timezone.localdate(yesterday):%B}"
    assert said in client.get(reverse("home")).content.decode()
    remind(client, who)
    assert letters() == 2
    assert "Reminded today" in client.get(reverse("home")).content.decode()


def test_nobody_is_reminded_whose_scores_are_in_or_who_sits_elsewhere(panel):
    who, client = by_place(panel)[1], hr(panel)
    score_all(who, submit=True)
    assert "Nothing is waited for" in remind(client, who).content.decode()
    elsewhere = by_place(open_panel())[1]
    assert remind(client, elsewhere, panel).status_code == 404
    assert letters() == 0


def test_hr_who_has_still_to_score_learns_nothing_of_the_others():
    panel = open_panel()
    scoring = hr_of(panel.vacancy.school)
    who = by_place(panel)[1]
    place = by_place(panel)[0]
    PanelMember.objects.filter(pk=place.pk).update(user=scoring)
    client = Client()
    client.force_login(scoring)
    page = client.get(reverse("workbench", args=[panel.vacancy.ref])).content.decode()
    assert "Not shown until yours are in" in page
    assert reverse("remind_member", args=[panel.vacancy.ref, who.pk]) not in page
    assert "Hand in your own scores first." in remind(client, who).content.decode()
    assert letters() == 0
