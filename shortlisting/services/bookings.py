"""Telling people when they are due, and what they answer: confirm, ask, choose; who stays; who is called off."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import TermDate, User
from applications.models import Application
from applications.on_behalf import may_answer
from core import audit, emails
from core.services.calendar import working_days_from
from shortlisting import sift
from shortlisting.day_clashes import together_clashes
from shortlisting.interview_day import DayPlan
from shortlisting.models import Booking, InterviewDay, ScoreSheet, Slot
from shortlisting.services.interview_scores import give_sheets
from shortlisting.services.kits import used_sheets
from shortlisting.services.timetable import InterviewError, hold_day, record
from vacancies.audience import leaders

NOTICE = 5  # working days between the invitation and the day (good practice), unless a reason is given
LONGEST_TEXT = 2000


def notice_of(day: InterviewDay) -> int:
    """Return how many working days of the school lie between today and the day."""
    closed = day.panel.vacancy.school.term_dates.filter(kind=TermDate.Kind.CLOSED)
    today = timezone.localdate()
    return working_days_from(today, day.on, closures=list(closed.values_list("starts_on", "ends_on")))


def to_tell(plan: DayPlan) -> list[Booking]:
    """Return who has not been told of their times as they are now; those who are called off first."""
    found = [row for row in _called_off(plan) if row.told]
    found += [row for row in plan.coming if plan.digest_of(row) != row.told]
    return found + [row for row in _of_members(plan) if plan.digest_of(row) != row.told]


def _called_off(plan: DayPlan) -> list[Booking]:
    """Told once, and no longer needed: candidates taken off, members who are in no activity any more."""
    needed = {member.pk for member in plan.members}
    rows = plan.day.bookings.exclude(told="").select_related("application__details", "member__user")
    gone = list(rows.filter(cancelled_at__isnull=False))
    gone += [row for row in rows.filter(cancelled_at=None, member__isnull=False) if row.member_id not in needed]
    return gone


def _of_members(plan: DayPlan) -> list[Booking]:
    there = {row.member_id: row for row in plan.day.bookings.members()}
    return [there.get(each.pk) or Booking(day=plan.day, member=each) for each in plan.members]


def send(day: InterviewDay, *, reason: str = "", by: User) -> int:
    """Tell everybody whose times are new or changed; return how many. Nothing new tells nobody.

    Raises InterviewError while there is a clash or somebody has no time, and for short notice without a reason.
    """
    with transaction.atomic():
        hold_day(day)
        if day.cancelled_at is not None:
            raise InterviewError("This day is cancelled")
        plan = DayPlan(day)
        if plan.clashes or together_clashes(plan):
            raise InterviewError("Put the clashes right first")
        if plan.missing:
            raise InterviewError("Make the timetable first: somebody has no time yet")
        if not plan.slots:
            raise InterviewError("Make the timetable first")
        _refuse_short_notice(day, reason)
        told = _tell(plan)
        now = timezone.now()
        InterviewDay.objects.filter(pk=day.pk).update(sent_at=now, short_notice_reason=reason.strip())
        day.sent_at, day.short_notice_reason = now, reason.strip()
        record("timetable.sent", day, by=by, codes={"told": told}, reason=reason.strip())
    return told


def _refuse_short_notice(day: InterviewDay, reason: str) -> None:
    days = notice_of(day)
    if days < NOTICE and not reason.strip() and not (day.sent_at and day.short_notice_reason):
        left = "no working day" if days < 1 else f"{days} working day{'' if days == 1 else 's'}"
        raise InterviewError(f"Candidates get {left} of notice. Say why it is fewer than {NOTICE}", "reason")


def tell_changed(day: InterviewDay) -> int:
    """After somebody else's act: whoever was told before and whose times changed hears of it. Part of the caller's."""
    return _tell(DayPlan(day), only_told=True) if day.sent_at is not None else 0


def _tell(plan: DayPlan, *, only_told: bool = False) -> int:
    rows = [row for row in to_tell(plan) if row.told or not only_told]
    gone = {row.pk for row in _called_off(plan)}
    for row in rows:
        _invite(plan, row, called_off=row.pk in gone)
    return len(rows)


def _invite(plan: DayPlan, row: Booking, *, called_off: bool) -> None:
    """Raise the sequence and queue the letter that goes with it."""
    now = timezone.now()
    if row.told:
        row.sequence += 1
    row.told = "" if called_off else plan.digest_of(row)
    row.sent_at, row.confirmed_at = now, None
    row.cancelled_at = (row.cancelled_at or now) if called_off else None
    row.save()
    kind = "cancelled" if called_off else "timetable"
    emails.queue(
        f"interview_{kind}",
        {"booking": row.pk, "sequence": row.sequence},
        subject=row,
        school_id=plan.day.panel.vacancy.school_id,
        once=f"interview_{kind}:{row.pk}:{row.sequence}:{now.isoformat()}",
    )


# --- what candidates do -----------------------------------------------------------------------------------------


def confirm(booking: Booking, *, by: User) -> None:
    """The candidate comes. Confirming twice changes nothing. Raises InterviewError."""
    with transaction.atomic():
        _open_for(booking, by)
        if Booking.objects.filter(pk=booking.pk, confirmed_at=None).update(confirmed_at=timezone.now()):
            record("booking.confirmed", booking.day, by=by, codes={"booking": booking.pk})


def ask(booking: Booking, *, text: str, by: User) -> None:
    """The candidate asks for another time; HR is told. Raises InterviewError."""
    text = text.strip()
    if not text:
        raise InterviewError("Say when you could come", "text")
    if len(text) > LONGEST_TEXT:
        raise InterviewError(f"It must be {LONGEST_TEXT:,} characters or fewer", "text")
    now = timezone.now()
    with transaction.atomic():
        _open_for(booking, by)
        hold_day(booking.day)
        kept = Booking.objects.get(pk=booking.pk)
        if kept.waits_for_answer and kept.asked == text:  # sent twice
            return
        Booking.objects.filter(pk=booking.pk).update(asked=text, asked_at=now, answered_at=None, confirmed_at=None)
        record("booking.asked", booking.day, by=by, codes={"booking": booking.pk})
        vacancy = booking.day.panel.vacancy
        for person in leaders(vacancy, heads=False):
            ids = {"booking": booking.pk, "user": person.pk}
            once = f"interview_asked:{booking.pk}:{person.pk}:{now.isoformat()}"
            emails.queue("interview_asked", ids, subject=booking, school_id=vacancy.school_id, once=once)


def answer(booking: Booking, *, text: str, by: User) -> None:
    """HR answers; the candidate is told. Their times change only by the timetable. Raises InterviewError."""
    text = text.strip()
    if not text:
        raise InterviewError("Write your answer", "text")
    now = timezone.now()
    with transaction.atomic():
        hold_day(booking.day)
        waiting = Booking.objects.filter(pk=booking.pk, asked_at__isnull=False, answered_at=None)
        if not waiting.update(answer=text, answered_at=now, answered_by=by):
            raise InterviewError("This is answered already")
        record("booking.answered", booking.day, by=by, codes={"booking": booking.pk})
        school_id = booking.day.panel.vacancy.school_id
        once = f"interview_answered:{booking.pk}:{now.isoformat()}"
        emails.queue("interview_answered", {"booking": booking.pk}, subject=booking, school_id=school_id, once=once)


def choose(booking: Booking, *, slot: Slot, by: User) -> None:
    """The candidate takes a free time, in place of one they chose before. Of two at once, one gets it.

    Raises InterviewError when it was taken in this moment, or does not fit their other times.
    """
    day = booking.day
    with transaction.atomic():
        _open_for(booking, by)
        hold_day(day)
        activity = slot.activity
        if activity.day_id != day.pk or not activity.candidates_choose:
            raise InterviewError("Choose one of the times that are offered")
        Slot.objects.filter(activity=activity, application=booking.application_id).update(
            application=None, by_hand=False
        )
        if all(each.pk != slot.pk for each in DayPlan(day).open_to(booking, activity)):
            raise InterviewError("Somebody has just taken this time, or it has passed. Choose another")
        taken = Slot.objects.filter(pk=slot.pk, application=None)
        try:
            with transaction.atomic():
                done = taken.update(application=booking.application_id, by_hand=True)
        except IntegrityError:
            done = 0
        if not done:
            raise InterviewError("Somebody has just taken this time. Choose another")
        give_sheets(day)
        record("booking.chosen", day, by=by, codes={"booking": booking.pk, "slot": slot.pk})
        tell_changed(day)


def _open_for(booking: Booking, by: User) -> None:
    """The candidate's own booking of a day that is still to come; HR answers for who applied by post."""
    application = booking.application
    if application is None or not may_answer(by, application):
        raise InterviewError("This is not your interview")
    if booking.cancelled_at is not None or booking.day.cancelled_at is not None or not booking.told:
        raise InterviewError("This interview is no longer planned")
    if booking.is_over():
        raise InterviewError("This day is over")
    if booking.is_absent:
        raise InterviewError("The school has recorded that you did not come. Tell the school if that is wrong")


