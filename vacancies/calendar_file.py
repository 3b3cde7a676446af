"""The dates of a vacancy as a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event

from core.links import absolute
from core.plain_text import printable
from vacancies.models import Vacancy
from vacancies.told_dates import ToldDate, told_dates


def calendar_file(vacancy: Vacancy) -> bytes:
    """Return what candidates are told of dates as .ics, in UTC. Taken in again after a change, it replaces itself."""
    calendar = Calendar()
    calendar.add("prodid", "-//SENCo Recruit//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _line(f"{vacancy.title}, {vacancy.school.name}"))
    changes, last = vacancy.changes_told()
    seen: Counter[str] = Counter()
    for told in told_dates(vacancy, timezone.localdate()):
        seen[told.kind] += 1
        event = _event(vacancy, told)
        # By its place among its kind, so that a date that moved is moved in the reader's calendar too.
        event.add("uid", f"{vacancy.ref}-{told.kind}-{seen[told.kind]}@{settings.EMAIL_DOMAIN}")
        event.add("sequence", changes)
        event.add("dtstamp", last)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _event(vacancy: Vacancy, told: ToldDate) -> Event:
    page = absolute(reverse("vacancies:public_detail", args=[vacancy.ref]))
    school = vacancy.school
    event = Event()
    event.add("summary", _line(f"{told.what}: {vacancy.title}, {school.name}"))
    event.add("description", printable("\n".join(words for words in (told.note, page) if words)))
    event.add("url", page)
    event.add("transp", "TRANSPARENT")
    if told.at is not None:
        event.add("dtstart", told.at)  # a moment: without an end it takes no time (RFC 5545, 3.6.1)
    else:
        event.add("dtstart", told.on)
        event.add("dtend", told.on + timedelta(days=1))
    if told.kind.startswith(("interview", "stored-visits")):
        where = (school.name, school.street, school.town, school.postcode)
        event.add("location", _line(", ".join(part for part in where if part)))
    return event


def _line(text: str) -> str:
    """Text for a place of one line: the library escapes no line ends in names that it does not know."""
    return " ".join(printable(text).split())
