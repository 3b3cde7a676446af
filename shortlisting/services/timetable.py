"""Making a day of interviews: its activities, its timetable, and changes by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from shortlisting import sift
from shortlisting.interview_day import Adjustment, DayPlan, minute, moment
from shortlisting.models import Activity, Booking, InterviewDay, Panel, PanelMember, Slot
from shortlisting.services.interview_scores import give_sheets
from shortlisting.services.kits import default_criteria, is_locked, make_kit
from shortlisting.services.seen import who_has_seen
from shortlisting.timetable import make
from vacancies.models import Criterion

LONGEST_EXTRA, LONGEST_REST = 240, 120  # minutes


class InterviewError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def hold_day(day: InterviewDay) -> None:
    """Take the day's row until the transaction ends: changes of one day go one after the other."""
    InterviewDay.objects.filter(pk=day.pk).update(panel=F("panel"))
    panel = day.panel
    day.refresh_from_db()
    day.panel = panel


def record(verb: str, day: InterviewDay, *, by: User | None, **more: Any) -> None:
    """Write the audit row of something done to a day."""
    audit.record(verb, by=by, subject=day, school_id=day.panel.vacancy.school_id, **more)


# --- the day ------------------------------------------------------------------------------------------------


def make_day(panel: Panel, *, candidates: Sequence[Application], by: User, **values: Any) -> InterviewDay:
    """Make a day for these candidates of the shortlist.

    `values`: on, starts_at, ends_at, second_part_at, turnaround, place, note. Raises InterviewError.
    """
    _refuse_wrong_day(values, panel)
    _refuse_strangers(panel, candidates)
    with transaction.atomic():
        try:
            with transaction.atomic():
                day = InterviewDay.objects.create(panel=panel, **values)
        except IntegrityError as error:
            raise InterviewError("There is a day of interviews on this date already", "on") from error
        Booking.objects.bulk_create(Booking(day=day, application=each) for each in candidates)
        record("interview_day.made", day, by=by, codes={"candidates": len(candidates)})
    return day


def change_day(day: InterviewDay, *, candidates: Sequence[Application], by: User, **values: Any) -> None:
    """Change a day, or who comes. A candidate taken off loses their times, and is told with the next sending."""
    _refuse_wrong_day(values, day.panel)
    _refuse_strangers(day.panel, candidates)
    with transaction.atomic():
        hold_day(day)
        _refuse_cancelled(day)
        changed = [name for name, value in values.items() if getattr(day, name) != value]
        moved = day.on
        for name in changed:
            setattr(day, name, values[name])
        try:
            with transaction.atomic():
                day.save(update_fields=changed or None)
        except IntegrityError as error:
            raise InterviewError("There is a day of interviews on this date already", "on") from error
        if "on" in changed:
            _move_slots(day, moved)
        if "second_part_at" in changed and day.second_part_at is None:
            day.activities.update(second_part=False)
        _set_candidates(day, candidates)
        give_sheets(day)
        record("interview_day.changed", day, by=by, fields=changed, codes={"candidates": len(candidates)})


def _refuse_wrong_day(values: Mapping[str, Any], panel: Panel) -> None:
    starts, ends, cut = values["starts_at"], values["ends_at"], values.get("second_part_at")
    if values["on"] < timezone.localdate():
        raise InterviewError("The day of the interviews must be today or later", "on")
    if ends <= starts:
        raise InterviewError("The day must end after it starts", "ends_at")
    if cut is not None and not starts < cut < ends:
        raise InterviewError("The second part must start after the day starts and before it ends", "second_part_at")
    if panel.outcomes_released_at is None:
        raise InterviewError("There is no shortlist yet: release the outcomes of the sift first")


def _refuse_strangers(panel: Panel, candidates: Sequence[Application]) -> None:
    known = {each.pk for each in sift.shortlisted(panel)}
    if not candidates:
        raise InterviewError("Choose at least one candidate", "candidates")
    if any(each.pk not in known for each in candidates):
        raise InterviewError("Choose only candidates who are on this shortlist", "candidates")


def _refuse_cancelled(day: InterviewDay) -> None:
    if day.cancelled_at is not None:
        raise InterviewError("This day is cancelled")


