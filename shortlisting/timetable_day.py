"""What a timetable is made of: the day, its activities and people, and what each is busy with. No Django.

Times are whole minutes after midnight.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

Key: TypeAlias = Hashable
Need: TypeAlias = tuple[str, Key]  # "candidate", "member" or "room", and which
STEP = 5  # minutes: everything starts on one of these


@dataclass(frozen=True)
class Work:
    """An activity that candidates do one at a time. `people`: panel members who are there each time."""

    key: Key
    title: str
    minutes: int
    room: str = ""
    people: frozenset[Key] = frozenset()


@dataclass(frozen=True)
class Person:
    """A candidate. `extra`: more minutes by activity; `not_before`: their day starts then; `rest`: between activities.

    `does`: the activities they do; None for all.
    """

    key: Key
    name: str
    extra: Mapping[Key, int] = field(default_factory=dict)
    not_before: int | None = None
    rest: int = 0
    does: frozenset[Key] | None = None

    def takes(self, work: Work) -> int:
        """How long it takes them, in minutes."""
        return work.minutes + self.extra.get(work.key, 0)

    def is_in(self, work: Work) -> bool:
        """Whether they do it at all."""
        return self.does is None or work.key in self.does


@dataclass(frozen=True)
class Block:
    """A time in which nothing else happens: lunch, or the welcome."""

    title: str
    start: int
    end: int


@dataclass(frozen=True)
class Placed:
    """One activity of one candidate at one time."""

    work: Key
    person: Key
    start: int
    end: int


@dataclass(frozen=True)
class Taken:
    """A candidate, member or room that is needed elsewhere at this time. `words` say so, and nothing more."""

    need: Need
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Day:
    """What a timetable is made of. `names` are those of the panel members, for sentences.

    `fixed`: placed already (by hand, or chosen); they stay where they are. `taken`: who is needed elsewhere, when.
    """

    starts: int
    ends: int
    works: tuple[Work, ...]
    people: tuple[Person, ...]
    blocks: tuple[Block, ...] = ()
    turnaround: int = 0
    fixed: tuple[Placed, ...] = ()
    names: Mapping[Key, str] = field(default_factory=dict)
    taken: tuple[Taken, ...] = ()

    def work(self, key: Key) -> Work:
        """The activity under `key`."""
        return next(each for each in self.works if each.key == key)

    def person(self, key: Key) -> Person:
        """The candidate under `key`."""
        return next(each for each in self.people if each.key == key)


@dataclass(frozen=True)
class Clash:
    """What is wrong with one placing, in words. `other`: the placing that it meets, if any."""

    at: Placed
    words: str
    other: Placed | None = None


class ImpossibleError(Exception):
    """No timetable was found. `reasons` say why; `changes` say what would do it."""

    def __init__(self, reasons: Sequence[str], changes: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons, self.changes = tuple(reasons), tuple(changes)


def say(minute: int) -> str:
    """A time as people read it: 9am, 1:45pm, midday."""
    hour, rest = divmod(minute, 60)
    if not rest and hour in (0, 12, 24):
        return "midday" if hour == 12 else "midnight"
    return f"{hour % 12 or 12}{f':{rest:02}' if rest else ''}{'am' if hour % 24 < 12 else 'pm'}"


class Calendar:
    """What each candidate, panel member and room is busy with."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.busy: dict[Need, list[tuple[int, int]]] = defaultdict(list)
        self.blocks = [(block.start, block.end) for block in day.blocks]
        for taken in day.taken:
            self.busy[taken.need].append((taken.start, taken.end))
        for placed in day.fixed:
            self.take(day.work(placed.work), day.person(placed.person), placed.start, placed.end)

    def needs(self, work: Work, person: Person) -> list[tuple[Need, int]]:
        """Who and what is needed, each with the minutes that must lie between."""
        gap = self.day.turnaround
        found: list[tuple[Need, int]] = [(("candidate", person.key), max(gap, person.rest))]
        found += [(("member", key), gap) for key in sorted(work.people, key=repr)]
        if work.room:
            found.append((("room", work.room.casefold()), gap))
        return found

    def take(self, work: Work, person: Person, start: int, end: int) -> None:
        """Nothing else of theirs fits in there."""
        for key, _ in self.needs(work, person):
            self.busy[key].append((start, end))

    def first(self, work: Work, person: Person, start: int | None = None) -> int | None:
        """The earliest start from `start` on that fits, or None."""
        day, takes, needs = self.day, person.takes(work), self.needs(work, person)
        at = max(day.starts, person.not_before or 0, start or 0)
        at += -at % STEP
        while at + takes <= day.ends:
            later = max(self._clear(at, at + takes, needs), at)
            if later == at:
                return at
            at = later + -later % STEP
        return None

    def _clear(self, start: int, end: int, needs: list[tuple[Need, int]]) -> int:
        """`start` where it is free; else the earliest time behind what is in the way."""
        behind = start
        for left, right in self.blocks:
            if start < right and left < end:
                behind = max(behind, right)
        for key, gap in needs:
            for left, right in self.busy[key]:
                if start < right + gap and left < end + gap:
                    behind = max(behind, right + gap)
        return behind


def windows(day: Day, start: int | None = None) -> list[tuple[int, int]]:
    """The stretches between the blocks."""
    at, found = max(day.starts, start or 0), []
    for block in sorted(day.blocks, key=lambda each: each.start):
        if block.start > at:
            found.append((at, min(block.start, day.ends)))
        at = max(at, block.end)
    return [(left, right) for left, right in [*found, (at, day.ends)] if right > left]


def loads(day: Day) -> dict[Need, tuple[int, int, int]]:
    """Of each candidate, member and room: minutes of work, how many times, and minutes between."""
    calendar = Calendar(replace(day, fixed=()))
    found: dict[Need, tuple[int, int, int]] = defaultdict(lambda: (0, 0, 0))
    for work in day.works:
        for person in day.people:
            if not person.is_in(work):
                continue
            for key, gap in calendar.needs(work, person):
                minutes, times, least = found[key]
                found[key] = (minutes + person.takes(work), times + 1, min(gap, least) if times else gap)
    return found
