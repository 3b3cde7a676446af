"""Clashes that no slot has: of what all do at one time, and of one person's own lines with interviews elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shortlisting.day_lines import DayLine
from shortlisting.interview_day import DayPlan, minute
from shortlisting.models import Activity, Booking
from shortlisting.timetable_day import Need, say


def together_clashes(plan: DayPlan) -> dict[int, list[str]]:
    """Return what is wrong with what all do at one time, in words, by activity; no query beyond the plan's own."""
    spans = {each.pk: _span(each) for each in plan.together}
    found: dict[int, list[str]] = {}
    for each in plan.together:
        start, end = spans[each.pk]
        needs = set(_needs(plan, each))
        words = [t.words for t in plan.taken if t.need in needs and start < t.end and t.start < end]
        words += [
            f"{other.title} is from {say(left)} to {say(right)}."
            for other in plan.together
            if other.pk != each.pk and start < (right := spans[other.pk][1]) and (left := spans[other.pk][0]) < end
        ]
        if words:
            found[each.pk] = words
    return found


def _span(activity: Activity) -> tuple[int, int]:
    start = minute(activity.together_at) if activity.together_at else 0
    return start, start + activity.minutes


def _needs(plan: DayPlan, activity: Activity) -> Iterator[Need]:
    for booking in plan.coming:
        if booking.stays is not False or not activity.second_part:
            yield "candidate", booking.application_id
    for member in activity.members.all():
        if member.removed_at is None:
            yield "member", member.pk
    if activity.room:
        yield "room", activity.room.casefold()


def own_lines(plan: DayPlan, booking: Booking) -> list[DayLine]:
    """Return a panel member's own lines, each with the times at which they are needed in other interviews.

    For members alone: a candidate may not have been told yet of the other interviews.
    """
    taken = [each for each in plan.taken if each.need == ("member", booking.member_id)]
    return [
        replace(
            line,
            elsewhere=" and ".join(
                f"{say(each.start)} to {say(each.end)}"
                for each in taken
                if minute(line.starts) < each.end and each.start < minute(line.ends)
            ),
        )
        for line in plan.lines_of(booking)
    ]
