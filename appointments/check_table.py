"""The checks of one person as a table: each row's state, who, when, what was seen, and the next step.

For the page of one person, the list of checks and the file to print, so that they say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from appointments import catalogue
from appointments import check_chase as chase
from appointments.models import Check, ReferenceRequest
from appointments.services.checks import DONE
from core.components import Cell, Column, Line, Table, TagColour
from core.display import plain_date, short_date

COLOURS: dict[str, TagColour] = {
    Check.Status.NOT_REQUIRED: "grey",
    Check.Status.TO_DO: "yellow",
    Check.Status.ASKED_FOR: "yellow",
    Check.Status.RECEIVED: "blue",
    Check.Status.CLEAR: "green",
    Check.Status.NEEDS_DECISION: "orange",
}
COLUMNS = [Column("Check"), Column("State"), Column("Who, when"), Column("Evidence"), Column("Next step")]
TOLD = ("SD", "ONL")  # have pages of their own


def table(
    application: Application, checks: Iterable[Check], *, may_record: bool, requests: Iterable[ReferenceRequest] = ()
) -> Table | None:
    """Return the table in the order of the catalogue, in its groups; None where there is nothing yet."""
    rows = {check.code: check for check in checks}
    lines: list[Line] = []
    group = ""
    for entry in sorted(catalogue.ENTRIES, key=lambda each: each.group != catalogue.BEFORE):
        if entry.code not in rows:
            continue
        if entry.group != group:
            group = entry.group
            lines.append(Line(group=group))
            if group == catalogue.BEFORE and (line := _references(application, list(requests))):
                lines.append(line)
        lines.append(_line(application, rows[entry.code], may_record=may_record))
    return (
        Table("Each check: its state, who made it, the evidence, and what is next", COLUMNS, lines) if lines else None
    )


def is_late(check: Check) -> bool:
    """Open, and past the day it was due."""
    return check.status not in DONE and check.due_on is not None and check.due_on < timezone.localdate()


def whose_turn(application: Application, check: Check) -> str:
    """Who has to do something about an open check, in words."""
    turn = chase.turn_of(check.code, check.status)
    names = {chase.HR: "HR", chase.HEAD: "The head", chase.CANDIDATE: application.details.full_name}
    return names.get(turn, "Others")


def next_step(application: Application, check: Check) -> str:
    """What happens next, in a sentence."""
    if check.status == Check.Status.CLEAR:
        return f"Check it again before {plain_date(check.expires_on)}" if check.expires_on else "Nothing"
    if check.status == Check.Status.NOT_REQUIRED:
        return "Nothing"
    if check.status == Check.Status.NEEDS_DECISION:
        return "The head has stopped it" if check.decided_on else "The head decides"
    if check.status == Check.Status.RECEIVED:
        return "HR reads it"
    if check.status == Check.Status.TO_DO:
        return "HR asks for it" if catalogue.GUIDANCE[check.code].ask else "HR looks it up"
    return f"{_with_whom(application, check)}. {_reminder(application, check)}".strip()


def _with_whom(application: Application, check: Check) -> str:
    """Who has what was asked for. A DBS form goes on to the DBS: after two reminders it is taken to be there."""
    if check.code == "DBS" and check.chased >= chase.DBS_THEIRS:
        return "It is with the DBS"
    if chase.turn_of(check.code, check.status) != chase.CANDIDATE:
        return "It is with others"
    return f"{application.details.first_names or application.details.full_name} does it"


def _reminder(application: Application, check: Check) -> str:
    """When somebody is reminded next, and who."""
    if check.chase_on is None:
        return ""
    who = chase.ladder_of(check.code, check.status).rung(check.chased).who
    names = {chase.HR: "HR", chase.HEAD: "the head"}
    name = names.get(who, application.details.first_names or application.details.full_name)
    return f"We remind {name} on {short_date(check.chase_on)}."


def _line(application: Application, check: Check, *, may_record: bool) -> Line:
    label = check.get_code_display()
    open_ = check.status not in DONE
    late = is_late(check)
    ours = open_ and chase.turn_of(check.code, check.status) == chase.HR and may_record
    return Line(
        [
            Cell(label, hint=_law(check), url=_url(application, check), strong=True),
            Cell(tag="Late" if late else check.get_status_display(), colour="red" if late else COLOURS[check.status],
                 hint=f"Due {short_date(check.due_on)}" if open_ and check.due_on else ""),
            _who(application, check),
            _evidence(check),
            Cell(next_step(application, check), hint=""),
        ],
        mine=ours,
    )  # fmt: skip


def _url(application: Application, check: Check) -> str:
    return reverse("appointments:check", args=[application.ref, check.code])


def _law(check: Check) -> str:
    if check.status == Check.Status.NOT_REQUIRED:
        return check.why
    return "Law" if catalogue.BY_CODE[check.code].force == "LAW" else "Guidance"


def _who(application: Application, check: Check) -> Cell:
    if check.done_on and check.done_by:
        return Cell(str(check.done_by), hint=plain_date(check.done_on))
    if check.status == Check.Status.NOT_REQUIRED:
        return Cell("Decided by the catalogue")
    asked = f"Asked {plain_date(check.asked_on)}" if check.asked_on and check.status == Check.Status.ASKED_FOR else ""
    return Cell(whose_turn(application, check), hint=asked)


def _evidence(check: Check) -> Cell:
    number = f"Number ends in {check.number_end}" if check.number_end else ""
    ends = f"Runs out {plain_date(check.expires_on)}" if check.expires_on else ""
    none = "Not needed" if check.status == Check.Status.NOT_REQUIRED else "None yet"
    return Cell(check.evidence or none, hint=". ".join(part for part in (number, ends) if part))


def _references(application: Application, requests: list[ReferenceRequest]) -> Line | None:
    asked = [request for request in requests if request.state != ReferenceRequest.State.STOPPED]
    if not asked:
        return None
    verified = sum(request.state == ReferenceRequest.State.VERIFIED for request in asked)
    done = verified == len(asked)
    url = reverse("appointments:candidate", args=[application.ref])
    newest = max((request.answered_at for request in asked if request.answered_at), default=None)
    return Line(
        [
            Cell("References", hint="Guidance", url=url, strong=True),
            Cell(tag="Clear" if done else "Asked for", colour="green" if done else "yellow"),
            Cell("HR" if not done else "Verified", hint=_day(newest)),
            Cell(f"{verified} of {len(asked)} verified"),
            Cell("Nothing" if done else "See each reference"),
        ]
    )


def _day(value: date | None) -> str:
    return plain_date(value) if value else ""
