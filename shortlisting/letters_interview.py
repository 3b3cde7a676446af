"""The letters of an interview day, each with the calendar invitation that goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from core.conflicts import has_interest
from core.emails import Attachment, Letter, register
from core.links import absolute
from shortlisting import conflicts, sift
from shortlisting.files_interview import own_pdf
from shortlisting.interview_day import LEFT, DayPlan
from shortlisting.invitation import Method, invitation, page_of
from shortlisting.models import Booking
from vacancies.letters import hr_address


def _booking(ids: Mapping[str, Any]) -> Booking | None:
    """The booking, unless a later letter has overtaken this one."""
    rows = Booking.objects.select_related(
        "day__panel__vacancy__school", "application__details", "application__candidate", "member__user"
    )
    found = rows.filter(pk=ids["booking"]).first()
    return None if found is None or found.sequence != ids.get("sequence", found.sequence) else found


def _letter(booking: Booking, plan: DayPlan, attachments: tuple[Attachment, ...], **more: Any) -> Letter:
    vacancy = booking.day.panel.vacancy
    person = booking.application.candidate if booking.application else booking.member.user  # type: ignore[union-attr]
    context = {
        "booking": booking,
        "day": booking.day,
        "vacancy": vacancy,
        "name": sift.first_name(booking.application) if booking.application else str(person),
        "candidate": booking.application is not None,
        "link": absolute(page_of(booking)),
        **more,
    }
    return Letter(person.email, context, vacancy.school.name, vacancy.school.accent, hr_address(vacancy), attachments)


def _calendar(plan: DayPlan, booking: Booking, method: Method) -> Attachment:
    kind = f"text/calendar; method={method}"
    return Attachment("interview.ics", invitation(plan, booking, method=method), kind)


def _timetable(ids: Mapping[str, Any]) -> Letter | None:
    """A person's times, new or changed. Not sent to who withdrew, left the panel or is called off."""
    booking = _booking(ids)
    if booking is None or booking.cancelled_at is not None or not booking.told:
        return None
    if booking.application is not None and booking.application.state in LEFT:
        return None
    if booking.member is not None and _gone(booking):
        return None
    plan = DayPlan(booking.day)
    files = (
        _calendar(plan, booking, "REQUEST"),
        Attachment("timetable.pdf", own_pdf(plan, booking), "application/pdf"),
    )
    chooses = plan.chooses(booking) if booking.application else []
    lines = plan.lines_of(booking)
    return _letter(booking, plan, files, lines=lines, chooses=chooses, again=booking.sequence > 0)


def _gone(booking: Booking) -> bool:
    member = booking.member
    if member is None:
        return True
    return member.removed_at is not None or not member.user.is_active or has_interest(
        member.user, booking.day.panel.vacancy
    )  # fmt: skip


def _cancelled(ids: Mapping[str, Any]) -> Letter | None:
    """They need not come."""
    booking = _booking(ids)
    if booking is None or booking.told:
        return None
    withdrew = booking.application is not None and booking.application.state == "withdrawn"
    plan = DayPlan(booking.day)
    return _letter(booking, plan, (_calendar(plan, booking, "CANCEL"),), withdrew=withdrew)


def _asked(ids: Mapping[str, Any]) -> Letter | None:
    """To HR: a candidate asks for another time. Not to one who sits on the panel and is out for them."""
    booking, person = _booking(ids), User.objects.filter(pk=ids["user"], is_active=True).first()
    if booking is None or person is None or booking.application is None or not booking.waits_for_answer:
        return None
    vacancy = booking.day.panel.vacancy
    if not person.has_perm("shortlisting.manage", vacancy):  # not HR any more
        return None
    if booking.application_id in conflicts.recused_from(sift.place_of(person, booking.day.panel)):
        return None
    link = absolute(f"/vacancies/{vacancy.ref}/interview-days/{booking.day_id}/answer/{booking.application.ref}/")
    context = {"person": person, "name": sift.name_of(booking.application), "day": booking.day, "vacancy": vacancy,
               "link": link}  # fmt: skip
    return Letter(person.email, context, vacancy.school.name, vacancy.school.accent)


def _answered(ids: Mapping[str, Any]) -> Letter | None:
    """To the candidate: HR's answer."""
    booking = _booking(ids)
    if booking is None or booking.application is None or booking.application.state in LEFT or not booking.answer:
        return None
    return _letter(booking, DayPlan(booking.day), ())


register("interview_timetable", _timetable)
register("interview_cancelled", _cancelled)
register("interview_asked", _asked)
register("interview_answered", _answered)
