"""A day and a time of day in London as an instant. No Django."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class MissingHourError(ValueError):
    """The clocks go forward over this time: it does not exist on that day."""


def london_instant(day: date, at: time) -> datetime:
    """Return the instant of `at` on `day`.

    A time that comes twice, when the clocks go back, is the later one: nobody is late who read the advert.
    Raises MissingHourError for a time that the clocks skip.
    """
    local = datetime.combine(day, at, LONDON).replace(fold=1)
    if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise MissingHourError(f"{at} does not exist on {day}")
    return local
