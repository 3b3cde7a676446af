"""References and checks of one shortlisted person: what must be proved, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from applications.models import Application
from appointments.ladders import HR_STEP, REFEREE_STEPS
from appointments.models import Check, ReferenceRequest
from appointments.services import references
from appointments.services.days import Days, days_of
from appointments.services.signoff import accepted_offer
from appointments.turns import DONE, todo
from appointments.views.common import PersonPage
from core.components import Cell, Column, Event, Line, Table, TagColour
from core.display import plain_date, short_date

State = ReferenceRequest.State
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
CHECK_COLOURS: dict[str, TagColour] = {
    Check.Status.NOT_REQUIRED: "grey",
    Check.Status.TO_DO: "yellow",
    Check.Status.ASKED_FOR: "yellow",
    Check.Status.RECEIVED: "blue",
    Check.Status.CLEAR: "green",
    Check.Status.NEEDS_DECISION: "orange",
}
COLUMNS = [Column("Check"), Column("State"), Column("Evidence"), Column("Next step")]


@dataclass(frozen=True)
class Card:
    """One reference as the page shows it."""

    row: ReferenceRequest
    says: str
    colour: TagColour
    ladder: list[Event]
    due: date | None


class CandidateView(PersonPage, TemplateView):
    """One person's references, checks and offer."""

    permission_required = "appointments.view"
    template_name = "appointments/candidate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each reference with its ladder, the checks and where the offer stands."""
        application, user = self.application, self.request.user
        requests = list(
            application.reference_requests.select_related("referee", "reference__verified_by").order_by("pk")
        )
        for request in requests:
            request.application = application  # known: no query for each
        checks = list(application.checks.select_related("done_by"))
        needed = [check for check in checks if check.status != Check.Status.NOT_REQUIRED]
        days = days_of(application.vacancy.school)
        came = {State.RECEIVED, State.VERIFIED}
        return super().get_context_data(
            tab="references",
            cards=[_card(request, days) for request in requests],
            came_in=sum(request.state in came for request in requests),
            asked=sum(request.state != State.STOPPED for request in requests),
            checks=_check_table(application, checks, may_record=user.has_perm("appointments.manage", application)),
            checks_clear=sum(check.status in DONE for check in needed),
            checks_needed=len(needed),
            todo=todo(application, requests, checks),
            offer=application.offers.first(),
            accepted=accepted_offer(application),
            may_manage=user.has_perm("appointments.manage", application),
            may_sign=user.has_perm("appointments.sign", application),
            **kwargs,
        )


def _card(request: ReferenceRequest, days: Days) -> Card:
    due = references.send_by(request, days)
    says, colour = request.get_state_display(), COLOURS[request.state]
    reference = getattr(request, "reference", None)
    if reference and reference.concern and not reference.concern_settled_at:
        says, colour = "A concern to settle", "orange"
    elif request.state == State.RECEIVED:
        says = "Received, to verify"
    elif request.state in references.OPEN_STATES and due and due < timezone.localdate():
        says, colour = "Late", "red"
    return Card(request, says, colour, _ladder(request, days), due)


def _ladder(request: ReferenceRequest, days: Days) -> list[Event]:
    """What has been done about one reference and what follows if nothing happens."""
    name = request.application.details.full_name
    if request.requested_at is None:
        return [Event("Now", f"{name} is asked first", "Nothing goes to the referee before that.", state="now")]
    events = [Event(short_date(request.requested_at), "Asked by e-mail", "The job description goes with it.")]
    if request.opened_at:
        events.append(Event(short_date(request.opened_at), "Began to answer"))
    if request.state in references.OPEN_STATES:
        return [*events, *_steps(timezone.localdate(request.requested_at), days)]
    if request.answered_at:
        state: Literal["past", "ok"] = "past" if request.state == State.DECLINED else "ok"
        says = "Said that they cannot" if request.state == State.DECLINED else "Received"
        events.append(Event(short_date(request.answered_at), says, state=state))
    reference = getattr(request, "reference", None)
    if reference and reference.verified_at:
        how = f"{reference.verified_by}: {reference.verified_note}"
        events.append(Event(short_date(reference.verified_at), "Checked that it is from them", how, state="ok"))
    if request.state in (State.BOUNCED, State.STOPPED):
        events.append(Event("Now", "Address refused" if request.state == State.BOUNCED else "Stopped", state="now"))
    return events


def _steps(asked: date, days: Days) -> list[Event]:
    """The reminders, then HR: each with its day, the next one in bold."""
    today = timezone.localdate()
    steps = [(number, days(asked, number)) for number in (*REFEREE_STEPS, HR_STEP)]
    coming = next((day for _, day in steps if day >= today), None)
    words = dict(zip(REFEREE_STEPS, ("First reminder", "Second reminder", "Last reminder"), strict=True))
    events = []
    for number, day in steps:
        state: Literal["past", "now", "next"] = "past" if day < today else "now" if day == coming else "next"
        hint = "If nothing happens before" if state == "now" else ""
        events.append(Event(short_date(day), words.get(number, "HR rings the referee"), hint, state=state))
    return events


def _check_table(application: Application, checks: list[Check], *, may_record: bool) -> Table | None:
    lines = [_check_line(application, check, may_record=may_record) for check in checks]
    return (
        Table("Each check: its state, who made it, the evidence, and what is next", COLUMNS, lines) if lines else None
    )


def _check_line(application: Application, check: Check, *, may_record: bool) -> Line:
    open_ = check.status not in DONE
    late = open_ and check.due_on is not None and check.due_on < timezone.localdate()
    label = check.get_code_display()
    colour = "red" if late else CHECK_COLOURS[check.status]
    due = f"Due {short_date(check.due_on)}" if open_ and check.due_on else ""
    seen = f"{check.done_by}, {plain_date(check.done_on)}" if check.done_on else ""
    number = f"Number ends in {check.number_end}" if check.number_end else ""
    none = "Not needed" if check.status == Check.Status.NOT_REQUIRED else "None yet"
    return Line(
        [
            Cell(label, hint=check.why, strong=True),
            Cell(tag="Late" if late else check.get_status_display(), colour=colour, hint=due),
            Cell(check.evidence or none, hint=". ".join(part for part in (seen, number) if part)),
            Cell(
                "Record it" if open_ and may_record else "Open",
                url=reverse("appointments:check", args=[application.ref, check.code]),
                about=f": {label}",
            ),
        ]
    )