def _move_slots(day: InterviewDay, before: date) -> None:
    """Every slot keeps its time of day, also when the clocks change in between."""
    for slot in Slot.objects.filter(activity__day=day):
        slot.starts_at, slot.ends_at = moment(day.on, minute(slot.starts_at)), moment(day.on, minute(slot.ends_at))
        slot.save(update_fields=["starts_at", "ends_at"])


def _set_candidates(day: InterviewDay, candidates: Sequence[Application]) -> None:
    """Somebody who comes again gets their old booking, so that their invitation goes on counting."""
    wanted, now = {each.pk for each in candidates}, timezone.now()
    there = {row.application_id: row for row in day.bookings.filter(application__isnull=False)}
    for pk, row in there.items():
        if pk not in wanted and row.cancelled_at is None:
            Booking.objects.filter(pk=row.pk).update(cancelled_at=now)
            Slot.objects.filter(activity__day=day, application=pk).delete()
        elif pk in wanted and row.cancelled_at is not None:
            Booking.objects.filter(pk=row.pk).update(cancelled_at=None)
    Booking.objects.bulk_create(Booking(day=day, application=each) for each in candidates if each.pk not in there)


# --- activities ------------------------------------------------------------------------------------------------


def add_activity(
    day: InterviewDay,
    *,
    members: Sequence[PanelMember],
    criteria: Sequence[Criterion] | None = None,
    by: User,
    **values: Any,
) -> Activity:
    """Add an activity with its kit. `criteria`: what is judged there; None for those assessed this way.

    `values`: the other fields of Activity. Raises InterviewError.
    """
    _refuse_wrong_activity(day, values, members, criteria or ())
    with transaction.atomic():
        hold_day(day)
        _refuse_cancelled(day)
        place = day.activities.count()
        activity = Activity.objects.create(day=day, position=place, **values)
        activity.members.set(members)
        activity.criteria.set(default_criteria(activity) if criteria is None else criteria)
        make_kit(activity, by=by)
        record("interview_day.activity_added", day, by=by, codes={"activity": activity.pk, "kind": activity.kind})
    return activity


def change_activity(
    activity: Activity, *, members: Sequence[PanelMember], criteria: Sequence[Criterion] | None = None, by: User,
    **values: Any,
) -> None:  # fmt: skip
    """Change an activity. Once somebody has scored in it, what it judges stays."""
    day = activity.day
    _refuse_wrong_activity(day, values, members, criteria or ())
    with transaction.atomic():
        hold_day(day)
        _refuse_cancelled(day)
        scored = is_locked(activity)
        if scored and (values.get("kind", activity.kind) != activity.kind):
            raise InterviewError("It has been scored, so what kind of activity it is can no longer change", "kind")
        if criteria is not None and scored and set(criteria) != set(activity.criteria.all()):
            raise InterviewError("It has been scored, so what it judges can no longer change", "criteria")
        if found := who_has_seen(activity, members):
            raise InterviewError(f"{found.user} has seen scores of the day already. Choose somebody else", "members")
        for name, value in values.items():
            setattr(activity, name, value)
        activity.save()
        activity.members.set(members)
        if criteria is not None:
            activity.criteria.set(criteria)
        give_sheets(day)
        record("interview_day.activity_changed", day, by=by, fields=values, codes={"activity": activity.pk})


def remove_activity(activity: Activity, *, by: User) -> None:
    """Take an activity off the day, with its kit. Raises InterviewError once it has been scored."""
    day = activity.day
    with transaction.atomic():
        hold_day(day)
        if is_locked(activity):
            raise InterviewError("It has been scored, so it stays")
        activity.sheets.all().delete()
        record("interview_day.activity_removed", day, by=by, codes={"activity": activity.pk, "kind": activity.kind})
        activity.delete()


