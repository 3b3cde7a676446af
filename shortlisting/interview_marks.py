"""Reads of scoring on the day: what a member has still to score, and what everybody said once they may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from applications.models import Application
from shortlisting.interview_day import LEFT
from shortlisting.models import Activity, Answer, Panel, PanelMember, Score, ScoreSheet, Slot
from vacancies.models import Criterion

Role = PanelMember.Role


@dataclass(frozen=True)
class Due:
    """One candidate in one activity, for one member."""

    activity: Activity
    application: Application
    slot: Slot
    sheet: ScoreSheet

    @property
    def is_in(self) -> bool:
        """Submitted."""
        return self.sheet.submitted_at is not None


@dataclass
class Section:
    """A criterion with the questions that ask about it, or one question that belongs to none."""

    criterion: Criterion | None
    questions: list[Any] = field(default_factory=list)


def sections_of(activity: Activity) -> list[Section]:
    """What is asked and judged, question by question; criteria without a question come last."""
    found: list[Section] = []
    by_criterion: dict[int, Section] = {}
    for question in activity.questions.select_related("criterion"):
        there = by_criterion.get(question.criterion_id) if question.criterion_id else None
        if there is None:
            there = Section(question.criterion)
            found.append(there)
            if question.criterion_id:
                by_criterion[question.criterion_id] = there
        there.questions.append(question)
    rest = activity.criteria.in_order().exclude(pk__in=by_criterion)
    return found + [Section(criterion) for criterion in rest]


def due_of(member: PanelMember) -> list[Due]:
    """Everything that a member scores or comments on, by time; two queries. Only what they have a sheet for."""
    sheets = {
        (sheet.activity_id, sheet.application_id): sheet
        for sheet in ScoreSheet.objects.filter(member=member, activity__isnull=False, set_aside_at=None)
    }
    slots = (
        Slot.objects.filter(activity__in={pk for pk, _ in sheets}, application__isnull=False)
        .exclude(application__state__in=LEFT)
        .select_related("activity__day", "application__details", "application__candidate")
        .order_by("starts_at", "pk")
    )
    return [
        Due(slot.activity, slot.application, slot, sheets[slot.activity_id, slot.application.pk])
        for slot in slots
        if slot.application is not None and (slot.activity_id, slot.application.pk) in sheets
    ]


def gives(member: PanelMember, activity: Activity) -> bool:
    """Whether the member writes something here: an observer gives no scores, but may write down what pupils said."""
    return not activity.is_together and (member.role != Role.OBSERVER or not activity.is_scored)


def has_open_interview_sheet(user: Any, panel: Panel) -> bool:
    """Tell whether this person has still to score at interview: then nobody else's scores may reach them."""
    member = panel.members.current().filter(user=user).first()
    return member is not None and any(not due.is_in and due.activity.is_scored for due in due_of(member))


@dataclass(frozen=True)
class Heard:
    """One member's sheet of one activity, submitted."""

    sheet: ScoreSheet
    scores: Sequence[Score]
    answers: Sequence[Answer]


def record_of(application: Application) -> list[tuple[Activity, list[Heard]]]:
    """Everything submitted about one candidate on the day, by activity: for the chair and HR, once they may know."""
    sheets = list(
        ScoreSheet.objects.filter(application=application, activity__isnull=False, submitted_at__isnull=False)
        .select_related("activity", "member__user")
        .prefetch_related("scores__criterion", "answers__question")
        .order_by("activity__position", "activity_id", "member__role", "member_id")
    )
    found: dict[int, tuple[Activity, list[Heard]]] = {}
    for sheet in sheets:
        if sheet.activity is None:
            continue
        scores = sorted(sheet.scores.all(), key=lambda each: (each.criterion.position, each.criterion_id))
        answers = sorted(sheet.answers.all(), key=lambda each: (each.question.position, each.question_id))
        found.setdefault(sheet.activity.pk, (sheet.activity, []))[1].append(Heard(sheet, scores, answers))
    return list(found.values())
