"""Who of an interview day, and which room, is needed in another vacancy's interviews on the same date.

Rooms are those of the same school, people those of the same school or trust. What is said of it names neither the
other vacancy nor what somebody does there, whether as candidate or on the panel, unless the reader runs it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.models import User
from shortlisting import sift
from shortlisting.models import Activity, Booking, InterviewDay, PanelMember, Slot
from shortlisting.timetable_day import Need, Taken, say


def taken_elsewhere(
    day: InterviewDay,
    bookings: Sequence[Booking],
    members: Sequence[PanelMember],
    rooms: Iterable[str],
    *,
    reader: User | None,
) -> tuple[Taken, ...]:
    """Return what is taken, by time; one query where nothing else is planned on the date, else six."""
    school = day.panel.vacancy.school
    near = Q(panel__vacancy__school=school)
    if school.trust_id:
        near |= Q(panel__vacancy__school__trust=school.trust_id)
    rows = InterviewDay.objects.filter(near, on=day.on, cancelled_at=None).exclude(pk=day.pk)
    others = {each.pk: each for each in rows.select_related("panel__vacancy__school")}
    if not others:
        return ()
    people = _people(bookings, members)
    here = {room.casefold(): (("room", room.casefold()), room) for room in rooms}
    found = set()
    for other, activity, users, start, end in (*_one_at_a_time(others), *_together(others)):
        more = _where(other, reader)
        times = f"from {say(start)} to {say(end)}{more}."
        for user in users:
            for need, name in people.get(user, ()):
                found.add(Taken(need, start, end, f"{name} is not free {times}"))
        room = here.get(activity.room.casefold())
        if room and other.panel.vacancy.school_id == school.pk:
            found.add(Taken(room[0], start, end, f"{room[1]} is in use {times}"))
    return tuple(sorted(found, key=lambda each: (each.start, each.end, each.words)))


def _people(bookings: Sequence[Booking], members: Sequence[PanelMember]) -> dict[int, list[tuple[Need, str]]]:
    """What each person is needed as on this day, with their name, by user."""
    found: dict[int, list[tuple[Need, str]]] = defaultdict(list)
    for booking in bookings:
        if (application := booking.application) is not None:
            found[application.candidate_id].append((("candidate", application.pk), sift.name_of(application)))
    for member in members:
        found[member.user_id].append((("member", member.pk), str(member.user)))
    return found


def _where(other: InterviewDay, reader: User | None) -> str:
    vacancy = other.panel.vacancy
    runs_it = reader is not None and reader.has_perm("shortlisting.manage", vacancy)
    return f" (interviews for {vacancy.title})" if runs_it else ""


_Taking = tuple[InterviewDay, Activity, set[int], int, int]


def _one_at_a_time(others: dict[int, InterviewDay]) -> Iterable[_Taking]:
    """The slots of the other days that somebody has or may still choose, with the users in each."""
    booked = Booking.objects.coming().filter(day=OuterRef("activity__day"), application=OuterRef("application"))
    wanted = Q(application=None) | Exists(booked.filter(absent_at=None))
    slots = Slot.objects.filter(wanted, activity__day__in=others)
    for slot in slots.select_related("activity", "application").prefetch_related("activity__members"):
        users = _members(slot.activity)
        if slot.application is not None:
            users.add(slot.application.candidate_id)
        yield others[slot.activity.day_id], slot.activity, users, _minute(slot.starts_at), _minute(slot.ends_at)


def _together(others: dict[int, InterviewDay]) -> Iterable[_Taking]:
    """What all of another day do at one time: its candidates, and who of the panel is there."""
    rows = Booking.objects.coming().filter(day__in=others, application__isnull=False, absent_at=None)
    coming: dict[int, set[int]] = defaultdict(set)
    for day, user in rows.values_list("day", "application__candidate"):
        coming[day].add(user)
    activities = Activity.objects.filter(day__in=others, together_at__isnull=False).prefetch_related("members")
    for activity in activities:
        at = activity.together_at
        start = at.hour * 60 + at.minute if at else 0
        users = coming[activity.day_id] | _members(activity)
        yield others[activity.day_id], activity, users, start, start + activity.minutes


def _members(activity: Activity) -> set[int]:
    return {member.user_id for member in activity.members.all() if member.removed_at is None}


def _minute(value: object) -> int:
    at = timezone.localtime(value)  # type: ignore[arg-type]
    return at.hour * 60 + at.minute
