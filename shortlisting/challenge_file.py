"""Everything about the decisions on one candidate, for a challenge: gathered here, printed as one PDF. Reads only.

Others are left out, or are there as numbers and totals alone. What the candidate told HR alone (adjustments, an
interview scheme) and equality monitoring are in no file, not even the candidate's own: they get those with a copy of
their data. The reason why HR added somebody stands nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from accounts.models import User
from applications.models import Application
from core import gates
from core.audit import subject_of
from core.emails import Letter
from core.models import OutgoingEmail, Waiver
from core.pdf import render_pdf
from core.services.letters import compose
from shortlisting import sift
from shortlisting.challenge_events import Happened, events_of
from shortlisting.challenge_sheets import SheetShown, sheets_of
from shortlisting.grid import GridRow, grid_of
from shortlisting.letters import outcome_context
from shortlisting.models import (
    AgreedScore,
    Booking,
    ConflictDeclaration,
    Decision,
    Others,
    Panel,
    PanelMember,
    Release,
)
from shortlisting.scoring import Scale
from shortlisting.telling import Told, letter_of, told_of_all
from vacancies.letters import hr_address
from vacancies.models import Criterion

GATES = {
    gates.GateName.OPEN_SIFT: "Opening the sift",
    gates.GateName.RELEASE: "Releasing the outcomes",
    gates.GateName.INTERVIEW: "Interviewing",
}


@dataclass(frozen=True)
class Passed:
    """A point of guidance that somebody let pass, with their reason."""

    gate: str
    point: str  # "Two people shortlist", from the check's own code
    source: str
    waiver: Waiver


@dataclass(frozen=True)
class Posted:
    """A letter to the candidate: when it left, and of an outcome its words."""

    subject: str
    at: datetime | None
    state: str
    text: str = ""


@dataclass(frozen=True)
class ChallengeFile:
    """What the PDF is printed from."""

    application: Application
    name: str
    panel: Panel
    scale: Scale
    criteria: list[Criterion]
    members: list[PanelMember]
    conflicts: list[ConflictDeclaration]
    decisions: list[tuple[Decision, Told]]
    sheets: list[SheetShown]
    agreed: list[AgreedScore]
    own: GridRow | None
    compared: list[GridRow]  # everybody in rank order, or nobody
    absences: list[Booking]
    passed: list[Passed]
    letters: list[Posted]
    releases: list[Release]
    events: list[Happened]
    others: Others

    @property
    def had_round(self) -> bool:
        """Whether the panel scored two candidates first and talked."""
        return self.panel.rest_opened_at is not None or any(sheet.first for sheet in self.sheets)


def challenge_of(application: Application, *, others: Others) -> ChallengeFile:
    """Gather the file, in a number of queries that does not grow with scores, members or candidates."""
    people = ("plan_agreed_by", "rest_opened_by")
    panel = Panel.objects.select_related("vacancy__school", *people).get(vacancy=application.vacancy_id)
    rows = grid_of(panel).rows if sift.all_in(panel) else []
    decisions = list(
        Decision.objects.filter(application=application)
        .select_related("application__candidate", "application__details", "decided_by", "added_by")
        .prefetch_related("criteria")
        .order_by("decided_at")
    )
    for each in decisions:
        each.application.vacancy = panel.vacancy
    told = told_of_all(decisions)
    members = list(panel.members.select_related("user").order_by("role", "pk"))
    return ChallengeFile(
        application=application,
        name=sift.name_of(application),
        panel=panel,
        scale=sift.scale_of(panel),
        criteria=list(Criterion.objects.filter(vacancy=panel.vacancy_id).in_order()),
        members=members,
        conflicts=_conflicts(application),
        decisions=[(each, told[each.pk]) for each in decisions],
        sheets=sheets_of(application, due_on=panel.sift_due_on),
        agreed=_agreed(application),
        own=next((row for row in rows if row.application_id == application.pk), None),
        compared=rows if others is Others.NUMBERS else [],
        absences=_absences(application),
        passed=_passed(application, panel),
        letters=_letters(application, decisions, told),
        releases=list(panel.releases.select_related("asked_by", "stopped_by")),
        events=events_of(application, panel, members),
        others=others,
    )


def challenge_pdf(found: ChallengeFile, *, by: User, at: datetime) -> bytes:
    """Return the file as PDF/UA-1, with a page of contents."""
    vacancy = found.panel.vacancy
    context: dict[str, Any] = {"file": found, "vacancy": vacancy, "school": vacancy.school, "by": by, "at": at}
    return render_pdf("pdf/challenge.html", context, accent=vacancy.school.accent)


def _conflicts(application: Application) -> list[ConflictDeclaration]:
    rows = ConflictDeclaration.objects.filter(application=application)
    return list(rows.select_related("member__user", "decided_by", "entered_by"))


def _agreed(application: Application) -> list[AgreedScore]:
    rows = AgreedScore.objects.filter(application=application).select_related("criterion", "agreed_by")
    return list(rows.prefetch_related("present__user").order_by("criterion__position", "agreed_at"))


def _absences(application: Application) -> list[Booking]:
    rows = Booking.objects.filter(application=application, absent_at__isnull=False)
    return list(rows.select_related("day", "absent_by").order_by("day__on"))


def _passed(application: Application, panel: Panel) -> list[Passed]:
    """What was let pass for the panel as a whole or for this candidate, taken back or not; the oldest first."""
    wanted = Q()
    for row in (panel, application):
        subject_type, pk = subject_of(row)
        wanted |= Q(subject_type=subject_type, subject_id=pk)
    sources = {check.code: check.source for check in gates.registered()}
    found = Waiver.objects.filter(wanted, gate__in=list(GATES)).select_related("by").order_by("at", "pk")
    return [_as_passed(each, sources) for each in found]


def _as_passed(waiver: Waiver, sources: dict[str, str]) -> Passed:
    code = waiver.code.partition(":")[0]
    point = code.replace("_", " ").capitalize()
    return Passed(GATES[gates.GateName(waiver.gate)], point, sources.get(code, ""), waiver)


def _letters(application: Application, decisions: list[Decision], told: dict[int, Told]) -> list[Posted]:
    """Every letter about the application to its candidate. The outbox keeps no words, so those of an outcome are made
    again from what was decided."""
    subject_type, pk = subject_of(application)
    by_template = {letter_of(each): each for each in decisions if letter_of(each)}
    found = []
    for mail in OutgoingEmail.objects.filter(subject_type=subject_type, subject_id=pk).order_by("queued_at", "pk"):
        if "user" in mail.ids:  # to somebody at the school
            continue
        decision = by_template.get(mail.template)
        subject, text = mail.template.replace("_", " ").capitalize(), ""
        if decision is not None:
            context = outcome_context(decision, told[decision.pk], name=sift.first_name(application))
            school, reply_to = application.vacancy.school.name, hr_address(application.vacancy)
            message = compose(mail, Letter("", context, school, reply_to=reply_to))
            subject, text = str(message.subject), str(message.body)
        found.append(Posted(subject, mail.sent_at, str(mail.get_state_display()), text))
    return found
