"""Two people at the same moment, on real threads: one time has one candidate, who does not come is not scored."""

from __future__ import annotations

import pytest

from shortlisting import sift
from shortlisting.models import Booking, ScoreSheet, Slot
from shortlisting.services import bookings, timetable
from shortlisting.services.attendance import mark_absent
from shortlisting.services.interview_scores import GivenAnswer, keep
from shortlisting.services.timetable import InterviewError
from tests.at_once import at_once
from tests.shortlisting.factories import by_place, released_panel
from tests.shortlisting.interviews.factories import activity, applicant, booking_of, day, hr, today

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


def test_who_is_scored_while_it_is_recorded_that_they_did_not_come_has_no_open_sheet() -> None:
    made = today(released_panel(candidates=2, shortlisted=1))
    interview = made.activities.select_related("day__panel__vacancy__school").get(kind="interview")
    person, row, chair, office = applicant(made), booking_of(made, applicant(made)), by_place(made.panel)[0], hr(made)
    noted = {interview.questions.first().pk: GivenAnswer(True, "They had begun.")}
    at_once(
        lambda: keep(interview, person, answers=noted, scores={}, by=chair.user),
        lambda: mark_absent(row, by=office),
        lambda: mark_absent(booking_of(made, person), by=office),
    )
    assert booking_of(made, person).is_absent
    assert not ScoreSheet.objects.filter(activity__day=made, application=person, set_aside_at=None).exists()
