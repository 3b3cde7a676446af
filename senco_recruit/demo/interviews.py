"""The demo's day of interviews: activities, a timetable, who has answered."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from accounts.models import User
from shortlisting import interview_bank as bank
from shortlisting import sift
from shortlisting.models import Activity, InterviewDay
from shortlisting.services import bookings, timetable
from shortlisting.services.panel import panel_of
from vacancies.models import Vacancy

Kind = Activity.Kind
TOGETHER: tuple[tuple[str, time, int, str], ...] = (
    ("Welcome and tour", time(9), 30, "Main hall"),
    ("Lunch with the learning support team", time(12, 30), 45, "Room 9"),
)
TASKS = (("lesson", "Room 14", "Five pupils of Year 8"), ("data", "Library office", ""),
         ("student-panel", "Studio", "Six pupils and Mr Osgood"))  # fmt: skip


def planned(post: Vacancy, *, on: date, by: User) -> InterviewDay:
    """Plan a day for everybody on the shortlist, from the bank's tasks, with its timetable made."""
    board = panel_of(post)
    day = timetable.make_day(
        board, candidates=sift.shortlisted(board), on=on, starts_at=time(9), ends_at=time(15, 30), second_part_at=None,
        turnaround=5, place=f"{post.school.name}, main reception",
        note="Bring your passport and your certificates. Lunch is provided. Parking is behind the sports hall.", by=by,
    )  # fmt: skip
    scoring = sift.scoring_members(board)
    for title, at, minutes, room in TOGETHER:
        _add(day, by, kind=Kind.TOGETHER, title=title, together_at=at, minutes=minutes, room=room, members=[])
    _add(day, by, kind=Kind.INTERVIEW, title="Panel interview", minutes=45, room="Conference room", members=scoring,
         brief="A conversation with the panel about your work. Everybody is asked the same questions.")  # fmt: skip
    for place, (code, room, also) in enumerate(TASKS):
        task = bank.task(code)
        assert task is not None  # noqa: S101  (the bank's own codes)
        marker = [scoring[place % len(scoring)]]
        there = marker if task.kind != Kind.STUDENT_PANEL else list(board.members.filter(role="observer"))
        _add(day, by, kind=task.kind, title=task.title, minutes=task.minutes, room=room, also_needed=also, task=code,
             members=there, brief=task.brief, materials=task.materials)  # fmt: skip
    return day


def _add(day: InterviewDay, by: User, **values: Any) -> None:
    together = {"together_at": None, **values}
    timetable.add_activity(day, by=by, **together)


def sent(day: InterviewDay, *, adjusted: str, comes: str, by: User) -> None:
    """Give one candidate more time in the data task, make the timetable and send it; another says that they come."""
    for booking in day.bookings.select_related("application__details", "application__candidate"):
        if booking.application and booking.application.details.last_name == adjusted:
            booking.day = day
            data_task = day.activities.get(kind=Kind.DATA_TASK)
            timetable.set_adjustment(booking, extra={data_task.pk: 10}, not_before=None, rest=0, by=by)
    timetable.make_timetable(day, by=by)
    bookings.send(day, reason="The panel is free on this day alone.", by=by)
    for booking in day.bookings.filter(application__details__last_name=comes).select_related("application__candidate"):
        booking.day = day
        if booking.application:
            bookings.confirm(booking, by=booking.application.candidate)
