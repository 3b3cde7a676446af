"""A timetable for a day of interviews: no candidate, person or room twice at once, adjustments honoured. No Django.

`make` is deterministic: the same day gives the same timetable. It places one activity after another at the earliest
time that fits, in several orders (everybody in rotation first, then the busiest first, then fixed shuffles), and keeps
the one that ends soonest and leaves the least waiting. Where nothing fits it says why, and what would make it fit:
each such change was tried.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from shortlisting.timetable_clashes import clashes
from shortlisting.timetable_day import (
    STEP,
    Calendar,
    Day,
    ImpossibleError,
    Key,
    Person,
    Placed,
    Work,
    loads,
    say,
    windows,
)

TRIES = 60  # shuffled orders, after those that are thought out
LATEST = 22 * 60  # no suggestion ends later, or starts before:
EARLIEST = 7 * 60
MOST_REASONS = 4


def make(day: Day) -> tuple[Placed, ...]:
    """Return a timetable, earliest first. Raises ImpossibleError with the reasons and with changes that were tried."""
    reasons = list(_proofs(day))
    if not reasons:
        best = _best(day)
        if isinstance(best, tuple):
            return best
        reasons = [_nearly(day, best), *dict.fromkeys(each.words for each in day.taken)][: MOST_REASONS + 1]
    raise ImpossibleError(reasons, list(_changes(day)))


_Op: TypeAlias = tuple[Work, Person]


def _ops(day: Day) -> list[_Op]:
    """What is still to be placed, in the order given."""
    there = {(placed.work, placed.person) for placed in day.fixed}
    return [(w, p) for w in day.works for p in day.people if p.is_in(w) and (w.key, p.key) not in there]


def _orders(day: Day, ops: list[_Op]) -> Iterable[list[_Op]]:
    """Orders to try: round by round, each candidate one activity further on; the busiest first; fixed shuffles."""
    works = {work.key: place for place, work in enumerate(day.works)}
    people = {person.key: place for place, person in enumerate(day.people)}
    rounds = max(len(works), len(people), 1)
    load = loads(day)
    weight = {(w.key, p.key): max(load[key][0] for key, _ in Calendar(day).needs(w, p)) for w, p in ops}
    latest = sorted(ops, key=lambda op: -(op[1].not_before or 0))
    for size in dict.fromkeys((rounds, max(len(works), 1))):
        yield sorted(ops, key=lambda op: ((works[op[0].key] - people[op[1].key]) % size, people[op[1].key]))
        yield sorted(latest, key=lambda op: (people[op[1].key] - works[op[0].key]) % size)
    yield sorted(ops, key=lambda op: (-weight[op[0].key, op[1].key], -op[1].takes(op[0]), people[op[1].key]))
    yield sorted(ops, key=lambda op: (-op[1].takes(op[0]), works[op[0].key], people[op[1].key]))
    yield ops
    for seed in range(TRIES):
        yield sorted(ops, key=lambda op: _digest(seed, works[op[0].key], people[op[1].key]))


def _digest(*parts: int) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()


def _best(day: Day) -> tuple[Placed, ...] | list[_Op]:
    """The best timetable of all orders; where none fits, the fewest that found no place."""
    ops = _ops(day)
    best: tuple[Placed, ...] | None = None
    worst: list[_Op] = ops
    for order in _orders(day, ops):
        for ahead in (False, True):
            placed, left = _place(day, order, in_time=ahead)
            if left:
                worst = left if len(left) < len(worst) else worst
            elif best is None or _cost(placed) < _cost(best):
                best = placed
    return worst if best is None else best


def _place(day: Day, order: list[_Op], *, in_time: bool) -> tuple[tuple[Placed, ...], list[_Op]]:
    """Place each in turn at its earliest; `in_time`: always the one of all that are left which can start soonest."""
    calendar, todo, placed, left = Calendar(day), list(order), list(day.fixed), []
    soonest = {(w.key, p.key): calendar.first(w, p) for w, p in todo} if in_time else {}
    while todo:
        place = 0
        if in_time:  # a start only ever moves later, so the earliest known is asked again until it stands
            place = _soonest(calendar, todo, soonest)
        work, person = todo.pop(place)
        start = calendar.first(work, person)
        if start is None:
            left.append((work, person))
            continue
        end = start + person.takes(work)
        calendar.take(work, person, start, end)
        placed.append(Placed(work.key, person.key, start, end))
    works = {work.key: at for at, work in enumerate(day.works)}
    return tuple(sorted(placed, key=lambda each: (each.start, works[each.work], repr(each.person)))), left


def _soonest(calendar: Calendar, todo: list[_Op], known: dict[tuple[Key, Key], int | None]) -> int:
    far = 10**6
    while True:
        starts = [known[w.key, p.key] for w, p in todo]
        place = min(range(len(todo)), key=lambda n: far if starts[n] is None else starts[n])  # type: ignore[return-value, arg-type]
        work, person = todo[place]
        now = None if starts[place] is None else calendar.first(work, person, starts[place])
        if now == starts[place]:
            return place
        known[work.key, person.key] = now


def _cost(placed: Sequence[Placed]) -> tuple[int, int]:
    """When the last one ends; then how long candidates wait between activities, together."""
    spans: dict[Key, tuple[int, int]] = {}
    for each in placed:
        left, right = spans.get(each.person, (each.start, each.end))
        spans[each.person] = (min(left, each.start), max(right, each.end))
    return max((each.end for each in placed), default=0), sum(right - left for left, right in spans.values())


# --- why not, and what then -----------------------------------------------------------------------------------


def _proofs(day: Day) -> Iterable[str]:
    """Reasons for which no order can work at all."""
    for person in day.people:
        stretches = windows(day, person.not_before)
        for work in day.works:
            if person.is_in(work) and all(right - left < person.takes(work) for left, right in stretches):
                yield (
                    f"{work.title} takes {person.takes(work)} minutes for {person.name}, and no stretch of the day "
                    "is that long."
                )
    yield from _too_little_time(day)
    yield from (clash.words for clash in clashes(day, day.fixed))


def _too_little_time(day: Day) -> list[str]:
    """Who, and which room, is needed for longer than the day has; the worst first."""
    rooms, found = {work.room.casefold(): work.room for work in day.works}, []
    for key, (minutes, times, gap) in loads(day).items():
        kind, one = key
        person = day.person(one) if kind == "candidate" else None
        there = windows(day, person.not_before if person else None)
        needed = minutes + gap * max(0, times - len(there))  # at a break nobody needs a gap
        has = sum(right - left for left, right in there)
        if needed > has:
            name = person.name if person else rooms[str(one)] if kind == "room" else day.names.get(one, str(one))
            verb = "is needed for" if kind != "candidate" else "has activities of"
            found.append((has - needed, f"{name} {verb} {_span(needed)}, and the day has {_span(has)}."))
    return [words for _, words in sorted(found, key=lambda each: each[0])[:MOST_REASONS]]


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} hour{'' if hours == 1 else 's'}"] if hours else []
    return " ".join([*parts, f"{rest} minutes"] if rest or not parts else parts)


def _nearly(day: Day, left: list[_Op]) -> str:
    names = sorted({f"{work.title} of {person.name}" for work, person in left})
    some = "; ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    return f"The day is too tight. In the best order that we tried, no time was left for: {some}."


def _changes(day: Day) -> Iterable[str]:
    """Single changes that make it fit, the smallest of each kind; each was tried."""
    for minutes in (*range(STEP, 120, STEP), *range(120, 601, 30)):
        if day.ends + minutes <= LATEST and _fits(replace(day, ends=day.ends + minutes)):
            yield f"End the day at {say(day.ends + minutes)}."
            break
    for minutes in range(15, 181, 15):
        if day.starts - minutes >= EARLIEST and _fits(replace(day, starts=day.starts - minutes)):
            yield f"Start the day at {say(day.starts - minutes)}."
            break
    if day.turnaround and _fits(replace(day, turnaround=0)):
        yield "Leave no minutes between two activities."
    yield from _shorter(day)
    half = (len(day.people) + 1) // 2
    if len(day.people) > 1 and not day.fixed and _fits(replace(day, people=day.people[:half])):
        yield f"See {half} candidate{'' if half == 1 else 's'} on this day and the others on another."


def _shorter(day: Day) -> Iterable[str]:
    """The longest activity made shorter, for everybody alike."""
    for work in sorted(day.works, key=lambda each: -each.minutes)[:1]:
        for minutes in range(work.minutes - STEP, work.minutes // 2, -STEP):
            works = tuple(replace(each, minutes=minutes) if each == work else each for each in day.works)
            if _fits(replace(day, works=works)):
                yield f"Give everybody {minutes} minutes for {work.title}, in place of {work.minutes}."
                return


def _fits(day: Day) -> bool:
    return not list(_proofs(day)) and isinstance(_best(day), tuple)
