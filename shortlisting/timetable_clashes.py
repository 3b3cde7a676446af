"""What is wrong with a timetable, in words; and where a placing would fit. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from shortlisting.timetable_day import STEP, Calendar, Clash, Day, Need, Person, Placed, Work, say


def clashes(day: Day, placed: Sequence[Placed]) -> list[Clash]:
    """Return everything that is wrong with a timetable, once for each placing that it is wrong of, in its order."""
    found: list[Clash] = []
    calendar = Calendar(replace(day, fixed=()))
    for each in placed:
        work, person = day.work(each.work), day.person(each.person)
        found += [Clash(each, words) for words in _alone(day, work, person, each)]
        mine = dict(calendar.needs(work, person))
        found += [
            Clash(each, taken.words)
            for taken in day.taken
            if taken.need in mine and each.start < taken.end and taken.start < each.end
        ]
        for other in placed:
            if other is each or not (each.start < other.end and other.start < each.end):
                gaps = _too_close(day, each, other) if other is not each else None
                if gaps:
                    found.append(Clash(each, gaps, other))
                continue
            theirs = dict(calendar.needs(day.work(other.work), day.person(other.person)))
            shared = [key for key in mine if key in theirs]
            found += [Clash(each, _both(day, key, other), other) for key in shared]
    return found


def _alone(day: Day, work: Work, person: Person, each: Placed) -> Iterable[str]:
    if each.start < day.starts:
        yield f"Starts before the day does, at {say(day.starts)}."
    if each.end > day.ends:
        yield f"Ends after the day does, at {say(day.ends)}."
    if person.not_before is not None and each.start < person.not_before:
        yield f"{person.name} starts at {say(person.not_before)}."
    if each.end - each.start < person.takes(work):
        yield f"Too short: {person.name} has {person.takes(work)} minutes."
    for block in day.blocks:
        if each.start < block.end and block.start < each.end:
            yield f"{block.title} is from {say(block.start)} to {say(block.end)}."


def _both(day: Day, key: Need, other: Placed) -> str:
    kind, one = key
    title, who = day.work(other.work).title, day.person(other.person).name
    if kind == "candidate":
        return f"{who} is in {title} until {say(other.end)}."
    if kind == "room":
        return f"{day.work(other.work).room} is in use for {title} of {who} until {say(other.end)}."
    return f"{day.names.get(one, str(one))} is in {title} of {who} until {say(other.end)}."


def _too_close(day: Day, each: Placed, other: Placed) -> str:
    """A candidate's rest that is not kept; too little turnaround is no clash."""
    person = day.person(each.person)
    if other.person != each.person or not person.rest:
        return ""
    between = each.start - other.end
    return f"{person.name} has {person.rest} minutes between activities." if 0 <= between < person.rest else ""


def free_starts(day: Day, placed: Sequence[Placed], moved: Placed) -> list[int]:
    """Return the times at which `moved` could start without a clash, the others staying where they are."""
    others = tuple(each for each in placed if each != moved)
    calendar = Calendar(replace(day, fixed=others, turnaround=0))
    work, person = day.work(moved.work), day.person(moved.person)
    found, at = [], calendar.first(work, person)
    while at is not None:
        found.append(at)
        at = calendar.first(work, person, at + STEP)
    return found