# --- who stays; who is called off ---------------------------------------------------------------------------------


def decide_stay(day: InterviewDay, *, stays: Mapping[int, tuple[bool, str]], by: User) -> None:
    """Say who stays for the second part: booking id → (stays, why not). Whoever goes home needs a reason.

    May be changed while nothing of the second part is scored. Raises InterviewError; `field` is "reason-<booking>".
    """
    with transaction.atomic():
        hold_day(day)
        if day.second_part_at is None:
            raise InterviewError("This day has no second part")
        plan, now = DayPlan(day), timezone.now()
        if used_sheets(ScoreSheet.objects.filter(activity__day=day, activity__second_part=True)).exists():
            raise InterviewError("The second part has begun, so this can no longer change")
        for booking in plan.coming:
            goes_on, why = stays.get(booking.pk, (None, ""))
            if goes_on is None:
                raise InterviewError("Choose for each candidate", f"stays-{booking.pk}")
            if not goes_on and not why.strip():
                raise InterviewError("Say why, against the criteria", f"reason-{booking.pk}")
            if goes_on == booking.stays and (goes_on or why.strip() == booking.stays_reason):
                continue
            booking.stays, booking.stays_reason = goes_on, "" if goes_on else why.strip()
            booking.stays_by, booking.stays_at = by, now
            booking.save(update_fields=["stays", "stays_reason", "stays_by", "stays_at"])
            if not goes_on:
                Slot.objects.filter(
                    activity__day=day, activity__second_part=True, application=booking.application_id
                ).delete()
            school_id = day.panel.vacancy.school_id
            codes = {"stays": goes_on}
            audit.record("booking.stays", by=by, subject=booking, school_id=school_id, codes=codes, reason=why.strip())
        give_sheets(day)


