"""People and rooms that another vacancy's interviews need on the same date: shown, avoided, and nothing told of it."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.utils import timezone

from accounts.models import School
from applications.models import Application
from shortlisting import sift
from shortlisting.day_clashes import together_clashes
from shortlisting.interview_day import DayPlan
from shortlisting.models import InterviewDay, PanelMember, Slot
from shortlisting.services import bookings, timetable
from shortlisting.services.timetable import InterviewError, move_slot
from shortlisting.timetable import ImpossibleError
from tests.factories import SchoolFactory, TrustFactory
from tests.shortlisting.factories import by_place, hr_of_panel, released_panel
from tests.shortlisting.interviews.factories import activity, applicant, day, hr, planned, sent
from tests.shortlisting.pages import at

pytestmark = pytest.mark.django_db
SECRET = "Teacher of Zymurgy"


def other_day(made: InterviewDay, *, school: School | None = None, same: str = "") -> InterviewDay:
    """Another vacancy's day on the same date, made as if the two had nothing to do with each other.

    `same`: what they then turn out to share: "member", "room" or "candidate".
    """
    there = released_panel(candidates=1, shortlisted=1, school=school or made.panel.vacancy.school)
    type(there.vacancy).objects.filter(pk=there.vacancy_id).update(title=SECRET)
    there.vacancy.title = SECRET
    found = day(there, on=made.on)
    interview = activity(found, room="Music room")
    timetable.make_timetable(found, by=hr_of_panel(there))
    if same == "room":
        type(interview).objects.filter(pk=interview.pk).update(room="Conference room")
    if same == "member":
        PanelMember.objects.filter(pk=by_place(there)[1].pk).update(user=by_place(made.panel)[1].user)
    if same == "candidate":
        Application.objects.filter(pk__in=found.bookings.values("application")).update(candidate=early(made).candidate)
    return found


def early(made: InterviewDay) -> Application:
    """Who is first on the day, as whoever is first on the other is."""
    slot = Slot.objects.filter(activity__day=made, application__isnull=False).order_by("starts_at", "pk").first()
    return slot.application if slot and slot.application else applicant(made)


def minutes(slot: Slot) -> tuple[int, int]:
    return int(slot.starts_at.timestamp()), int(slot.ends_at.timestamp())


def meets(made: InterviewDay, other: InterviewDay, same: str) -> bool:
    """Whether anything of the two days that needs what they share is at one time."""
    mine = Slot.objects.filter(activity__day=made)
    if same == "candidate":
        mine = mine.filter(application__candidate__applications__bookings__day=other)
    if same == "room":
        mine = mine.filter(activity__room="Conference room")
    theirs = [minutes(slot) for slot in Slot.objects.filter(activity__day=other)]
    return any(a < d and c < b for a, b in map(minutes, mine) for c, d in theirs)


@pytest.mark.parametrize("same", ["member", "room", "candidate"])
def test_what_is_taken_elsewhere_is_a_clash_on_both_days_and_the_solver_goes_round_it(same) -> None:
    made = planned()
    other = other_day(made, same=same)
    assert meets(made, other, same)
    for each in (made, other):
        words = " ".join(word for said in DayPlan(each).clashes.values() for word in said)
        assert ("is in use from" if same == "room" else "is not free from") in words
        assert SECRET not in words
        with pytest.raises(InterviewError, match="clashes"):
            bookings.send(each, by=hr(each))
    timetable.make_timetable(made, by=hr(made))
    assert not meets(made, other, same)
    assert DayPlan(made).clashes == {}
    assert DayPlan(other).clashes == {}


def test_what_they_do_not_share_or_on_another_date_or_called_off_is_no_clash() -> None:
    made = planned()
    other = other_day(made, same="")
    assert DayPlan(made).clashes == {}
    PanelMember.objects.filter(pk=by_place(other.panel)[1].pk).update(user=by_place(made.panel)[1].user)
    assert DayPlan(made).clashes
    InterviewDay.objects.filter(pk=other.pk).update(on=made.on + timedelta(days=1))
    assert DayPlan(made).clashes == {}
    InterviewDay.objects.filter(pk=other.pk).update(on=made.on, cancelled_at=timezone.now())
    assert DayPlan(made).clashes == {}


def test_people_are_looked_for_in_the_trust_and_rooms_in_the_school_alone() -> None:
    trust = TrustFactory()
    here, sister, stranger = SchoolFactory(trust=trust), SchoolFactory(trust=trust), SchoolFactory()
    made = planned(released_panel(candidates=3, shortlisted=2, school=here))
    other_day(made, school=sister, same="room")
    assert DayPlan(made).clashes == {}
    far = other_day(made, school=stranger, same="candidate")
    assert DayPlan(made).clashes == {}
    InterviewDay.objects.filter(pk=far.pk).update(cancelled_at=timezone.now())
    near = other_day(made, school=sister, same="member")
    assert DayPlan(made).clashes
    assert meets(made, near, "member")


def test_a_candidate_who_applied_for_both_is_known_only_to_who_runs_both(signed_in) -> None:
    """The chair of one learns that somebody is not free, not that they are a candidate elsewhere, nor for what."""
    made = planned()
    other = other_day(made, same="candidate")
    page = at("interview_day", made.panel, made.pk)
    chair = signed_in(by_place(made.panel)[0].user).get(page).content.decode()
    assert f"{sift.name_of(early(made))} is not free from" in chair
    assert SECRET not in chair
    assert other.panel.vacancy.ref not in chair
    assert SECRET in signed_in(hr(made)).get(page).content.decode()
    slot = Slot.objects.filter(activity__day=made, application=early(made)).order_by("starts_at").first()
    assert SECRET in signed_in(hr(made)).get(at("interview_slot", made.panel, made.pk, slot.pk)).content.decode()


def test_who_did_not_come_or_withdrew_elsewhere_is_free_here() -> None:
    made = planned()
    other = other_day(made, same="candidate")
    assert DayPlan(made).clashes
    other.bookings.filter(application__isnull=False).update(absent_at=timezone.now(), absent_by=hr(other))
    assert DayPlan(made).clashes == {}


def test_lunch_elsewhere_takes_its_people_too() -> None:
    made = planned()
    other = other_day(made, same="candidate")
    Slot.objects.filter(activity__day=other).delete()
    assert DayPlan(made).clashes == {}
    activity(other, kind="together", title="Welcome", minutes=30, room="Foyer", together_at=time(9), members=[])
    assert DayPlan(made).clashes


def test_where_nothing_fits_the_reasons_name_who_is_not_free() -> None:
    made = planned()
    other = other_day(made, same="member")
    slot = Slot.objects.filter(activity__day=other).first()
    end = slot.starts_at + timedelta(hours=6)
    Slot.objects.filter(pk=slot.pk).update(ends_at=end)
    with pytest.raises(ImpossibleError) as refused:
        timetable.make_timetable(made, by=hr(made))
    assert any(" is not free from 9am to 3pm" in reason for reason in refused.value.reasons)


def test_a_free_time_that_a_candidate_cannot_come_to_is_not_offered() -> None:
    made = day()
    chosen = activity(made, candidates_choose=True)
    timetable.make_timetable(made, by=hr(made))
    bookings.send(made, by=hr(made))
    row = made.bookings.get(application=early(made))
    before = len(DayPlan(made).open_to(row, chosen))
    other_day(made, same="candidate")
    assert 0 < len(DayPlan(made).open_to(row, chosen)) < before


@pytest.mark.parametrize("people", [1, 3])
def test_another_day_costs_the_same_queries_however_many_come(people, django_assert_num_queries) -> None:
    made = planned(released_panel(candidates=people, shortlisted=people))
    other_day(made, same="member")
    plan = DayPlan(InterviewDay.objects.select_related("panel__vacancy__school__trust").get(pk=made.pk))
    with django_assert_num_queries(TAKEN):
        assert plan.clashes


TAKEN = 10


def test_what_all_do_together_clashes_too_and_each_sees_their_own_on_their_page(signed_in) -> None:
    made = sent()
    lunch = made.activities.get(kind="together")
    second = by_place(made.panel)[1]
    lunch.members.add(second)
    assert together_clashes(DayPlan(made)) == {}
    other = other_day(made, same="member")
    slot = Slot.objects.filter(activity__day=other).order_by("pk").first()
    move_slot(slot, starts_at=time(12, 15), ends_at=time(12, 45), by=hr(other))
    Slot.objects.filter(activity__day=other).exclude(pk=slot.pk).delete()
    assert DayPlan(made).clashes == {}
    hub = signed_in(hr(made)).get(at("interview_day", made.panel, made.pk)).content.decode()
    assert "is not free from 12:15pm to 12:45pm" in hub
    assert "1 time clashes" in hub
    with pytest.raises(InterviewError, match="clashes"):
        bookings.send(made, by=hr(made))
    theirs = signed_in(second.user).get(at("my_day", made.panel)).content.decode()
    assert theirs.count("You are in other interviews from 12:15pm to 12:45pm. Tell HR.") == 1
    chair = signed_in(by_place(made.panel)[0].user).get(at("my_day", made.panel)).content.decode()
    assert "You are in other interviews" not in chair
    assert SECRET in hub  # HR runs both
    assert SECRET not in theirs


def test_two_things_for_everybody_at_one_time_are_a_clash() -> None:
    made = planned()
    walk = activity(made, kind="together", title="Tour", minutes=30, room="Hall", together_at=time(12, 30), members=[])
    lunch = made.activities.get(title="Lunch")
    assert together_clashes(DayPlan(made)) == {
        walk.pk: ["Lunch is from midday to 12:45pm."], lunch.pk: ["Tour is from 12:30pm to 1pm."]
    }  # fmt: skip
