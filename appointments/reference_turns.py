"""What HR has to do about one reference."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from applications.models import Application
from appointments.models import ReferenceRequest

State = ReferenceRequest.State
OFFERED = (Application.State.RECOMMENDED, Application.State.OFFERED, Application.State.ACCEPTED)


@dataclass(frozen=True)
class Todo:
    """One thing to do: what, and where its button leads."""

    what: str
    button: str
    url: str


def about(application: Application, request: ReferenceRequest) -> Iterator[Todo]:
    """Yield what HR has to do; no query for a row of appointments/views/reference_cards.py."""
    name, person = request.referee.name, application.details.full_name
    here = f"{reverse('appointments:candidate', args=[application.ref])}#reference-{request.ref}"

    def page(route: str) -> str:
        return reverse(f"appointments:{route}", args=[application.ref, request.ref])

    if request.with_hr_at and request.state in (State.REQUESTED, State.OPENED):
        count = len(application.vacancy.school.reference_reminder_days)
        reminders = f"{count} reminder{'' if count == 1 else 's'}"
        yield Todo(f"Ring {name}. There is no answer after {reminders}.", "Open the phone script", page("phone_script"))
    elif request.state == State.BOUNCED:
        yield Todo(f"Put the address of {name} right. The mail server refused it.", "Put it right", page("ask_again"))
    elif request.state == State.DECLINED and request.named_email:
        what = f"{name} cannot, and says that {request.named_name} should. Look at the address, then ask them."
        yield Todo(what, f"Ask {request.named_name}", page("replace_referee"))
    elif request.state == State.DECLINED:
        what = f"{name} cannot give a reference. {person} has been asked for another referee."
        yield Todo(what, "See what they said", here)
    elif request.state == State.WAITING and request.consent_refused_at and application.state in OFFERED:
        yield Todo(f"Ask {person} again whether you may write to {name}: there is an offer now.", "Go to it", here)
    elif request.state == State.RECEIVED:
        yield Todo(f"Read and verify the reference from {name}.", "Read and verify it", page("reference"))
    yield from _inside(request, page("concern"), page("reference"))


def _inside(request: ReferenceRequest, concern_url: str, reference_url: str) -> Iterator[Todo]:
    reference = getattr(request, "reference", None)
    if reference is None:
        return
    name = request.referee.name
    if reference.concern and not reference.concern_settled_at:
        yield Todo(f"Settle what {name} raised.", "Settle it", concern_url)
    left = sum(row.settled_at is None for row in reference.discrepancies.all())
    if left:
        things = "1 thing" if left == 1 else f"{left} things"
        yield Todo(f"Settle {things} in the reference from {name}.", "Go through them", reference_url)
