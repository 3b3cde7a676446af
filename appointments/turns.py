"""What HR has to do about one shortlisted person, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from appointments import check_chase as chase
from appointments import reference_turns
from appointments.models import Check, ReferenceRequest
from appointments.reference_turns import Todo
from core.display import day_month

OVER = (Application.State.DECLINED, Application.State.NOT_APPOINTED, Application.State.WITHDRAWN)
DONE = (Check.Status.CLEAR, Check.Status.NOT_REQUIRED)


def todo(application: Application, requests: Iterable[ReferenceRequest], checks: Iterable[Check]) -> list[Todo]:
    """Return what HR has to do, in the order: late referees, references, the offer, checks. Nothing once it is over."""
    if application.state in OVER:
        return []
    found = [each for request in requests for each in reference_turns.about(application, request)]
    if application.state == Application.State.RECOMMENDED:
        name = application.details.full_name
        url = reverse("appointments:offer", args=[application.ref])
        found.append(Todo(f"Make the offer. The panel recommends {name}.", "Make the offer", url))
    return [*found, *_checks(application, list(checks))]


def _checks(application: Application, checks: list[Check]) -> Iterator[Todo]:
    open_ones = sorted((check for check in checks if check.status not in DONE), key=_ours_first)
    if not open_ones:
        return
    first = open_ones[0]
    url = reverse("appointments:check", args=[application.ref, first.code])
    label = first.get_code_display()
    late = first.due_on is not None and first.due_on < timezone.localdate()
    count = f"{len(open_ones)} check{'s' if len(open_ones) > 1 else ''}"
    due = f", {'was due' if late else 'due'} {day_month(first.due_on)}" if first.due_on else ""
    yield Todo(f"Record {count}. First: {label}{due}.", f"Record: {label}", url)


def _ours_first(check: Check) -> tuple[bool, date]:
    """What waits for HR stands before what waits for others."""
    return chase.turn_of(check.code, check.status) != chase.HR, check.due_on or date.max
