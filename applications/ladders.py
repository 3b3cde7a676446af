"""On time: who is still writing is reminded of the closing time; monitoring answers part from people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce, Greatest

from applications.models import Application, MonitoringDraft, MonitoringHeld
from applications.services import monitoring
from core import emails, ladders
from core.ladders import Step
from vacancies.models import Vacancy

DRAFTS = "application.draft"
PARTING = "monitoring.part"
FINISHING = "monitoring.finish"
RECENT = timedelta(days=400)  # an end is looked at for so long; every end is finished within a minute
BEFORE = (("3 days", timedelta(days=3)), ("1 day", timedelta(days=1)), ("3 hours", timedelta(hours=3)))


def reminders(now: datetime) -> Iterator[Step]:
    """Drafts that close soon. A step carries the closing time: more time reminds again. Of two due only the later."""
    # As Application.closes_at; Coalesce, because SQLite finds nothing to be the greatest where one is missing.
    closes = Greatest(Coalesce("closes_at_for_them", "vacancy__closes_at"), "vacancy__closes_at")
    taking = Q(vacancy__state=Vacancy.State.PUBLISHED) | Q(
        vacancy__state=Vacancy.State.CLOSED, closes_at_for_them__gt=now
    )
    drafts = Application.objects.filter(taking, state=Application.State.DRAFT).annotate(closing=closes)
    for draft in drafts.filter(closing__gt=now, closing__lte=now + BEFORE[0][1]).select_related("vacancy"):
        times = [(name, draft.closing - before) for name, before in BEFORE]
        passed = [(name, at) for name, at in times if at <= now and at > draft.created_at]
        for place, (name, at) in enumerate(passed):
            step = f"{name}:{draft.closing:%Y%m%dT%H%M%S}"
            act = _remind(draft, step) if place == len(passed) - 1 else _skip
            yield Step(DRAFTS, draft, step, at, act, draft.vacancy.school_id)


def _skip() -> str:
    return "skipped"


def _remind(draft: Application, step: str) -> Callable[[], str]:
    def act() -> str:
        if not draft.reminders_wanted:
            return "skipped"
        once = f"application_reminder:{draft.pk}:{step}"
        ids = {"application": draft.pk}
        emails.queue("application_reminder", ids, subject=draft, school_id=draft.vacancy.school_id, once=once)
        return "sent"

    return act


def partings(now: datetime) -> Iterator[Step]:
    """Closed vacancies with answers to part, once the last time allowed to anybody has passed."""
    sent = MonitoringDraft.objects.filter(application__submitted_at__isnull=False).values("application__vacancy")
    closed = Vacancy.objects.filter(state=Vacancy.State.CLOSED, pk__in=sent)
    latest = Max("applications__closes_at_for_them", filter=Q(applications__state=Application.State.DRAFT))
    for vacancy in closed.annotate(last=Coalesce(latest, F("closes_at"))):
        at = max(vacancy.last, vacancy.closes_at)
        if at <= now:
            yield Step(PARTING, vacancy, f"{at:%Y%m%dT%H%M%S}", at, _part(vacancy), vacancy.school_id)


def _part(vacancy: Vacancy) -> Callable[[], str]:
    return lambda: "parted" if monitoring.part(vacancy) else "skipped"


def finishings(now: datetime) -> Iterator[Step]:
    """Vacancies that ended, whose answers are still tied. Each ends once for this, also after an end taken back."""
    with_drafts = Q(pk__in=MonitoringDraft.objects.values("application__vacancy"))
    ended = Vacancy.objects.filter(state__in=monitoring.ENDED, ended_at__lte=now)
    if not MonitoringHeld.objects.exists():
        ended = ended.filter(with_drafts)
    for vacancy in ended.filter(ended_at__gt=now - RECENT):
        at = vacancy.ended_at or now
        yield Step(FINISHING, vacancy, f"{at:%Y%m%dT%H%M%S}", at, _finish(vacancy), vacancy.school_id)


def _finish(vacancy: Vacancy) -> Callable[[], str]:
    return lambda: "finished" if monitoring.finish(vacancy) else "skipped"


ladders.register(DRAFTS, reminders)
ladders.register(PARTING, partings)
ladders.register(FINISHING, finishings)
