"""The score sheets of one candidate as the file for a challenge prints them: as given, first given, typed by whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone

from applications.models import Application
from shortlisting.models import Answer, CalibrationScore, PassFail, Score, ScoreSheet, Stage
from vacancies.models import Criterion

ORDER = {Stage.SIFT: 0, Stage.TASK: 1, Stage.INTERVIEW: 2}


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
    """One member's sheet. `first`: what they had handed in for the calibration round, before the panel talked."""

    title: str  # "Sift: Ruth Penhallow, Chair"
    submitted_at: datetime | None
    set_aside_at: datetime | None
    late: bool = False  # handed in after the day that was set
    first: list[ScoreLine] = field(default_factory=list)
    lines: list[ScoreLine] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)


def sheets_of(application: Application, *, due_on: date | None) -> list[SheetShown]:
    """Return every sheet of one candidate, the sift first; four queries. `due_on`: the day set for the sift."""
    rows = ScoreSheet.objects.filter(application=application).select_related("member__user", "activity")
    sheets = sorted(rows, key=lambda row: (ORDER.get(Stage(row.stage), 9), row.activity_id or 0, row.member_id))
    shown = {row.pk: _shown(row, due_on) for row in sheets}
    for score in Score.objects.filter(sheet__in=shown).select_related("criterion", "entered_by").order_by(*PLACE):
        shown[score.sheet_id].lines.append(_line(score))
    first = CalibrationScore.objects.filter(sheet__in=shown).select_related("criterion", "entered_by").order_by(*PLACE)
    for original in first:
        shown[original.sheet_id].first.append(_line(original))
    answers = Answer.objects.filter(sheet__in=shown).select_related("question").order_by("question__position", "pk")
    for answer in answers:
        shown[answer.sheet_id].answers.append(answer)
    return list(shown.values())


PLACE = ("criterion__position", "criterion", "pk")


def _shown(row: ScoreSheet, due_on: date | None) -> SheetShown:
    late = bool(
        due_on and row.stage == Stage.SIFT and row.submitted_at and timezone.localdate(row.submitted_at) > due_on
    )
    title = f"{row.activity or row.get_stage_display()}: {row.member}"
    return SheetShown(title, row.submitted_at, row.set_aside_at, late)


def _line(score: Score | CalibrationScore) -> ScoreLine:
    given = str(score.value) if score.value is not None else PassFail(score.judgement).label
    by = str(score.entered_by) if score.entered_by else ""
    return ScoreLine(named(score.criterion), given, score.note, score.scored_at, by)


def named(criterion: Criterion) -> str:
    """Return a criterion with its number."""
    return f"{criterion.number} {criterion.text}".strip()
