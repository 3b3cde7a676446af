"""Interview days for tests: a released panel, a day that is planned, one that is sent, one that is today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from shortlisting import sift
from shortlisting.models import Activity, Booking, InterviewDay, Panel, PanelMember, Slot
from shortlisting.services import bookings, timetable
from tests.shortlisting.factories import by_place, hr_of_panel, released_panel

Kind = Activity.Kind


def in_two_weeks() -> date:
    """Far enough ahead for the notice that is due."""
    return timezone.localdate() + timedelta(days=15)


def day(panel: Panel | None = None, **changes: Any) -> InterviewDay:
    """A day for everybody on the shortlist (two, unless the panel has more), without activities."""
    panel = panel or released_panel(candidates=3, shortlisted=2)
    values = {
        "on": in_two_weeks(), "starts_at": time(9), "ends_at": time(15, 30), "second_part_at": None, "turnaround": 5,
        "place": "Alderbrook High School, main reception", "note": "Bring your passport.",
    }  # fmt: skip
    people = changes.pop("candidates", None) or sift.shortlisted(panel)
    made = timetable.make_day(panel, candidates=people, by=hr_of_panel(panel), **{**values, **changes})
    made.panel = panel
    return made


def activity(day: InterviewDay, *, members: Iterable[PanelMember] | None = None, **changes: Any) -> Activity:
    """A panel interview of 45 minutes with everybody who scores, unless said otherwise."""
    values = {"kind": Kind.INTERVIEW, "title": "Panel interview", "minutes": 45, "room": "Conference room",
              "together_at": None}  # fmt: skip
    there = by_place(day.panel) if members is None else list(members)
    made = timetable.add_activity(day, members=there, by=hr_of_panel(day.panel), **{**values, **changes})
    made.day = day
    return made


def planned(panel: Panel | None = None, **changes: Any) -> InterviewDay:
    """A day with an interview, a task, lunch, and its timetable made."""
    made = day(panel, **changes)
    activity(made)
    activity(made, kind=Kind.DATA_TASK, title="Data task", minutes=30, room="Library", members=by_place(made.panel)[1:])
    activity(made, kind=Kind.TOGETHER, title="Lunch", minutes=45, room="Hall", together_at=time(12), members=[])
    timetable.make_timetable(made, by=hr_of_panel(made.panel))
    return made


def sent(panel: Panel | None = None, **changes: Any) -> InterviewDay:
    """A planned day that everybody knows of."""
    made = planned(panel, **changes)
    bookings.send(made, by=hr_of_panel(made.panel))
    return made


def today(panel: Panel | None = None) -> InterviewDay:
    """A day that everybody knows of, as it is on its morning."""
    made = sent(panel)
    move(made, timezone.localdate())
    return made


def move(day: InterviewDay, on: date) -> None:
    """The same day on another date, as if time had passed."""
    shift = on - day.on
    InterviewDay.objects.filter(pk=day.pk).update(on=on)
    day.on = on
    for slot in Slot.objects.filter(activity__day=day):
        Slot.objects.filter(pk=slot.pk).update(starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift)


def booking_of(day: InterviewDay, application: Any) -> Booking:
    """A candidate's place on the day, as it is now."""
    rows = Booking.objects.select_related("day__panel__vacancy__school", "application__candidate")
    return rows.get(day=day, application=application)


def applicant(day: InterviewDay, place: int = 0) -> Any:
    """One of those who come, by name."""
    return sift.shortlisted(day.panel)[place]


def hr(day: InterviewDay) -> User:
    """HR of the day's school."""
    return hr_of_panel(day.panel)
