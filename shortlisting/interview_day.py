"""Reads of an interview day: its rows as the timetable's own words, clashes by slot, and each person's own lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, cast

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from shortlisting import sift
from shortlisting.day_lines import DayLine, line_of, together_line, who
from shortlisting.elsewhere import taken_elsewhere
from shortlisting.models import Activity, Booking, InterviewDay, PanelMember, Slot
from shortlisting.timetable_clashes import clashes
from shortlisting.timetable_day import Block, Day, Key, Person, Placed, Taken, Work

LEFT = (Application.State.WITHDRAWN, Application.State.NOT_SHORTLISTED, Application.State.SUBMITTED)


def minute(value: time | datetime) -> int:
    """Minutes after midnight, in the school's time."""
    at = timezone.localtime(value) if isinstance(value, datetime) else value
    return at.hour * 60 + at.minute


def moment(on: date, minutes: int) -> datetime:
    """The instant that many minutes after midnight of `on`."""
    return datetime.combine(on, time(minutes // 60, minutes % 60), tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True)
class Adjustment:
    """What HR allowed one candidate: more minutes by activity, a later start, rest between activities. Never why."""

    extra: Mapping[int, int]
    not_before: time | None = None
    rest: int = 0

    @classmethod
    def of(cls, booking: Booking) -> Adjustment:
        """Read it from the booking, where it is encrypted."""
        kept = cast("dict[str, Any]", booking.adjusted or {})
        start = kept.get("not_before")
        extra = {int(key): int(value) for key, value in kept.get("extra", {}).items()}
        return cls(extra, time.fromisoformat(start) if start else None, int(kept.get("rest", 0)))

    def as_kept(self) -> dict[str, Any] | None:
        """As the booking keeps it; None where there is nothing."""
        if not self:
            return None
        start = self.not_before.isoformat() if self.not_before else None
        return {"extra": {str(key): value for key, value in self.extra.items()}, "not_before": start, "rest": self.rest}

    def __bool__(self) -> bool:
        return bool(self.extra or self.not_before or self.rest)


class DayPlan:
    """Everything of one day, read in seven queries, whatever the number of candidates.

    `reader`: who looks; they are told which interviews somebody is at elsewhere where they run those too.
    """

    def __init__(self, day: InterviewDay, *, reader: User | None = None) -> None:
        self.day, self.reader = day, reader

    @cached_property
    def activities(self) -> list[Activity]:
        """In the order HR gave them, with who is there."""
        return list(self.day.activities.prefetch_related("members__user"))

    @cached_property
    def bookings(self) -> list[Booking]:
        """The candidates who were to come, by name; those too who then did not."""
        rows = list(self.day.bookings.coming().candidates().exclude(application__state__in=LEFT))
        for row in rows:
            row.day = self.day
        return rows

    @property
    def coming(self) -> list[Booking]:
        """The candidates who come, by name: all but those of whom it is recorded that they did not."""
        return [booking for booking in self.bookings if not booking.is_absent]

    @cached_property
    def slots(self) -> list[Slot]:
        """Every slot, by time; none of a candidate who no longer comes, or did not."""
        coming = {booking.application_id for booking in self.coming}
        known = {activity.pk: activity for activity in self.activities}
        found = [s for s in Slot.objects.of_day(self.day) if s.application_id is None or s.application_id in coming]
        for slot in found:
            slot.activity = known[slot.activity_id]
        return found

    @property
    def works(self) -> list[Activity]:
        """What candidates do one at a time."""
        return [each for each in self.activities if not each.is_together]

    @property
    def together(self) -> list[Activity]:
        """What all do at one time, by time."""
        return sorted((a for a in self.activities if a.is_together), key=lambda each: each.together_at or time())

    @property
    def members(self) -> list[PanelMember]:
        """Everybody of the panel who is needed somewhere, each once."""
        found = {m.pk: m for activity in self.activities for m in activity.members.all() if m.removed_at is None}
        return sorted(found.values(), key=lambda each: (each.role, each.pk))

    # --- as the timetable takes it -----------------------------------------------------------------------

    def part(self, *, second: bool = False, anew: bool = False) -> Day:
        """One part of the day; a day without a second part is all first. `anew`: to make its timetable again."""
        day, cut = self.day, self.day.second_part_at
        works = [each for each in self.works if each.second_part == second]
        coming = [b for b in self.coming if not second or b.stays]
        people = tuple(self._person(booking, works) for booking in coming)
        free = [each for each in works if each.candidates_choose]
        return Day(
            starts=minute(cut) if second and cut else minute(day.starts_at),
            ends=minute(day.ends_at) if second or not cut else minute(cut),
            works=tuple(_work(each) for each in works),
            people=people + tuple(self._places(free, people, anew=anew)),
            blocks=tuple(self._blocks()),
            turnaround=day.turnaround,
            names={member.pk: str(member.user) for member in self.members},
            taken=self.taken,
        )

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        """When people and rooms of this day are needed in other interviews of the same date."""
        rooms = {each.room for each in self.activities if each.room}
        return taken_elsewhere(self.day, self.coming, self.members, rooms, reader=self.reader)

    def _person(self, booking: Booking, works: Iterable[Activity]) -> Person:
        """A candidate chooses a time for themselves where they may, unless theirs is longer or they have one."""
        allowed = Adjustment.of(booking)
        has = {slot.activity_id for slot in self.slots if slot.application_id == booking.application_id}
        does = [w.pk for w in works if not w.candidates_choose or allowed.extra.get(w.pk) or w.pk in has]
        start = minute(allowed.not_before) if allowed.not_before else None
        name = sift.name_of(_applicant(booking))
        extra = dict[Key, int](allowed.extra.items())
        return Person(_applicant(booking).pk, name, extra, start, allowed.rest, frozenset(does))

    def _places(self, free: Iterable[Activity], people: tuple[Person, ...], *, anew: bool) -> Iterable[Person]:
        """Times to choose from: those that there are; `anew`, one for each candidate who has none yet."""
        for activity in free:
            mine = [s for s in self.slots if s.activity_id == activity.pk and s.application_id is None]
            open_now = [slot for slot in mine if slot.by_hand or not anew]
            wanted = sum(1 for person in people if activity.pk not in (person.does or ()))
            for n in range(max(wanted, len(open_now))):
                yield Person(("free", activity.pk, n), "a free time", does=frozenset({activity.pk}))

    def _blocks(self) -> Iterable[Block]:
        for each in self.together:
            if each.together_at is not None:
                start = minute(each.together_at)
                yield Block(each.title, start, start + each.minutes)

    def placed(self, day: Day, *, by_hand: bool = False) -> dict[Placed, Slot]:
        """The slots of a part as placings, or only those set by hand; a free one takes a place that is nobody's."""
        works, nobody = {work.key for work in day.works}, dict.fromkeys((w.key for w in day.works), 0)
        found: dict[Placed, Slot] = {}
        for slot in self.slots:
            if slot.activity_id not in works or (by_hand and not slot.by_hand):
                continue
            person: Key = slot.application_id
            if person is None:
                person = ("free", slot.activity_id, nobody[slot.activity_id])
                nobody[slot.activity_id] += 1
            if any(each.key == person for each in day.people):
                found[Placed(slot.activity_id, person, minute(slot.starts_at), minute(slot.ends_at))] = slot
        return found

    @cached_property
    def parts(self) -> list[Day]:
        """The day's parts: two where some go home before the second."""
        return [self.part(), self.part(second=True)] if self.day.second_part_at else [self.part()]

    @cached_property
    def clashes(self) -> dict[int, list[str]]:
        """What is wrong, in words, by slot."""
        found: dict[int, list[str]] = {}
        for part in self.parts:
            slots = self.placed(part)
            for clash in clashes(part, list(slots)):
                found.setdefault(slots[clash.at].pk, []).append(clash.words)
        return found

    @cached_property
    def missing(self) -> list[tuple[Booking, Activity]]:
        """Who has no time yet for what: not those who may still choose."""
        has = {(slot.application_id, slot.activity_id) for slot in self.slots}
        return [
            (booking, work)
            for booking in self.coming
            for work in self.works
            if (booking.application_id, work.pk) not in has
            and not (work.candidates_choose and not Adjustment.of(booking).extra.get(work.pk))
            and (not work.second_part or booking.stays)
        ]

    # --- one person's own --------------------------------------------------------------------------------

    def lines_of(self, booking: Booking) -> list[DayLine]:
        """A person's own timetable, by time."""
        if booking.application_id is not None:
            mine = [slot for slot in self.slots if slot.application_id == booking.application_id]
            lines = [
                line_of(slot, slot.activity.brief) for slot in mine if not slot.activity.second_part or booking.stays
            ]
            stays = booking.stays is not False
            lines += [together_line(a, a.brief) for a in self.together if stays or not a.second_part]
        else:
            there = {a.pk for a in self.activities if any(m.pk == booking.member_id for m in a.members.all())}
            mine = [slot for slot in self.slots if slot.activity_id in there]
            lines = [line_of(slot, who(slot)) for slot in mine]
            lines += [together_line(each, each.also_needed) for each in self.together if each.pk in there]
        return sorted(lines, key=lambda each: (each.starts, each.ends))

    def chooses(self, booking: Booking) -> list[Activity]:
        """The activities for which this candidate has still to choose a time."""
        has = {slot.activity_id for slot in self.slots if slot.application_id == booking.application_id}
        allowed = Adjustment.of(booking)
        return [
            each for each in self.works
            if each.candidates_choose and each.pk not in has and not allowed.extra.get(each.pk)
            and (not each.second_part or booking.stays)
        ]  # fmt: skip

    def open_to(self, booking: Booking, activity: Activity) -> list[Slot]:
        """The free times of an activity that do not meet anything else of this candidate's, and are still to come."""
        mine = [s for s in self.slots if s.application_id == booking.application_id and s.activity_id != activity.pk]
        allowed, now = Adjustment.of(booking), timezone.now()
        gap = max(self.day.turnaround, allowed.rest) * 60
        busy = [(each.start, each.end) for each in self.taken if each.need == ("candidate", booking.application_id)]
        return [
            slot
            for slot in self.slots
            if slot.activity_id == activity.pk
            and slot.application_id is None
            and slot.starts_at > now
            and slot.pk not in self.clashes
            and not any(minute(slot.starts_at) < end and start < minute(slot.ends_at) for start, end in busy)
            and (allowed.not_before is None or timezone.localtime(slot.starts_at).time() >= allowed.not_before)
            and all(
                (slot.starts_at - other.ends_at).total_seconds() >= gap
                or (other.starts_at - slot.ends_at).total_seconds() >= gap
                for other in mine
            )
        ]

    def digest_of(self, booking: Booking) -> str:
        """What somebody was told, as a digest: it changes when anything of it does."""
        lines = [(line.when, line.title, line.where, line.detail) for line in self.lines_of(booking)]
        chooses = [each.title for each in self.chooses(booking)] if booking.application_id else []
        day = self.day
        whole = [
            day.on.isoformat(),
            day.place,
            day.note if booking.application_id else "",
            lines,
            chooses,
            booking.stays,
        ]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()


def _applicant(booking: Booking) -> Application:
    assert booking.application is not None  # noqa: S101  (only candidates' bookings are asked)
    return booking.application


def _work(activity: Activity) -> Work:
    people = frozenset(member.pk for member in activity.members.all() if member.removed_at is None)
    return Work(activity.pk, activity.title, activity.minutes, activity.room, people)
