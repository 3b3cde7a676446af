"""Planning a day: what is refused, the timetable, changes by hand, what HR allows a candidate."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from core.models import AuditEvent
from shortlisting import sift
from shortlisting.interview_day import Adjustment, DayPlan
from shortlisting.models import Booking, InterviewDay, ScoreSheet, Slot
from shortlisting.services import timetable
from shortlisting.services.timetable import InterviewError
from shortlisting.timetable_day import ImpossibleError
from tests.shortlisting.factories import by_place, panel, released_panel
from tests.shortlisting.interviews.factories import Kind, activity, applicant, booking_of, day, hr, planned

pytestmark = pytest.mark.django_db


def times(made: InterviewDay) -> dict[tuple[str, int | None], tuple[str, str]]:
    """Activity and candidate → from, to."""
    return {
        (slot.activity.title, slot.application_id): (
            f"{timezone.localtime(slot.starts_at):%H:%M}",
            f"{timezone.localtime(slot.ends_at):%H:%M}",
        )
        for slot in Slot.objects.of_day(made)
    }


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"on": timezone.localdate() - timedelta(days=400)}, "today or later", "on"),
        ({"ends_at": time(9)}, "end after it starts", "ends_at"),
        ({"second_part_at": time(16)}, "before it ends", "second_part_at"),
    ],
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(changes, words, field) -> None:
    with pytest.raises(InterviewError, match=words) as caught:
        day(**changes)
    assert caught.value.field == field
    assert not InterviewDay.objects.exists()


def test_only_the_shortlisted_come() -> None:
    made = released_panel(candidates=3, shortlisted=2)
    turned_down = Application.objects.get(vacancy=made.vacancy, state="not_shortlisted")
    elsewhere = applicant(day())
    for stranger in (turned_down, elsewhere):
        with pytest.raises(InterviewError, match="only candidates who are on this shortlist"):
            day(made, candidates=[stranger])


def test_before_the_release_there_is_no_day() -> None:
    made = panel()
    with pytest.raises(InterviewError, match="no shortlist yet"):
        day(made, candidates=list(made.vacancy.applications.all()))


def test_one_date_has_one_day() -> None:
    made = day()
    with pytest.raises(InterviewError, match="this date already") as caught:
        day(made.panel)
    assert caught.value.field == "on"


def test_members_and_criteria_of_another_vacancy_are_refused() -> None:
    made, other = day(), released_panel(candidates=1)
    with pytest.raises(InterviewError, match="on this panel"):
        activity(made, members=by_place(other))
    with pytest.raises(InterviewError, match="criteria of this vacancy"):
        activity(made, criteria=list(other.vacancy.criteria.all()[:1]))


def test_what_is_together_needs_its_time_within_the_day() -> None:
    made = day()
    for at in (None, time(15, 15), time(8)):
        with pytest.raises(InterviewError) as caught:
            activity(made, kind=Kind.TOGETHER, title="Lunch", together_at=at, members=[])
        assert caught.value.field == "together_at"


def test_everybody_gets_their_times_and_sheets() -> None:
    made = planned()
    plan = DayPlan(made)
    assert (plan.clashes, plan.missing) == ({}, [])
    assert len(plan.slots) == 4
    # Both score the interview; one of them the task.
    sheets = ScoreSheet.objects.filter(activity__day=made).order_by("stage")
    assert [each.stage for each in sheets] == ["interview"] * 4 + ["task"] * 2
    assert AuditEvent.objects.filter(verb="timetable.made").count() == 1


def test_made_again_it_is_the_same() -> None:
    made = planned()
    before = times(made)
    timetable.make_timetable(made, by=hr(made))
    assert times(made) == before


def test_what_is_moved_by_hand_stays_when_it_is_made_again() -> None:
    made = planned()
    slot = Slot.objects.filter(activity__title="Data task").last()
    timetable.move_slot(slot, starts_at=time(14, 40), ends_at=time(15, 10), by=hr(made))
    timetable.make_timetable(made, by=hr(made))
    assert times(made)["Data task", slot.application_id] == ("14:40", "15:10")
    assert DayPlan(made).clashes == {}


def test_a_clash_by_hand_is_kept_and_shown_at_both_ends() -> None:
    made = planned()
    first, second = Slot.objects.filter(activity__title="Panel interview").order_by("starts_at")
    timetable.move_slot(second, starts_at=time(9, 45), ends_at=time(10, 30), by=hr(made))
    found = DayPlan(made).clashes
    assert first.pk in found
    name = sift.name_of(first.application)
    assert f"Conference room is in use for Panel interview of {name} until 10:20am." in found[second.pk]


@pytest.mark.parametrize(
    ("starts", "ends", "field", "words"),
    [(time(10), time(10), "ends_at", "end after it starts"), (time(10), time(9), "ends_at", "end after it starts")],
)
def test_a_time_that_ends_before_it_starts_is_refused(starts, ends, field, words) -> None:
    made = planned()
    slot = Slot.objects.of_day(made).first()
    with pytest.raises(InterviewError, match=words) as caught:
        timetable.move_slot(slot, starts_at=starts, ends_at=ends, by=hr(made))
    assert caught.value.field == field


def test_a_time_in_the_past_is_refused() -> None:
    made = planned()
    slot = Slot.objects.of_day(made).first()
    slot.activity.day.on = timezone.localdate() - timedelta(days=1)
    with pytest.raises(InterviewError, match="in the past"):
        timetable.move_slot(slot, starts_at=time(10), ends_at=time(11), by=hr(made))


def test_what_hr_allows_is_encrypted_and_followed() -> None:
    made = planned()
    person = applicant(made)
    task = made.activities.get(title="Data task")
    booking = booking_of(made, person)
    timetable.set_adjustment(booking, extra={task.pk: 10}, not_before=time(10), rest=15, by=hr(made))
    raw = Booking.objects.filter(pk=booking.pk).extra(select={"raw": "adjusted"}).values_list("raw", flat=True)[0]
    assert "not_before" not in raw
    assert Adjustment.of(Booking.objects.get(pk=booking.pk)) == Adjustment({task.pk: 10}, time(10), 15)
    timetable.make_timetable(made, by=hr(made))
    mine = sorted(value for (_, who), value in times(made).items() if who == person.pk)
    assert mine[0][0] >= "10:00"
    assert any(
        title == "Data task" and _minutes(at) == 40 for (title, who), at in times(made).items() if who == person.pk
    )
    assert _minutes((mine[0][1], mine[1][0])) >= 15
    assert DayPlan(made).clashes == {}


def _minutes(at: tuple[str, str]) -> int:
    (left, a), (right, b) = (each.split(":") for each in at)
    return int(right) * 60 + int(b) - int(left) * 60 - int(a)


def test_an_adjustment_that_the_timetable_does_not_follow_yet_is_a_clash() -> None:
    made = planned()
    task = made.activities.get(title="Data task")
    booking = booking_of(made, applicant(made))
    timetable.set_adjustment(booking, extra={task.pk: 10}, not_before=None, rest=0, by=hr(made))
    [words] = [each for found in DayPlan(made).clashes.values() for each in found]
    assert words.startswith("Too short: ")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"extra": {0: 10}}, "of this day"),
        ({"rest": 400}, "from 0 to 120"),
        ({"not_before": time(20)}, "within the day"),
    ],
)
def test_what_cannot_be_allowed_is_refused(changes, words) -> None:
    made = planned()
    given = {"extra": {}, "not_before": None, "rest": 0, **changes}
    with pytest.raises(InterviewError, match=words):
        timetable.set_adjustment(booking_of(made, applicant(made)), by=hr(made), **given)


def test_where_nothing_fits_nothing_changes() -> None:
    made = planned()
    before = times(made)
    activity(made, kind=Kind.LESSON, title="Lesson", minutes=240, room="Room 14")
    with pytest.raises(ImpossibleError) as caught:
        timetable.make_timetable(made, by=hr(made))
    assert any(each.startswith("Lesson takes 240 minutes") for each in caught.value.reasons)
    assert times(made) == before


def test_a_candidate_taken_off_loses_their_times_and_open_sheets() -> None:
    made = planned()
    stays, goes = sift.shortlisted(made.panel)
    values = {name: getattr(made, name) for name in ("on", "starts_at", "ends_at", "second_part_at", "turnaround",
                                                     "place", "note")}  # fmt: skip
    timetable.change_day(made, candidates=[stays], by=hr(made), **values)
    assert not Slot.objects.filter(application=goes).exists()
    assert not ScoreSheet.objects.filter(application=goes, activity__isnull=False).exists()
    timetable.change_day(made, candidates=[stays, goes], by=hr(made), **values)
    assert booking_of(made, goes).cancelled_at is None
    assert Booking.objects.filter(day=made, application=goes).count() == 1


def test_a_day_that_moves_takes_its_times_with_it() -> None:
    made = planned()
    before = times(made)
    values = {name: getattr(made, name) for name in ("starts_at", "ends_at", "second_part_at", "turnaround", "place",
                                                     "note")}  # fmt: skip
    on = made.on + timedelta(days=1)
    timetable.change_day(made, candidates=sift.shortlisted(made.panel), on=on, by=hr(made), **values)
    assert times(made) == before
    assert {timezone.localdate(slot.starts_at) for slot in Slot.objects.of_day(made)} == {on}


def test_who_is_out_for_a_candidate_gets_no_sheet_of_theirs() -> None:
    made = planned()
    member, person = by_place(made.panel)[1], applicant(made)
    decided = {"decision": "recuse", "reason": "Too close.", "decided_by": hr(made), "decided_at": timezone.now()}
    member.conflicts.update_or_create(application=person, defaults={"knows": True, "how": "Neighbours", **decided})
    timetable.make_timetable(made, by=hr(made))
    mine = ScoreSheet.objects.filter(activity__day=made, application=person).values_list("member", flat=True)
    assert list(mine) == [by_place(made.panel)[0].pk]
