"""Everything with a date, for HR and head: what they must do, what others owe them, what happens."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from accounts.models import Role, School, User
from accounts.permissions import schools_of
from core.links import absolute
from core.plain_text import printable
from senco_recruit.retention.clocks import next_of
from senco_recruit.whose_turn import Needs, dates_of, hats_of, needs_of

AHEAD = timedelta(days=366)


@dataclass(frozen=True)
class Due:
    """Something on a day. `who`: "You", a name, or "" where a day only comes."""

    on: date
    what: str
    where: str
    who: str = ""
    url: str = ""
    late: bool = False


def due_of(user: User, *, needs: Needs | None = None) -> list[Due]:
    """Return what is due for `user` within a year, late first, then by day: a number of queries that does not grow."""
    found = needs or needs_of(user)
    today, hats = timezone.localdate(), hats_of(found.recruits)
    rows = [
        *(Due(turn.by, turn.what, turn.hint, "You", turn.url, turn.late) for turn in found.mine if turn.by),
        *(
            Due(turn.by, turn.what, turn.hint, turn.who_name, turn.url_for(hats), turn.late)
            for turn in found.waiting
            if turn.by
        ),
        *_days(found),
        *_papers(list(schools_of(user, Role.HR, Role.HEAD)) if found.recruits else []),
    ]
    coming = [row for row in rows if row.late or today <= row.on <= today + AHEAD]
    return sorted(coming, key=lambda row: (not row.late, row.on, row.where, row.what))


def _days(needs: Needs) -> list[Due]:
    """The days of each recruitment itself."""
    return [
        Due(day, what, f"{row.vacancy.title}, {row.vacancy.school.name}", url=_workbench(row.vacancy.ref))
        for row in needs.rows
        for day, what in dates_of(row)
    ]


def _papers(schools: list[School]) -> list[Due]:
    """The days from which papers are deleted."""
    return [
        Due(
            timezone.localdate(row.goes_on),
            f"Papers are deleted ({row.left} application{'' if row.left == 1 else 's'})",
            f"{row.vacancy.title}, {row.vacancy.school.name}",
            url=reverse("papers", args=[row.vacancy.school.ref]),
        )
        for row in next_of(schools)
        if not row.is_held
    ]


def _workbench(ref: str) -> str:
    return reverse("workbench", args=[ref])


def calendar_of(rows: list[Due]) -> bytes:
    """Return the days of the recruitments as .ics (RFC 5545). Nobody's name is in it: calendars are shared."""
    calendar = Calendar()
    calendar.add("prodid", "-//SENCo Recruit//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for row in rows:
        if not row.who:
            calendar.add_component(_event(row))
    content: bytes = calendar.to_ical()
    return content


def _event(row: Due) -> Event:
    """A whole day. Its name is that of what happens, so that a later file moves it when the day changes."""
    name = hashlib.sha256(f"{row.what}{row.where}".encode()).hexdigest()[:20]
    event = Event()
    event.add("uid", f"{name}@{settings.EMAIL_DOMAIN}")
    event.add("dtstamp", timezone.now())
    event.add("summary", printable(f"{row.what}: {row.where}"))
    event.add("dtstart", row.on)
    event.add("dtend", row.on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", absolute(row.url))
    return event
