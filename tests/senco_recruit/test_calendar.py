"""The calendar of HR and head, and Monday's e-mail."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import Role
from core.models import OutgoingEmail
from core.services.outbox import send_due
from core.services.tick import run
from senco_recruit.due import due_of
from tests.factories import MembershipFactory, SchoolFactory, UserFactory
from tests.markup import Markup
from tests.shortlisting.factories import released_panel
from tests.vacancies.factories import published_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return SchoolFactory()


@pytest.fixture
def hr(school, client):
    user = MembershipFactory(school=school, user=UserFactory(name="Marian Duxbury")).user
    client.force_login(user)
    return user


def monday(hour: int, *, days: int = 0) -> datetime:
    """That hour of next week's Monday, or `days` later."""
    today = timezone.localdate()
    day = today + timedelta(days=7 - today.weekday() + days)
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def test_it_has_the_days_of_a_vacancy_and_what_is_to_be_done(client, hr, school):
    vacancy = published_vacancy(school=school, title="SENCo, Years 7 to 9")
    text = Markup(client.get(reverse("calendar")).content.decode()).one("main").words
    assert "Closes" in text
    assert "Put the panel together" in text
    assert vacancy.title in text


def test_nothing_of_another_school(client, hr):
    published_vacancy(title="Elsewhere")
    page = client.get(reverse("calendar")).content.decode()
    assert "Elsewhere" not in page
    assert "Nothing has a date yet" in page


def test_it_asks_the_same_queries_for_one_vacancy_and_for_three(client, hr, school, django_assert_num_queries):
    published_vacancy(school=school)
    url = reverse("calendar")
    client.get(url)
    with django_assert_num_queries(17):
        client.get(url)
    published_vacancy(school=school)
    published_vacancy(school=school)
    with django_assert_num_queries(17):
        client.get(url)


def test_the_file_has_days_and_no_names(client, hr, school):
    panel = released_panel(school=school)
    Vacancy.objects.filter(pk=panel.vacancy_id).update(interview_on=timezone.localdate() + timedelta(days=9))
    rows = due_of(hr)
    assert any("Imogen" in f"{row.what}{row.where}{row.who}" for row in rows)
    content = client.get(reverse("calendar_file")).content
    assert b"Imogen" not in content
    names = [str(event["SUMMARY"]) for event in Calendar.from_ical(content).walk("VEVENT")]
    assert any(name.startswith("Interviews") for name in names)


def test_monday_at_seven_once_for_everybody_who_wants_it(hr, school, mailbox):
    published_vacancy(school=school, closes_at=monday(12, days=3))
    head = MembershipFactory(school=school, role=Role.HEAD).user
    no = MembershipFactory(school=school, user=UserFactory(weekly_digest=False)).user
    assert [d for d in run(monday(6)) if d.kind == "digest.weekly"] == []
    first = [d for d in run(monday(7)) if d.kind == "digest.weekly"]
    assert {d.subject_id for d in first} == {hr.pk, head.pk}
    assert no.pk not in {d.subject_id for d in first}
    assert [d for d in run(monday(9)) if d.kind == "digest.weekly"] == []
    assert [d for d in run(monday(9, days=2)) if d.kind == "digest.weekly"] == []
    send_due()
    letter = next(message for message in mailbox() if message["To"] == hr.email)
    assert letter["Subject"] == "Your week in recruitment"
    assert "Put the panel together" in letter.get_body(("plain",)).get_content()


def test_a_week_without_anything_brings_no_letter(hr, mailbox):
    run(monday(7))
    send_due()
    assert mailbox() == []
    assert OutgoingEmail.objects.get(template="weekly_digest").state == OutgoingEmail.State.DROPPED


def test_it_is_stopped_and_wanted_again_by_a_button(client, hr):
    for wanted, kept in (("no", False), ("yes", True)):
        assert client.post(reverse("weekly_digest"), {"wanted": wanted}).status_code == 302
        hr.refresh_from_db()
        assert hr.weekly_digest is kept
