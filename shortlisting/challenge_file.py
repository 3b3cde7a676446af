"""Everything about the decisions on one candidate, for a challenge: gathered here, printed as one PDF. Reads only.

Others are left out, or are there as numbers and totals alone. What the candidate told HR alone (adjustments, an
interview scheme) and equality monitoring are in no file, not even the candidate's own: they get those with a copy of
their data. The reason why HR added somebody stands nowhere.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from applications.models import Application
from core.audit import subject_of
from core.display import when
from core.emails import Letter
from core.models import AuditEvent, OutgoingEmail
from core.pdf import render_pdf
from core.services.letters import compose
from shortlisting import sift
from shortlisting.challenge_events import WORDS, in_words
from shortlisting.grid import GridRow, grid_of
from shortlisting.letters import outcome_context
from shortlisting.models import (
    AgreedScore,
    Answer,
    ConflictDeclaration,
    Decision,
    Panel,
    PanelMember,
    PassFail,
    Release,
    Score,
    ScoreSheet,
    Stage,
)
from shortlisting.scoring import Scale
from shortlisting.telling import Told, letter_of, told_of_all
from vacancies.letters import hr_address
from vacancies.models import Criterion

DECISION = "shortlisting.decision"  # as the audit names it


class Others(enum.StrEnum):
    """What the file holds of the other candidates."""

    LEFT_OUT = "left_out"
    NUMBERS = "numbers"

    @property
    def label(self) -> str:
        """In words."""
        return {Others.LEFT_OUT: "Leave them out", Others.NUMBERS: "As numbers and totals, without names"}[self]


@dataclass(frozen=True)
class ScoreLine:
    """One score as it was given."""

    criterion: str
    given: str
    note: str
    at: datetime
    entered_by: str = ""


@dataclass
class SheetShown:
    """One member's sheet."""

    title: str  # "Sift: Ruth Penhallow, Chair"
    submitted_at: datetime | None
    set_aside_at: datetime | None
    lines: list[ScoreLine] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


@dataclass(frozen=True)
class Posted:
    """A letter to the candidate: when it left, and of an outcome its words."""

    subject: str
    at: datetime | None
    state: str
    text: str = ""


@dataclass(frozen=True)
class Happened:
    """One line of who did what, when."""

    at: datetime
    who: str
    what: str
    reason: str = ""


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
    letters: list[Posted]
    releases: list[Release]
    events: list[Happened]
    others: Others


def challenge_of(application: Application, *, others: Others) -> ChallengeFile:
    """Gather the file, in a number of queries that does not grow with scores, members or candidates."""
    panel = Panel.objects.select_related("vacancy__school", "plan_agreed_by").get(vacancy=application.vacancy_id)
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
        sheets=_sheets(application),
        agreed=_agreed(application),
        own=next((row for row in rows if row.application_id == application.pk), None),
        compared=rows if others is Others.NUMBERS else [],
        letters=_letters(application, decisions, told),
        releases=list(panel.releases.select_related("asked_by", "stopped_by")),
        events=_events(application, panel, members),
        others=others,
    )


def challenge_pdf(found: ChallengeFile, *, by: User, at: datetime) -> bytes:
    """Return the file as PDF/UA-1, with a page of contents."""
    vacancy = found.panel.vacancy
    context: dict[str, Any] = {"file": found, "vacancy": vacancy, "school": vacancy.school, "by": by, "at": at}
    return render_pdf("pdf/challenge.html", context, accent=vacancy.school.accent)


def _conflicts(application: Application) -> list[ConflictDeclaration]:
    rows = ConflictDeclaration.objects.filter(application=application)
    return list(rows.select_related("member__user", "decided_by"))


def _sheets(application: Application) -> list[SheetShown]:
    rows = ScoreSheet.objects.filter(application=application).select_related("member__user", "activity")
    order = {Stage.SIFT: 0, Stage.TASK: 1, Stage.INTERVIEW: 2}
    sheets = sorted(rows, key=lambda row: (order.get(Stage(row.stage), 9), row.activity_id or 0, row.member_id))
    shown = {
        row.pk: SheetShown(
            f"{row.activity or row.get_stage_display()}: {row.member}", row.submitted_at, row.set_aside_at
        )
        for row in sheets
    }
    scores = Score.objects.filter(sheet__in=shown).select_related("criterion", "entered_by")
    for score in scores.order_by("criterion__position", "criterion"):
        given = str(score.value) if score.value is not None else PassFail(score.judgement).label
        by = str(score.entered_by) if score.entered_by else ""
        line = ScoreLine(named(score.criterion), given, score.note, score.scored_at, by)
        shown[score.sheet_id].lines.append(line)
    for answer in (
        Answer.objects.filter(sheet__in=shown).select_related("question").order_by("question__position", "pk")
    ):
        shown[answer.sheet_id].answers.append(answer)
    return list(shown.values())


def named(criterion: Criterion) -> str:
    """Return a criterion with its number."""
    return f"{criterion.number} {criterion.text}".strip()


def _agreed(application: Application) -> list[AgreedScore]:
    rows = AgreedScore.objects.filter(application=application).select_related("criterion", "agreed_by")
    return list(rows.prefetch_related("present__user").order_by("criterion__position", "agreed_at"))


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


def _events(application: Application, panel: Panel, members: list[PanelMember]) -> list[Happened]:
    """Who did and saw what about this candidate, and what was done for everybody together; nothing of others.

    What somebody typed is there only where the act was about this candidate.
    """
    about: dict[str, list[int]] = defaultdict(list)
    for row in (panel, *members, application):
        label, pk = subject_of(row)
        about[label].append(pk)
    own = {subject_of(application)[0], DECISION}
    for rows in _parts(application):
        label = rows.model._meta.label_lower
        about[label] += list(rows.values_list("pk", flat=True))
        own.add(label)
    wanted = Q(subject_type=DECISION, codes__application=application.pk)
    for label, ids in about.items():
        wanted |= Q(subject_type=label, subject_id__in=ids)
    events = AuditEvent.objects.filter(wanted, verb__in=WORDS).select_related("typed_reason").order_by("at", "pk")
    found = list(events)
    names = {user.pk: str(user) for user in User.objects.filter(pk__in={event.actor_id for event in found})}
    return _merged(
        Happened(
            event.at,
            names.get(event.actor_id or 0, "The service"),
            in_words(event.verb, event.codes),
            event.typed_reason.text if event.subject_type in own and hasattr(event, "typed_reason") else "",
        )
        for event in found
    )


def _merged(lines: Iterable[Happened]) -> list[Happened]:
    """The same thing done by the same person many times in a row (scores, one after the other) is one line."""
    found: list[Happened] = []
    for (who, what, reason), same in groupby(lines, key=lambda each: (each.who, each.what, each.reason)):
        times = list(same)
        if len(times) == 1 or reason:
            found += times
        else:
            said = f"{what}, {len(times)} times, the last {when(times[-1].at)}"
            found.append(Happened(times[0].at, who, said))
    return found


def _parts(application: Application) -> Iterable[QuerySet[Any]]:
    """The candidate's own rows that the audit speaks of."""
    yield ScoreSheet.objects.filter(application=application)
    yield Score.objects.filter(sheet__application=application)
    yield AgreedScore.objects.filter(application=application)
    yield ConflictDeclaration.objects.filter(application=application)
    yield application.probe_points.all()
