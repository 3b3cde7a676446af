"""One reference as HR's page shows it: its state, what has been done, what follows if nothing happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.utils import timezone

from applications.models import Application
from applications.models.on_behalf import OnBehalf
from applications.on_behalf import Marks, in_words
from appointments import reference_chase as chase
from appointments.models import Discrepancy, ReferenceRequest
from appointments.services import references
from appointments.services.days import Days
from appointments.services.references.chasing import CONSENT, REFEREE, chase_of
from core.components import Event, TagColour
from core.display import short_date

State, Act = ReferenceRequest.State, OnBehalf.Act
COLOURS: dict[str, TagColour] = {
    State.WAITING: "yellow",
    State.REQUESTED: "yellow",
    State.OPENED: "blue",
    State.RECEIVED: "blue",
    State.DECLINED: "red",
    State.BOUNCED: "red",
    State.VERIFIED: "green",
    State.STOPPED: "grey",
}
ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth")


@dataclass(frozen=True)
class Card:
    """One reference as the page shows it."""

    row: ReferenceRequest
    says: str
    colour: TagColour
    ladder: list[Event]
    due: date | None
    to_settle: list[Discrepancy]
    may_replace: bool
    may_enter: bool


def requests_of(application: Application) -> list[ReferenceRequest]:
    """Return what was asked about `application`, with all that the cards show: three queries."""
    rows = (
        application.reference_requests.select_related("referee", "reference__verified_by", "reference__head")
        .prefetch_related("calls__by", "reference__discrepancies")
        .order_by("pk")
    )
    requests = list(rows)
    for request in requests:
        request.application = application  # known: no query for each
    return requests


def card_of(request: ReferenceRequest, days: Days, marks: Marks) -> Card:
    """Return the card of one reference; no query for a row of `requests_of`. `marks`: what HR entered for them."""
    due = references.send_by(request, days)
    to_settle = _to_settle(request)
    says, colour = _state(request, due, len(to_settle))
    unanswered = request.state in (State.REQUESTED, State.OPENED, State.DECLINED, State.BOUNCED)
    return Card(request, says, colour, _timeline(request, days, marks), due, to_settle, unanswered, unanswered)


def _to_settle(request: ReferenceRequest) -> list[Discrepancy]:
    reference = getattr(request, "reference", None)
    return [row for row in reference.discrepancies.all() if row.settled_at is None] if reference else []


def _state(request: ReferenceRequest, due: date | None, to_settle: int) -> tuple[str, TagColour]:
    reference = getattr(request, "reference", None)
    if reference and reference.concern and not reference.concern_settled_at:
        return "A concern to settle", "orange"
    if request.state == State.RECEIVED:
        return ("Received, to verify", "blue") if not to_settle else (f"Received, {to_settle} to settle", "orange")
    if request.state == State.VERIFIED and to_settle:
        return f"{to_settle} to settle", "orange"
    if request.state == State.WAITING and request.consent_refused_at:
        return "Not before an offer", "red"
    if request.state in references.OPEN_STATES and due and due < timezone.localdate():
        return "Late", "red"
    return request.get_state_display(), COLOURS[request.state]


def _timeline(request: ReferenceRequest, days: Days, marks: Marks) -> list[Event]:
    """What has been done about one reference and what follows if nothing happens."""
    events = [event for _, event in sorted(_past(request, marks), key=lambda each: each[0])]
    if request.state in (State.BOUNCED, State.STOPPED):
        events.append(Event("Now", request.get_state_display(), state="now"))
    return [*events, *_coming(request, days)]


def _past(request: ReferenceRequest, marks: Marks) -> Iterator[tuple[datetime, Event]]:
    """Each thing that happened, with its instant."""
    name = request.application.details.full_name
    agreed, refused = (marks.get((act, request.pk)) for act in (Act.MAY_ASK, Act.NOT_YET))
    goes_along = "The job description goes with it."
    happened = [
        (request.consent_asked_at, f"{name} was asked first", "Nothing goes to the referee before that."),
        (request.consent_refused_at, f"{name} said: not before an offer", in_words(refused) if refused else ""),
        (request.requested_at, "Asked by e-mail", f"{in_words(agreed)}. {goes_along}" if agreed else goes_along),
        (request.opened_at, "Began to answer", ""),
        (request.another_asked_at, f"{name} was asked for another referee", ""),
    ]
    for at, says, hint in happened:
        if at:
            yield at, Event(short_date(at), says, hint)
    for call in request.calls.all():
        yield call.at, Event(short_date(call.at), f"Rung: {call.get_outcome_display().lower()}", str(call.by))
    if request.answered_at:
        declined = request.state == State.DECLINED or not hasattr(request, "reference")
        says, state = ("Said that they cannot", "past") if declined else ("Received", "ok")
        yield request.answered_at, Event(short_date(request.answered_at), says, state=state)  # type: ignore[arg-type]
    reference = getattr(request, "reference", None)
    if reference and (head := getattr(reference, "head", None)):
        yield head.asked_at, Event(short_date(head.asked_at), f"{head.name} was asked to confirm it")
        if head.answered_at:
            yield head.answered_at, Event(short_date(head.answered_at), f"{head.name}: {head.get_answer_display()}")
    if reference and reference.verified_at:
        how = f"{reference.verified_by}: {reference.verified_note}"
        yield (
            reference.verified_at,
            Event(short_date(reference.verified_at), "Checked that it is from them", how, state="ok"),
        )


def _coming(request: ReferenceRequest, days: Days) -> Iterator[Event]:
    """The rungs of the chase: those passed, the next one in bold, those after it."""
    running = chase_of(request, request.application.vacancy.school)
    if running is None:
        return
    today = timezone.localdate()
    rungs = [(rung, days(running.start, rung.days)) for rung in running.rungs]
    coming = next((day for _, day in rungs if day >= today), None)
    for place, (rung, day) in enumerate(rungs):
        state: Literal["past", "now", "next"] = "past" if day < today else "now" if day == coming else "next"
        hint = "If nothing happens before" if state == "now" else ""
        yield Event(short_date(day), _rung_says(request, running.kind, rung, place), hint, state=state)


def _rung_says(request: ReferenceRequest, kind: str, rung: chase.Rung, place: int) -> str:
    person = request.application.details.full_name
    if rung.act == chase.ASK_ANOTHER:
        return f"{person} is asked for another referee"
    if rung.act == chase.TELL_HR:
        return "HR rings the referee" if kind == REFEREE else f"HR asks {person}"
    if kind == REFEREE:
        return f"{ORDINALS[min(place, len(ORDINALS) - 1)]} reminder"
    return f"{person} is reminded" + (" of the question" if kind == CONSENT else "")
