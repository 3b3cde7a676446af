"""A person's day of interviews as a calendar invitation (iCalendar, RFC 5545; sent by e-mail as iTIP, RFC 5546)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from core.links import absolute
from core.plain_text import printable
from shortlisting.interview_day import DayPlan, minute, moment
from shortlisting.models import Booking
from vacancies.letters import hr_address

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]


def page_of(booking: Booking) -> str:
    """The address of the person's own page of the day, without the host."""
    if booking.application is not None:
        return reverse("shortlisting:my_interview", args=[booking.application.ref])
    return reverse("shortlisting:my_day", args=[booking.day.panel.vacancy.ref])


def invitation(plan: DayPlan, booking: Booking, *, method: Method) -> bytes:
    """Return one event from the person's first activity to their last, with their timetable as its text, in UTC.

    REQUEST and CANCEL go by e-mail: the same UID with a higher SEQUENCE replaces what a calendar holds. PUBLISH is
    for a download.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//SENCo Recruit//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(plan, booking, method))
    content: bytes = calendar.to_ical()
    return content


def _event(plan: DayPlan, booking: Booking, method: Method) -> Event:
    day, vacancy = plan.day, plan.day.panel.vacancy
    starts, ends = _span(plan, booking)
    page = absolute(page_of(booking))
    event = Event()
    event.add("uid", f"interview-{booking.ref}@{settings.EMAIL_DOMAIN}")
    event.add("sequence", booking.sequence)
    event.add("dtstamp", booking.sent_at or timezone.now())
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", _line(f"Interviews: {vacancy.title}, {vacancy.school.name}"))
    lines = [f"{line.when}: {line.title}{f', {line.where}' if line.where else ''}" for line in plan.lines_of(booking)]
    event.add("description", printable("\n".join([*lines, "", page])))
    event.add("location", _line(day.place))
    event.add("url", page)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if method != "PUBLISH":
        event.add("organizer", _address(hr_address(vacancy), vacancy.school.name))
        event.add("attendee", _attendee(booking), encode=False)
    return event


def _attendee(booking: Booking) -> vCalAddress:
    """The answer is given on the page, so the calendar asks for none."""
    person = booking.application.candidate if booking.application else booking.member.user  # type: ignore[union-attr]
    found = _address(person.email, str(person))
    found.params["rsvp"] = vText("FALSE")
    return found


def _span(plan: DayPlan, booking: Booking) -> tuple[datetime, datetime]:
    """From the first line to the last; the whole day where a time is still to be chosen, or nothing is left."""
    day, lines = plan.day, plan.lines_of(booking)
    if booking.application_id is not None and plan.chooses(booking):
        lines = []
    first = min((minute(line.starts) for line in lines), default=minute(day.starts_at))
    last = max((minute(line.ends) for line in lines), default=minute(day.ends_at))
    stays_on = booking.application_id is not None and day.second_part_at is not None and booking.stays is None
    ends = moment(day.on, max(last, minute(day.ends_at)) if stays_on else last)
    return moment(day.on, first), max(ends, moment(day.on, first) + timedelta(minutes=5))


def _address(email: str, name: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{email}")
    found.params["cn"] = vText(_line(name))
    return found


def _line(text: str) -> str:
    return " ".join(printable(text).split())
