"""That a candidate did not come on the day, and taking that back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from shortlisting.models import Booking, ConflictDeclaration, ScoreSheet
from shortlisting.services.bookings import tell_changed
from shortlisting.services.interview_scores import give_sheets
from shortlisting.services.timetable import InterviewError, hold_day

LONGEST_REASON = 1000
STILL_OPEN = (Application.State.SHORTLISTED, Application.State.INTERVIEWED)


def mark_absent(booking: Booking, *, reason: str = "", by: User) -> bool:
    """Record that the candidate did not come, with the reason where one was told; False where it is recorded already.

    Their times leave the timetable, and their open sheets are put aside with whatever stands on them; panel members
    who had been sent their times are told. Raises InterviewError: before the day, or once a sheet on them is in.
    """
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise InterviewError(f"It must be {LONGEST_REASON:,} characters or fewer", "reason")
    now = timezone.now()
    with transaction.atomic():
        hold_day(booking.day)
        _refuse(booking)
        mine = Booking.objects.filter(pk=booking.pk, absent_at=None)
        if not mine.update(absent_at=now, absent_by=by, absent_reason=reason):
            return False
        booking.day.activities.update(position=F("position"))  # a sheet that is kept now waits, or we do
        sheets = ScoreSheet.objects.filter(activity__day=booking.day, application=booking.application_id)
        sheets.filter(submitted_at=None, set_aside_at=None).update(set_aside_at=now)
        if sheets.filter(submitted_at__isnull=False).exists():
            raise InterviewError("Scores of this candidate were handed in on the day, so they were there")
        _settle(booking, "booking.absent", by=by, reason=reason)
    return True


def mark_came(booking: Booking, *, by: User) -> bool:
    """Take it back: they came after all. Their times and sheets are there again; False where nothing was recorded.

    Where the timetable was made again meanwhile they have no times, and the day says so. Raises InterviewError.
    """
    with transaction.atomic():
        hold_day(booking.day)
        _refuse(booking)
        mine = Booking.objects.filter(pk=booking.pk, absent_at__isnull=False)
        if not mine.update(absent_at=None, absent_by=None, absent_reason=""):
            return False
        sheets = ScoreSheet.objects.filter(activity__day=booking.day, application=booking.application_id)
        out = ConflictDeclaration.objects.recused().filter(application=booking.application_id)
        sheets.exclude(member__in=out.values("member")).update(set_aside_at=None)
        _settle(booking, "booking.came", by=by)
    return True


def _refuse(booking: Booking) -> None:
    day, application = booking.day, booking.application
    if day.cancelled_at is not None or booking.cancelled_at is not None or application is None:
        raise InterviewError("This interview is no longer planned")
    if day.on > timezone.localdate():
        raise InterviewError("You can record this from the day of the interviews on")
    state = Application.objects.values_list("state", flat=True).get(pk=application.pk)
    if state not in STILL_OPEN:
        raise InterviewError("The outcome of this candidate is told already, or they withdrew")


def _settle(booking: Booking, verb: str, *, by: User, reason: str = "") -> None:
    """Sheets and timetables follow, and it is recorded."""
    give_sheets(booking.day)
    school_id = booking.day.panel.vacancy.school_id
    codes: dict[str, str | int | bool | None] = {"application": booking.application_id}
    audit.record(verb, by=by, subject=booking, school_id=school_id, codes=codes, reason=reason)
    tell_changed(booking.day)


def stayed_away(application: Application) -> list[Booking]:
    """Return the days on which the candidate did not come, where they came on none of theirs; else nothing."""
    rows = Booking.objects.filter(application=application, cancelled_at=None, day__cancelled_at=None)
    found = list(rows.select_related("day").order_by("day__on"))
    return found if all(each.is_absent for each in found) else []
