"""Members who have not submitted are reminded one working day before, and on the day; then HR is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

from django.utils import timezone

from accounts.services.calendar import working_day
from core import emails, ladders
from core.ladders import Step
from shortlisting import sift
from shortlisting.models import Panel, PanelMember
from vacancies.audience import leaders

KIND = "sift.scores"
HOUR = time(8)


def due(now: datetime) -> Iterator[Step]:
    """The steps of every open sift. A step carries the day that was due: a later day reminds again."""
    panels = Panel.objects.filter(
        sift_opened_at__isnull=False, outcomes_released_at=None, sift_due_on__isnull=False, vacancy__state="closed"
    )
    for panel in panels.select_related("vacancy__school"):
        times = _times(panel)
        if times[0][1] > now:
            continue
        for member in sift.waited_for(panel):
            yield from _steps(panel, member, times, now)


def _times(panel: Panel) -> list[tuple[str, datetime]]:
    due_on, school = panel.sift_due_on, panel.vacancy.school
    assert due_on is not None  # noqa: S101  (the query asks for it)
    days = (("-1", working_day(school, due_on, -1)), ("0", due_on), ("+1", working_day(school, due_on, 1)))
    return [(f"{step}:{due_on.isoformat()}", _morning(day)) for step, day in days]


def _morning(day: date) -> datetime:
    return datetime.combine(day, HOUR, tzinfo=timezone.get_default_timezone())


def _steps(panel: Panel, member: PanelMember, times: list[tuple[str, datetime]], now: datetime) -> Iterator[Step]:
    """Those after the sift opened; of two reminders that are due at once only the later is sent."""
    opened = panel.sift_opened_at
    coming = [(step, at) for step, at in times if opened is not None and at > opened and at <= now]
    for place, (step, at) in enumerate(coming):
        late = step.startswith("+")
        overtaken = not late and place + 1 < len(coming)
        act = _skip if overtaken else _tell_hr(member) if late else _remind(member, step)
        yield Step(KIND, member, step, at, act, panel.vacancy.school_id)


def _skip() -> str:
    return "skipped"


def _remind(member: PanelMember, step: str) -> Callable[[], str]:
    def act() -> str:
        school_id = member.panel.vacancy.school_id
        once = f"sift_reminder:{member.pk}:{step}"
        emails.queue("sift_reminder", {"member": member.pk}, subject=member, school_id=school_id, once=once)
        return "sent"

    return act


def _tell_hr(member: PanelMember) -> Callable[[], str]:
    """HR who have still to score in the same sift hear nothing of the others."""

    def act() -> str:
        panel = member.panel
        for person in leaders(panel.vacancy, heads=False):
            if not sift.has_open_sheet(person, panel):
                ids = {"member": member.pk, "user": person.pk}
                emails.queue("sift_late", ids, subject=member, school_id=panel.vacancy.school_id)
        return "escalated"

    return act


ladders.register(KIND, due)
