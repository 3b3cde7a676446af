"""The dates of a recruitment that candidates are told, for the page, the pack and the calendar file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from core.components import KeyDate
from core.display import clock, day_date, day_month, plain_date
from vacancies.key_dates import resignation_date
from vacancies.models import KeyDate as StoredDate
from vacancies.models import Vacancy

# The panel's own date is nobody else's business; interview days are told by another line.
NOT_TOLD = (StoredDate.Kind.INTERVIEW, StoredDate.Kind.SIFT)
_ORDER = ("closing", "stored", "interview", "start")  # of one day


@dataclass(frozen=True)
class ToldDate:
    """A date as candidates are told of it. `at`: the instant, where it has one."""

    on: date
    kind: str  # closing, interview, start, or stored- and the kind of a stored date
    what: str
    note: str = ""
    at: datetime | None = None

    def words(self, today: date) -> str:
        """ "9am, Monday 30 November"; with the year where it is not today's, and of the start always."""
        day = day_date if self.kind == "start" or self.on.year != today.year else day_month
        return f"{clock(self.at)}, {day(self.on)}" if self.at is not None else day(self.on)


def told_dates(vacancy: Vacancy, today: date) -> list[ToldDate]:
    """Return the dates in order, as told `today`, the closing first among those of its day.

    One query, or none where prefetched.
    """
    stored = list(vacancy.key_dates.all())
    interviews = {row.on for row in stored if row.kind == StoredDate.Kind.INTERVIEW}
    if vacancy.interview_on:
        interviews.add(vacancy.interview_on)
    told = [
        ToldDate(row.on, f"stored-{row.kind}", row.get_kind_display(), row.note)
        for row in stored
        if row.kind not in NOT_TOLD
    ]
    told += [ToldDate(day, "interview", "Interviews at the school") for day in interviews]
    if vacancy.closes_at:
        told.append(
            ToldDate(timezone.localdate(vacancy.closes_at), "closing", "Applications close", at=vacancy.closes_at)
        )
    if vacancy.starts_on:
        told.append(ToldDate(vacancy.starts_on, "start", "The job starts", _notice(vacancy.starts_on, today)))
    return sorted(told, key=lambda each: (each.on, _ORDER.index(each.kind.split("-")[0]), each.kind))


def _notice(starts_on: date, today: date) -> str:
    """What a teacher in a post has to know of the start: by when to resign, or that this day is past."""
    resign = resignation_date(starts_on)
    if resign >= today:
        return f"If you teach now, resign by {plain_date(resign)}."
    return f"For teachers, the day to resign by was {plain_date(resign)}. Ask us about it." if starts_on > today else ""


def as_key_dates(told: list[ToldDate], at: datetime) -> list[KeyDate]:
    """Return them as the page's list shows them at the instant `at`: past ones say so, the next is marked."""
    today = timezone.localdate(at)
    ahead = [each for each in told if each.on >= today]
    behind = [each for each in told if each.on < today]
    return [
        *(KeyDate(each.words(today), _what(each), "past") for each in behind),
        *(KeyDate(each.words(today), _what(each), "next" if n else "now") for n, each in enumerate(ahead)),
    ]


def _what(told: ToldDate) -> str:
    return f"{told.what}. {told.note}" if told.note else told.what
