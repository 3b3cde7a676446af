"""When somebody is reminded of a check, and who: ladders of working days, as data. No Django here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from appointments.catalogue import BY_CODE
from appointments.catalogue.figures import DBS_HEAD_DAYS, DBS_STUCK_DAYS

CANDIDATE, HR, HEAD = "candidate", "hr", "head"


@dataclass(frozen=True)
class Rung:
    """A reminder: so many working days after the ladder's first day, to whom."""

    days: int
    who: str


@dataclass(frozen=True)
class Ladder:
    """The rungs, then the last one again every so many working days, until something happens."""

    rungs: tuple[Rung, ...]
    every: int

    def rung(self, number: int) -> Rung:
        """Return the rung with this number, from 0."""
        if number < len(self.rungs):
            return self.rungs[number]
        last = self.rungs[-1]
        return Rung(last.days + (number - len(self.rungs) + 1) * self.every, last.who)

    def after(self, start: date, number: int, today: date, add: Callable[[date, int], date]) -> tuple[int, date]:
        """Return the first rung from `number` on that is still to come after `today`, and its day.

        Rungs that were missed (nobody's clock ran) are passed over, so that nobody gets several letters at once.
        """
        while (day := add(start, self.rung(number).days)) <= today:
            number += 1
        return number, day


OURS = Ladder((Rung(0, HR),), 3)  # to do, or to read: from the day it is due
DECIDE = Ladder((Rung(2, HEAD),), 3)
ASKED = Ladder((Rung(3, CANDIDATE), Rung(6, CANDIDATE), Rung(8, HR)), 5)
DECLARATION = Ladder((Rung(2, CANDIDATE), Rung(4, CANDIDATE), Rung(5, HR)), 3)
OUTSIDE = Ladder((Rung(5, HR),), 5)
DBS_THEIRS = 2  # reminders to the candidate; after them the form is with the DBS
DBS = Ladder(
    (Rung(3, CANDIDATE), Rung(6, CANDIDATE), Rung(DBS_STUCK_DAYS.value, HR), Rung(DBS_HEAD_DAYS.value, HEAD)), 10
)


def ladder_of(code: str, status: str) -> Ladder:
    """Return the ladder of a check that is open."""
    if status == "needs_decision":
        return DECIDE
    if status != "asked_for":
        return OURS
    if code in ("DBS", "SD"):
        return DBS if code == "DBS" else DECLARATION
    return ASKED if BY_CODE[code].asked_of == "candidate" else OUTSIDE


def turn_of(code: str, status: str) -> str:
    """Whose turn an open check is: candidate, hr, head, or others (a body outside)."""
    if status == "needs_decision":
        return HEAD
    return BY_CODE[code].asked_of if status == "asked_for" else HR
