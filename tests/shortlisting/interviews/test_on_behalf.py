"""What a candidate who applied by post answers about the interview, by letter or phone: HR enters it for them."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, OnBehalf, PaperApplication
from applications.services.on_behalf import Told, ToldError, answers_of, record_told
from shortlisting.models import Booking, Slot
from shortlisting.services import bookings, timetable
from shortlisting.services.timetable import InterviewError
from tests.factories import UserFactory
from tests.shortlisting.interviews import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_step(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


def _signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_post(booking: Booking) -> Application:
    """Whose booking it is has no e-mail address."""
    application = booking.application
    candidate = application.candidate
    candidate.email, candidate.is_active = f"paper{candidate.pk}@post.invalid", False
    candidate.save()
    Application.objects.filter(pk=application.pk).update(on_paper_at=timezone.now() - timedelta(days=60))
    hr = application.vacancy.created_by
    PaperApplication.objects.create(application=application, entered_by=hr, by_post=True, form_key=uuid.uuid4())
    return Application.objects.for_page().select_related("details", "paper").get(pk=application.pk)


def record(application: Application, hr, key: str, words: str = "") -> OnBehalf:
    told = Told("phone", "Joan Peel", timezone.localdate(), words)
    return record_told(application, by=hr, key=key, told=told, form_key=uuid.uuid4())


def keys(application: Application) -> list[str]:
    return [each.key for each in answers_of(application)]


def test_they_come_and_the_day_says_who_heard_it() -> None:
    day = factories.sent()
    booking = factories.booking_of(day, factories.applicant(day))
    application, hr = by_post(booking), factories.hr(day)
    assert f"comes.{booking.pk}" in keys(application)
    page = reverse("shortlisting:interview_day", args=[day.panel.vacancy.ref, day.pk])
    told = reverse("applications:told", args=[day.panel.vacancy.ref, application.ref])
    assert told in _signed_in(hr).get(page).content.decode()
    record(application, hr, f"comes.{booking.pk}")
    booking.refresh_from_db()
    assert booking.confirmed_at is not None
    shown = _signed_in(hr).get(page)
    assert "heard by Joan Peel. Entered by HR on their behalf" in shown.content.decode()
    assert f"comes.{booking.pk}" not in keys(application)


def test_they_ask_for_another_time_in_words() -> None:
    day = factories.sent()
    booking = factories.booking_of(day, factories.applicant(day))
    application, hr = by_post(booking), factories.hr(day)
    with pytest.raises(ToldError, match="Say what they told you") as refused:
        record(application, hr, f"other_time.{booking.pk}")
    assert refused.value.field == "words"
    record(application, hr, f"other_time.{booking.pk}", "After eleven, the bus is late.")
    booking.refresh_from_db()
    assert booking.asked == "After eleven, the bus is late."
    assert OnBehalf.objects.get().words == ""


def test_nobody_else_confirms_for_anybody() -> None:
    day = factories.sent()
    booking = factories.booking_of(day, factories.applicant(day))
    hr = factories.hr(day)
    with pytest.raises(InterviewError, match="not your interview"):
        bookings.confirm(booking, by=hr)  # has an address
    by_post(booking)
    booking = Booking.objects.get(pk=booking.pk)
    with pytest.raises(InterviewError, match="not your interview"):
        bookings.confirm(booking, by=UserFactory())
    bookings.confirm(booking, by=hr)


def test_they_choose_one_of_the_free_times_and_change_it() -> None:
    day = factories.day()
    factories.activity(day, candidates_choose=True)
    timetable.make_timetable(day, by=factories.hr(day))
    bookings.send(day, by=factories.hr(day))
    booking = factories.booking_of(day, factories.applicant(day))
    application, (first, second) = by_post(booking), Slot.objects.of_day(day)
    for slot in (first, second):
        record(application, factories.hr(day), f"takes_time.{booking.pk}.{slot.pk}")
    assert list(Slot.objects.of_day(day).values_list("application", flat=True)) == [None, application.pk]
    assert [(row.act, row.about) for row in OnBehalf.objects.all()] == [("takes_time", booking.pk)] * 2
