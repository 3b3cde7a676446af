"""What the page of an interview day shows: the timetable by candidate, room or person, and what comes next."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Literal

from django.urls import reverse
from django.utils import timezone

from core.display import clock
from shortlisting import sift
from shortlisting.day_clashes import together_clashes
from shortlisting.interview_day import Adjustment, DayPlan
from shortlisting.models import Activity, Booking, InterviewDay, Panel, Slot

By = Literal["candidates", "rooms", "staff"]
WAYS: tuple[tuple[By, str], ...] = (("candidates", "Candidates"), ("rooms", "Rooms"), ("staff", "Panel"))


@dataclass
class DayCell:
    """One slot in one column. `extra`: more minutes than others have; for HR alone."""

    slot: Slot
    what: str
    where: str
    until: str
    clashes: list[str]
    extra: int = 0


@dataclass
class DayRow:
    """Everything that starts at one time."""

    starts: time
    together: Activity | None = None
    until: str = ""
    clashes: list[str] = field(default_factory=list)  # of what is together
    cells: list[tuple[str, list[DayCell]]] = field(default_factory=list)  # by column, with its heading

    @property
    def when(self) -> str:
        """9:15am, or of a thing together 12:30pm to 1:15pm."""
        return f"{clock(self.starts)} to {self.until}" if self.together else clock(self.starts)


@dataclass
class DayTable:
    """The timetable, as one of three ways to look at it."""

    columns: list[str]
    rows: list[DayRow]

    @property
    def span(self) -> int:
        """How many columns a row takes that is everybody's."""
        return max(len(self.columns), 1)

    @property
    def wide(self) -> bool:
        """Whether it slides inside its region."""
        return len(self.columns) > 6


def table_of(plan: DayPlan, by: By, *, shows_extra: bool) -> DayTable:
    """Return the timetable `by` candidates, rooms or staff; no query beyond the plan's own."""
    columns = _columns(plan, by)
    starts: dict[time, DayRow] = {}
    wrong = together_clashes(plan)
    for activity in plan.together:
        at = activity.together_at or time()
        minutes = at.hour * 60 + at.minute + activity.minutes
        starts[at] = DayRow(at, activity, clock(time(minutes // 60 % 24, minutes % 60)), wrong.get(activity.pk, []))
    extra = {b.application_id: Adjustment.of(b).extra for b in plan.coming} if shows_extra else {}
    for slot in plan.slots:
        at = timezone.localtime(slot.starts_at).time()
        row = starts.setdefault(at, DayRow(at))
        row.cells = row.cells or [(label, []) for label in columns.values()]
        cell = _cell(plan, slot, by, extra)
        for place in _places(slot, by):
            if place in columns:
                row.cells[list(columns).index(place)][1].append(cell)
    return DayTable(list(columns.values()), [starts[at] for at in sorted(starts)])


def _columns(plan: DayPlan, by: By) -> dict[Hashable, str]:
    if by == "rooms":
        return {room: room for room in dict.fromkeys(each.room or "No room" for each in plan.works)}
    if by == "staff":
        return {member.pk: str(member.user) for member in plan.members}
    found: dict[Hashable, str] = {
        b.application_id: sift.name_of(b.application) for b in plan.coming if b.application is not None
    }
    if any(slot.application_id is None for slot in plan.slots):
        found[None] = "Free to choose"
    return found


def _places(slot: Slot, by: By) -> list[Any]:
    if by == "rooms":
        return [slot.activity.room or "No room"]
    if by == "staff":
        return [member.pk for member in slot.activity.members.all()]
    return [slot.application_id]


def _cell(plan: DayPlan, slot: Slot, by: By, extra: dict[int | None, Any]) -> DayCell:
    who = sift.name_of(slot.application) if slot.application else "Free"
    what = slot.activity.title if by == "candidates" else who
    where = slot.activity.room if by == "candidates" else slot.activity.title
    more = extra.get(slot.application_id, {}).get(slot.activity_id, 0)
    return DayCell(slot, what, where, clock(slot.ends_at), plan.clashes.get(slot.pk, []), more)


def allowed_in_words(plan: DayPlan, allowed: Adjustment) -> str:
    """What HR allowed, in a line: "10 minutes more for Data task; starts at 10am; 15 minutes of rest"."""
    names = {each.pk: each.title for each in plan.activities}
    parts = [f"{minutes} minutes more for {names[key]}" for key, minutes in allowed.extra.items() if key in names]
    if allowed.not_before:
        parts.append(f"starts at {clock(allowed.not_before)}")
    if allowed.rest:
        parts.append(f"{allowed.rest} minutes of rest between activities")
    return "; ".join(parts)


def days_of(panel: Panel) -> list[dict[str, Any]]:
    """The days of a panel for its list, with how many come and how many have answered; two queries."""
    found = list(InterviewDay.objects.filter(panel=panel).order_by("on"))
    rows = Booking.objects.filter(day__in=found).coming().filter(application__isnull=False)
    counts: dict[int, list[bool]] = {}
    for day, confirmed in rows.values_list("day", "confirmed_at"):
        counts.setdefault(day, []).append(confirmed is not None)
    return [
        {
            "day": each,
            "url": reverse("shortlisting:interview_day", args=[panel.vacancy.ref, each.pk]),
            "candidates": len(counts.get(each.pk, [])),
            "confirmed": sum(counts.get(each.pk, [])),
        }
        for each in found
    ]
