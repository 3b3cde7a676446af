"""What an interview day adds to a candidate's own pages: something to answer, and the way to their timetable."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from applications import turns
from applications.models import Application
from applications.turns import CandidateLink, CandidateTurn
from shortlisting.interview_day import LEFT
from shortlisting.models import Booking


def told_days(application: Application) -> list[Booking]:
    """The days to come that the candidate was told of; one query, and none before the shortlist."""
    if application.state in (*LEFT, Application.State.DRAFT):
        return []
    rows = Booking.objects.filter(application=application, cancelled_at=None, day__on__gte=timezone.localdate())
    return list(rows.exclude(told="").select_related("day__panel").order_by("day__on"))


def to_confirm(application: Application) -> Iterator[CandidateTurn]:
    """The interview waits for an answer."""
    for booking in told_days(application):
        if booking.confirmed_at is None and not booking.waits_for_answer and not booking.is_absent:
            url = reverse("shortlisting:my_interview", args=[application.ref])
            yield CandidateTurn("Say whether you can come to the interview", "See your interview", url, booking.day.on)


def to_timetable(application: Application) -> Iterator[CandidateLink]:
    """The timetable stays a click away."""
    for booking in told_days(application):
        yield CandidateLink(
            "Your interview", booking.day.on, reverse("shortlisting:my_interview", args=[application.ref])
        )


turns.register(to_confirm)
turns.register_links(to_timetable)
