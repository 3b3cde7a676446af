"""How far the chase of a reference has climbed. No Django here: days come in as functions, instants as datetimes.

A chase starts from one day and has rungs: so many working days later, this is done. When several rungs have passed
(a worker was away, a clock jumped), only the highest is done: nobody gets two reminders at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

AT = time(8, 0)  # people are reminded in the morning
REMIND, TELL_HR, ASK_ANOTHER = "remind", "tell_hr", "ask_another"
AFTER_HR = 2  # working days that HR has to reach a silent referee before the candidate is asked for another
ANOTHER_WITHIN = 2  # working days in which a candidate is asked to name another referee
Days = Callable[[date, int], date]


@dataclass(frozen=True)
class Rung:
    """`act` is done `days` working days after the start."""

    days: int
    act: str  # REMIND, TELL_HR or ASK_ANOTHER


@dataclass(frozen=True)
class Chase:
    """One chase: `kind` and `key` name its steps among the decisions; `start` is the day it counts from."""

    kind: str  # "reference.referee"
    key: str
    start: date
    rungs: tuple[Rung, ...]


HEAD = (Rung(2, REMIND), Rung(4, REMIND), Rung(5, TELL_HR))


def candidate(within: int) -> tuple[Rung, ...]:
    """Return the rungs for a candidate who answers within so many working days: reminded on the last, then HR."""
    return (Rung(within, REMIND), Rung(within + 1, TELL_HR))


def referee(reminders: Sequence[int], hr_days: int) -> tuple[Rung, ...]:
    """Return the rungs of a referee's chase as the school set them, up to asking for another."""
    return (
        *(Rung(day, REMIND) for day in reminders),
        Rung(hr_days, TELL_HR),
        Rung(hr_days + AFTER_HR, ASK_ANOTHER),
    )


def morning(day: date, zone: tzinfo) -> datetime:
    """Return the instant of `day` at which people are reminded."""
    return datetime.combine(day, AT, tzinfo=zone)


def first_at(chase: Chase, days: Days, zone: tzinfo) -> datetime | None:
    """Return when the first rung is due, or None for a chase without any."""
    return morning(days(chase.start, chase.rungs[0].days), zone) if chase.rungs else None


def reached(chase: Chase, days: Days, now: datetime, zone: tzinfo) -> tuple[Rung, datetime, datetime | None] | None:
    """Return the highest rung that is due at `now`, since when, and when the next one is; None below the first."""
    dues = [(rung, morning(days(chase.start, rung.days), zone)) for rung in chase.rungs]
    passed = [(rung, due) for rung, due in dues if due <= now]
    if not passed:
        return None
    following = dues[len(passed)][1] if len(passed) < len(dues) else None
    return *passed[-1], following
