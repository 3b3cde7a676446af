"""When HR and head are reminded of an NPQ: two years, a year, and from then more often, until it is done. No Django."""

from __future__ import annotations

from datetime import date

from core.months import months_later

BEFORE = (24, 12, 6, 3, 2, 1)  # months before the third anniversary
AFTER = 1  # months between reminders once it has passed


def next_reminder(due_on: date, after: date) -> date:
    """Return the first day after `after` on which to remind of an award that is due on `due_on`."""
    for months in BEFORE:
        if (day := months_later(due_on, -months)) > after:
            return day
    if due_on > after:
        return due_on
    passed = (after.year - due_on.year) * 12 + after.month - due_on.month
    return next(day for n in range(max(passed, 1), passed + 3) if (day := months_later(due_on, n * AFTER)) > after)
