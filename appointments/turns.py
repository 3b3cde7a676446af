"""What HR has to do about one shortlisted person, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from appointments.models import Check, ReferenceRequest
from core.display import day_month

State = ReferenceRequest.State
DONE = (Check.Status.CLEAR, Check.Status.NOT_REQUIRED)


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, and where its button leads."""

    what: str
    button: str
    url: str


def todo(application: Application, requests: Iterable[ReferenceRequest], checks: Iterable[Check]) -> list[Todo]:
    """Return what HR has to do, in the order: late referees, references, the offer, checks."""
    found = [each for request in requests for each in _about(application, request)]
    if application.state == Application.State.RECOMMENDED:
        name = application.details.full_name
        url = reverse("appointments:offer", args=[application.ref])
        found.append(Todo(f"Make the offer. The panel recommends {name}.", "Make the offer", url))
    return [*found, *_checks(application, list(checks))]


def _about(application: Application, request: ReferenceRequest) -> Iterator[Todo]:
    name = request.referee.name
    here = f"{reverse('appointments:candidate', args=[application.ref])}#reference-{request.ref}"

    def page(route: str) -> str:
        return reverse(f"appointments:{route}", args=[application.ref, request.ref])

    if request.with_hr_at and request.state in (State.REQUESTED, State.OPENED):
        yield Todo(f"Ring {name}. There is no answer after 3 reminders.", f"See how to reach {name}", here)
    elif request.state == State.BOUNCED:
        yield Todo(f"Put the address of {name} right. The mail server refused it.", "Put it right", page("ask_again"))
    elif request.state == State.DECLINED:
        yield Todo(
            f"Ask {application.details.full_name} for another referee: {name} cannot.", "See what they said", here
        )
    elif request.state == State.RECEIVED:
        yield Todo(f"Read and verify the reference from {name}.", "Read and verify it", page("reference"))
    reference = getattr(request, "reference", None)
    if reference and reference.concern and not reference.concern_settled_at:
        yield Todo(f"Settle what {name} raised.", "Settle it", page("concern"))


def _checks(application: Application, checks: list[Check]) -> Iterator[Todo]:
    open_ones = sorted(
        (check for check in checks if check.status not in DONE), key=lambda each: each.due_on or date.max
    )
    if not open_ones:
        return
    first = open_ones[0]
    url = reverse("appointments:check", args=[application.ref, first.code])
    label = first.get_code_display()
    late = first.due_on is not None and first.due_on < timezone.localdate()
    count = f"{len(open_ones)} check{'s' if len(open_ones) > 1 else ''}"
    due = f", {'was due' if late else 'due'} {day_month(first.due_on)}" if first.due_on else ""
    yield Todo(f"Record {count}. First: {label}{due}.", f"Record: {label}", url)
