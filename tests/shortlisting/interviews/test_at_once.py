"""Two candidates at the same moment, on real threads: one time has one candidate."""

from __future__ import annotations

import pytest

from shortlisting import sift
from shortlisting.models import Booking, Slot
from shortlisting.services import bookings, timetable
from shortlisting.services.timetable import InterviewError
from tests.at_once import at_once
from tests.shortlisting.interviews.factories import activity, day, hr

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


def test_of_two_who_choose_one_time_at_once_one_gets_it() -> None:
    made = day()
    activity(made, candidates_choose=True)
    timetable.make_timetable(made, by=hr(made))
    bookings.send(made, by=hr(made))
    first = Slot.objects.of_day(made).first()
    assert first is not None

    def take(person):
        def act() -> int:
            rows = Booking.objects.select_related("day__panel__vacancy__school", "application__candidate")
            slot = Slot.objects.select_related("activity").get(pk=first.pk)
            bookings.choose(rows.get(day=made, application=person), slot=slot, by=person.candidate)
            return person.pk

        return act

    people = sift.shortlisted(made.panel)
    results = at_once(*(take(person) for person in people))
    got = [each for each in results if not isinstance(each, Exception)]
    refused = [each for each in results if isinstance(each, InterviewError)]
    assert (len(got), len(refused)) == (1, 1)
    assert Slot.objects.get(pk=first.pk).application_id == got[0]
    assert Slot.objects.filter(application__isnull=False).count() == 1