def cancel_day(day: InterviewDay, *, by: User) -> int:
    """Call the day off; whoever was told is told. Cancelling twice changes nothing."""
    with transaction.atomic():
        hold_day(day)
        if day.cancelled_at is not None:
            return 0
        if used_sheets(ScoreSheet.objects.filter(activity__day=day)).exists():
            raise InterviewError("Somebody has scored on this day, so it stays")
        now = timezone.now()
        InterviewDay.objects.filter(pk=day.pk).update(cancelled_at=now)
        day.cancelled_at = now
        plan = DayPlan(day)
        told = list(day.bookings.exclude(told=""))
        for row in told:
            _invite(plan, row, called_off=True)
        day.bookings.filter(cancelled_at=None).update(cancelled_at=now)
        give_sheets(day)
        record("interview_day.cancelled", day, by=by, codes={"told": len(told)})
    return len(told)


def take_off(application: Application, *, by: User | None) -> None:
    """A candidate withdrew: their times of every day to come are free again, and everybody concerned is told."""
    today = timezone.localdate()
    rows = Booking.objects.filter(application=application, cancelled_at=None, day__on__gte=today)
    for booking in rows.select_related("day__panel__vacancy__school"):
        with transaction.atomic():
            hold_day(booking.day)
            Booking.objects.filter(pk=booking.pk).update(cancelled_at=timezone.now())
            _release_slots(booking)
            give_sheets(booking.day)
            record("booking.cancelled", booking.day, by=by, codes={"booking": booking.pk})
            tell_changed(booking.day)


def _release_slots(booking: Booking) -> None:
    """A time that others may choose is offered again; any other goes."""
    mine = Slot.objects.filter(activity__day=booking.day, application=booking.application_id)
    mine.filter(activity__candidates_choose=True).update(application=None, by_hand=False)
    mine.delete()


def name_of(booking: Booking) -> str:
    """Whose booking it is."""
    return sift.name_of(booking.application) if booking.application else str(booking.member.user)  # type: ignore[union-attr]
