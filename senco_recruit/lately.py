"""What the service did in the last days without anybody's help: counts for the home page, never a name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from applications.models import Application
from appointments.models import Reference
from core.models import Reminder
from senco_recruit.progress_rows import Progress

DIGEST = "digest.weekly"  # a letter to oneself is no reminder


def done_since(rows: Collection[Progress], since: datetime, *, reminders: bool = True) -> list[str]:
    """Return "6 reminders sent" and the like, over the vacancies of `rows`: three queries, none for no rows.

    Reminders are counted by school: without `reminders` for who must not learn of one of its vacancies.
    """
    if not rows:
        return []
    vacancies = [row.vacancy.pk for row in rows]
    schools = {row.vacancy.school_id for row in rows}
    sent = Reminder.objects.filter(school_id__in=schools, outcome="sent", decided_at__gte=since).exclude(kind=DIGEST)
    came = Application.objects.filter(vacancy__in=vacancies, submitted_at__gte=since)
    answered = Reference.objects.filter(request__application__vacancy__in=vacancies, received_at__gte=since)
    counts: list[tuple[str, str, QuerySet[Any]]] = [
        ("reference", "came in", answered),
        ("application", "came in", came),
    ]
    if reminders:
        counts.insert(0, ("reminder", "sent", sent))
    found = ((name, what, each.count()) for name, what, each in counts)
    return [f"{count} {name}{'' if count == 1 else 's'} {what}" for name, what, count in found if count]
