"""A day and a time of day in London as an instant. No Django."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class ClockChangeError(ValueError):
    """The clocks change over this time."""


class MissingHourError(ClockChangeError):
    """The clocks go forward over this time: it does not exist on that day."""


class RepeatedHourError(ClockChangeError):
    """The clocks go back over this time: it comes twice on that day."""


def london_instant(day: date, at: time) -> datetime:
    """Return the instant of `at` on `day`.

    Raises MissingHourError for a time that the clocks skip, RepeatedHourError for one that they strike twice.
    """
    local = datetime.combine(day, at, LONDON)
    if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise MissingHourError(f"{at} does not exist on {day}")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise RepeatedHourError(f"{at} comes twice on {day}")
    return local
