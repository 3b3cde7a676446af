"""How much of the week a person may work, as an exact share of full time. No Django.

A part-time teacher is paid the share of the school's timetabled teaching week that they work (School Teachers' Pay
and Conditions Document, part-time teachers): 19 hours 30 of 32 hours 30 is three fifths, whatever the clock says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_TYPED = re.compile(
    r"(?P<hours>\d{1,2})(?:(?P<part>\.\d{1,4})|\s*(?::|hours?|hrs?|h)\s*(?:(?P<minutes>\d{1,2})(?:\s*\w+)?)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Hours:
    """An hours option: the share of full time, and how it is said."""

    share: Fraction
    words: str

    @property
    def is_full_time(self) -> bool:
        """Whether it is the whole week."""
        return self.share == 1


FULL_TIME = Hours(Fraction(1), "Full time")


def of_full_time(share: Decimal) -> Hours:
    """An option given as a share: 0.6."""
    return Hours(Fraction(share), f"{share.normalize():f} of full time") if share != 1 else FULL_TIME


def of_week(minutes: int, week: Decimal) -> Hours:
    """An option given as time in the week, of a timetabled week of `week` hours."""
    words = f"{as_time(Fraction(minutes))} of {as_time(Fraction(week) * 60)}"
    return Hours(Fraction(minutes) / (Fraction(week) * 60), words)


def as_time(minutes: Fraction) -> str:
    """22 hours 30 minutes; 32.33 hours where it is no whole number of minutes."""
    if minutes.denominator != 1:
        return f"{round(float(minutes / 60), 2):g} hours"
    hours, rest = divmod(int(minutes), 60)
    return f"{hours} hours {rest} minutes" if rest else f"{hours} hours"


def minutes_of(typed: str) -> int:
    """Return the minutes of a time typed as 22.5, 22:30 or 22 hours 30 minutes.

    Raises ValueError for anything else, and for a part of an hour that is no whole number of minutes.
    """
    found = _TYPED.fullmatch(typed.strip())
    if found is None or int(found["minutes"] or 0) > 59:
        raise ValueError("not a time")
    total = int(found["hours"]) * 60 + int(found["minutes"] or 0) + Fraction(found["part"] or "0") * 60
    if Fraction(total).denominator != 1:
        raise ValueError("not in whole minutes")
    return int(total)
