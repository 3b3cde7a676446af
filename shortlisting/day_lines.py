"""One line of a person's own timetable of an interview day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from django.utils import timezone

from applications.models import Application
from core.display import clock
from shortlisting import sift
from shortlisting.models import Activity, Slot


@dataclass(frozen=True)
class DayLine:
    """One line of a person's own timetable."""

    starts: time
    ends: time
    title: str
    where: str
    detail: str = ""
    activity: Activity | None = None
    application: Application | None = None
    elsewhere: str = ""  # when this person is needed in other interviews meanwhile

    @property
    def when(self) -> str:
        """9:15am to 9:55am."""
        return f"{clock(self.starts)} to {clock(self.ends)}"


def line_of(slot: Slot, detail: str) -> DayLine:
    """A slot as its candidate or somebody of the panel reads it."""
    starts, ends = timezone.localtime(slot.starts_at).time(), timezone.localtime(slot.ends_at).time()
    return DayLine(starts, ends, slot.activity.title, slot.activity.room, detail, slot.activity, slot.application)


def who(slot: Slot) -> str:
    """Whom one sees in it."""
    return sift.name_of(slot.application) if slot.application else "Nobody yet"


def together_line(activity: Activity, detail: str) -> DayLine:
    """What all do at one time."""
    start = activity.together_at or time()
    end = start.hour * 60 + start.minute + activity.minutes
    return DayLine(start, time(end // 60 % 24, end % 60), activity.title, activity.room, detail, activity)