def _refuse_wrong_activity(
    day: InterviewDay, values: Mapping[str, Any], members: Iterable[PanelMember], criteria: Iterable[Criterion]
) -> None:
    together = values["kind"] == Activity.Kind.TOGETHER
    at = values.get("together_at")
    if together != (at is not None):
        raise InterviewError("Enter the time at which it starts", "together_at")
    if at is not None and not minute(day.starts_at) <= minute(at) <= minute(day.ends_at) - values["minutes"]:
        raise InterviewError("It must lie within the day", "together_at")
    if values.get("second_part") and day.second_part_at is None:
        raise InterviewError("The day has no second part", "second_part")
    if any(member.panel_id != day.panel_id or member.removed_at is not None for member in members):
        raise InterviewError("Choose only people on this panel", "members")
    if any(each.vacancy_id != day.panel.vacancy_id for each in criteria):
        raise InterviewError("Choose only criteria of this vacancy", "criteria")


# --- the timetable ----------------------------------------------------------------------------------------------


def make_timetable(day: InterviewDay, *, second: bool = False, by: User) -> int:
    """Give everybody their times for one part of the day; return how many slots there are. By hand stays by hand.

    Raises ImpossibleError (why, and what would make it fit) and InterviewError; then nothing has changed.
    """
    with transaction.atomic():
        hold_day(day)
        _refuse_cancelled(day)
        plan = DayPlan(day)
        if second and not any(booking.stays for booking in plan.bookings):
            raise InterviewError("Say first who stays for the second part")
        part = plan.part(second=second, anew=True)
        if not part.works:
            raise InterviewError("Add an activity first")
        kept = plan.placed(part, by_hand=True)
        placed = make(replace(part, fixed=tuple(kept)))
        works = [each.pk for each in plan.works if each.second_part == second]
        Slot.objects.filter(activity__in=works).exclude(pk__in=[slot.pk for slot in kept.values()]).delete()
        Slot.objects.bulk_create(
            Slot(
                activity_id=cast("int", each.work),
                application_id=each.person if isinstance(each.person, int) else None,
                starts_at=moment(day.on, each.start),
                ends_at=moment(day.on, each.end),
            )
            for each in placed
            if each not in kept
        )
        InterviewDay.objects.filter(pk=day.pk).update(made_at=timezone.now())
        give_sheets(day)
        record("timetable.made", day, by=by, codes={"slots": len(placed), "second": second})
    return len(placed)


def move_slot(slot: Slot, *, starts_at: time, ends_at: time, by: User) -> None:
    """Move one slot by hand. A clash is shown, not refused; times that cannot be are refused. Raises InterviewError."""
    day = slot.activity.day
    starts, ends = moment(day.on, minute(starts_at)), moment(day.on, minute(ends_at))
    if ends <= starts:
        raise InterviewError("It must end after it starts", "ends_at")
    if starts <= timezone.now():
        raise InterviewError("This time is in the past. Choose a later one", "starts_at")
    with transaction.atomic():
        hold_day(day)
        _refuse_cancelled(day)
        moved = Slot.objects.filter(pk=slot.pk).update(starts_at=starts, ends_at=ends, by_hand=True)
        if not moved:
            raise InterviewError("This time is no longer in the timetable")
        record("timetable.slot_moved", day, by=by, codes={"slot": slot.pk})
    slot.starts_at, slot.ends_at, slot.by_hand = starts, ends, True


def set_adjustment(booking: Booking, *, extra: Mapping[int, int], not_before: time | None, rest: int, by: User) -> None:
    """Keep what HR allows one candidate. The timetable has to be made again to follow it. Raises InterviewError."""
    day = booking.day
    extra = {key: value for key, value in extra.items() if value}
    if any(not 0 <= value <= LONGEST_EXTRA for value in extra.values()):
        raise InterviewError(f"Extra minutes must be from 0 to {LONGEST_EXTRA}")
    if not 0 <= rest <= LONGEST_REST:
        raise InterviewError(f"The rest must be from 0 to {LONGEST_REST} minutes", "rest")
    if not_before is not None and not day.starts_at <= not_before < day.ends_at:
        raise InterviewError("The later start must lie within the day", "not_before")
    if set(extra) - set(day.activities.values_list("pk", flat=True)):
        raise InterviewError("Choose only activities of this day")
    with transaction.atomic():
        hold_day(day)
        _refuse_cancelled(day)
        booking.adjusted = cast("Any", Adjustment(extra, not_before, rest).as_kept())
        booking.save(update_fields=["adjusted"])
        record("booking.adjusted", day, by=by, fields=["adjusted"], codes={"booking": booking.pk})
