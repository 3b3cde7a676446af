"""A member's own sheet of one candidate in one activity: kept while they write, locked when they submit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from core.display import plain_date
from shortlisting import conflicts, scoring, sift
from shortlisting.interview_day import LEFT
from shortlisting.interview_marks import gives, sections_of
from shortlisting.models import (
    Activity,
    Answer,
    Booking,
    ConflictDeclaration,
    InterviewDay,
    Panel,
    PanelMember,
    PassFail,
    Question,
    Score,
    ScoreSheet,
    Slot,
)
from shortlisting.scoring import NOTE_LENGTH, ScoreError
from shortlisting.services.kits import used_sheets
from vacancies.models import Criterion, Importance, Scoring

State = Application.State
LOCKED = "You have submitted this, so it can no longer be changed"


@dataclass(frozen=True)
class GivenScore:
    """What a member gives on a criterion: points, or met, partly, not met; and the evidence."""

    value: int | None = None
    judgement: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing given yet."""
        return self.value is None and not self.judgement and not self.note.strip()


@dataclass(frozen=True)
class GivenAnswer:
    """What a member noted on a question. `judgement` only where the question has no criterion."""

    asked: bool = False
    note: str = ""
    judgement: str = ""


def give_sheets(day: InterviewDay) -> None:
    """Give each member who scores a sheet for each of their candidates; take those back that are not needed.

    Part of the caller's transaction, with the day held. A sheet on which something stands is never taken back.
    Who was found to know a candidate gets no sheet of theirs.
    """
    wanted: dict[tuple[int, int, int], ScoreSheet] = {}
    out = set(
        ConflictDeclaration.objects.recused().values_list("member", "application").filter(member__panel=day.panel)
    )
    absent = Booking.objects.filter(day=day, absent_at__isnull=False).values("application")
    slots = Slot.objects.filter(activity__day=day, application__isnull=False).exclude(application__state__in=LEFT)
    slots = slots.exclude(application__in=absent)
    activities = {each.pk: each for each in day.activities.prefetch_related("members")}
    for activity, application in () if day.cancelled_at else slots.values_list("activity", "application"):
        found = activities[activity]
        for member in found.members.all():
            if member.removed_at is None and gives(member, found) and (member.pk, application) not in out:
                wanted[activity, application, member.pk] = ScoreSheet(
                    activity=found, application_id=application, member=member, stage=found.stage, number=0
                )
    for sheet in ScoreSheet.objects.filter(activity__day=day):
        if wanted.pop((sheet.activity_id, sheet.application_id, sheet.member_id), None) is None:  # type: ignore[arg-type]
            unused = ScoreSheet.objects.filter(pk=sheet.pk, submitted_at=None)
            unused.exclude(pk__in=used_sheets(unused).values("pk")).delete()
    ScoreSheet.objects.bulk_create(wanted.values())


def follow_panel(panel: Panel) -> None:
    """After a change of the panel: the sheets of its interview days follow. Part of the caller's transaction."""
    for day in InterviewDay.objects.filter(panel=panel, cancelled_at=None).order_by("pk"):
        InterviewDay.objects.filter(pk=day.pk).update(panel=panel)  # held, as every change of a day holds it
        day.panel = panel
        give_sheets(day)


def keep(
    activity: Activity,
    application: Application,
    *,
    answers: Mapping[int, GivenAnswer],
    scores: Mapping[int, GivenScore],
    by: User,
) -> ScoreSheet:
    """Keep what a member has so far, by question and criterion id. Evidence may be missing still: submit asks for it.

    Raises ScoreError (`field`: "score-<criterion>", "note-<criterion>", "answer-<question>", "judgement-<question>"):
    not theirs, not on this day yet, off the scale, numbers where pupils speak, or submitted already.
    """
    member = _member(activity, application, by)
    questions = {each.pk: each for each in activity.questions.all()}
    criteria = {each.pk: each for each in activity.criteria.all()}
    for pk, answer in answers.items():
        _check_answer(questions.get(pk), answer, pk, scored=activity.is_scored)
    scale = sift.scale_of(activity.day.panel)
    for pk, score in scores.items():
        _check_score(criteria.get(pk), score, pk, scale.values, scored=activity.is_scored)
    with transaction.atomic():
        sheet = _hold(activity, application, member)
        _write(sheet, answers, {pk: score for pk, score in scores.items() if not score.is_empty})
        Score.objects.filter(sheet=sheet, criterion__in=[pk for pk, s in scores.items() if s.is_empty]).delete()
        school_id = activity.day.panel.vacancy.school_id
        codes = {"activity": activity.pk, "application": application.pk}
        audit.record("interview_sheet.kept", by=by, subject=sheet, school_id=school_id, codes=codes)
    return sheet


def _member(activity: Activity, application: Application, by: User) -> PanelMember:
    """The writer's own place. Raises ScoreError."""
    panel = activity.day.panel
    member = activity.members.filter(panel=panel, user=by, removed_at=None).first()
    if member is None or not gives(member, activity):
        raise ScoreError("These are not your scores")
    member.panel = panel
    if conflicts.owes_names(member):
        raise ScoreError("Say first whether you know any of the candidates")
    if activity.day.cancelled_at is not None:
        raise ScoreError("This day is cancelled")
    if activity.day.on > timezone.localdate():
        raise ScoreError(f"You can score from {plain_date(activity.day.on)}, the day of the interviews")
    if not Slot.objects.filter(activity=activity, application=application).exists():
        raise ScoreError("This candidate does not take part in this")
    if ConflictDeclaration.objects.recused().filter(member=member, application=application).exists():
        raise ScoreError("This candidate does not take part in this")
    if Application.objects.filter(pk=application.pk).exclude(state__in=(State.SHORTLISTED, State.INTERVIEWED)).exists():
        raise ScoreError("The outcome for this candidate is recorded, or they withdrew. Go on with the next one")
    return member


def _check_answer(question: Question | None, given: GivenAnswer, pk: int, *, scored: bool) -> None:
    if question is None:
        raise ScoreError("This question is not in the kit")
    if len(given.note) > NOTE_LENGTH:
        raise ScoreError(f"Your note must be {NOTE_LENGTH:,} characters or fewer", f"answer-{pk}")
    if given.judgement and (question.criterion_id or not scored or given.judgement not in PassFail.values):
        raise ScoreError("Choose met, partly met or not met", f"judgement-{pk}")


def _check_score(criterion: Criterion | None, given: GivenScore, pk: int, values: list[int], *, scored: bool) -> None:
    if criterion is None or not scored:
        raise ScoreError("This is not scored here")
    if len(given.note) > NOTE_LENGTH:
        raise ScoreError(f"Your note must be {NOTE_LENGTH:,} characters or fewer", f"note-{pk}")
    if criterion.scoring == Scoring.PASS_FAIL:
        if given.value is not None or (given.judgement and given.judgement not in PassFail.values):
            raise ScoreError("Choose met, partly met or not met", f"score-{pk}")
    elif given.judgement or (given.value is not None and given.value not in values):
        raise ScoreError(f"Choose a score from {values[0]} to {values[-1]}", f"score-{pk}")


def _hold(activity: Activity, application: Application, member: PanelMember) -> ScoreSheet:
    """Take the member's sheet, made with the first note, while it is open. Raises ScoreError."""
    Activity.objects.filter(pk=activity.pk).update(position=F("position"))  # a kit that changes now waits, or we do
    sheet, _ = ScoreSheet.objects.get_or_create(
        member=member, application=application, activity=activity, defaults={"stage": activity.stage, "number": 0}
    )
    if Booking.objects.filter(day=activity.day_id, application=application, absent_at__isnull=False).exists():
        raise ScoreError("It is recorded that this candidate did not come. If they did, tell the chair or HR")
    if not ScoreSheet.objects.filter(pk=sheet.pk, submitted_at=None).update(number=F("number")):
        raise ScoreError(LOCKED)
    return sheet


def _write(sheet: ScoreSheet, answers: Mapping[int, GivenAnswer], scores: Mapping[int, GivenScore]) -> None:
    Answer.objects.bulk_create(
        [
            Answer(sheet=sheet, question_id=pk, asked=a.asked, note=a.note.strip(), judgement=a.judgement)
            for pk, a in answers.items()
        ],
        update_conflicts=True,
        unique_fields=["sheet", "question"],
        update_fields=["asked", "note", "judgement", "kept_at"],
    )
    Score.objects.bulk_create(
        [
            Score(sheet=sheet, criterion_id=pk, value=s.value, judgement=s.judgement, note=s.note.strip())
            for pk, s in scores.items()
        ],
        update_conflicts=True,
        unique_fields=["sheet", "criterion"],
        update_fields=["value", "judgement", "note", "scored_at"],
    )


def missing(sheet: ScoreSheet) -> list[ScoreError]:
    """Return what a sheet lacks before it can be submitted, each beside its field."""
    activity, found = sheet.activity, []
    assert activity is not None  # noqa: S101  (only sheets of an activity come here)
    given = {score.criterion_id: score for score in sheet.scores.all()}
    heard = {answer.question_id: answer for answer in sheet.answers.all()}
    scale = sift.scale_of(activity.day.panel)
    for section in sections_of(activity):
        for question in section.questions:
            answer = heard.get(question.pk)
            if answer is None or not (answer.asked or answer.note):
                found.append(ScoreError("Tick that you asked this, or note why you did not", f"answer-{question.pk}"))
            if activity.is_scored and question.criterion_id is None and not (answer and answer.judgement):
                found.append(ScoreError("Choose met, partly met or not met", f"judgement-{question.pk}"))
        if section.criterion is not None and activity.is_scored:
            found += _lacks(section.criterion, given.get(section.criterion.pk), scale)
    return found


def _lacks(criterion: Criterion, score: Score | None, scale: scoring.Scale) -> list[ScoreError]:
    """The engine's own rules, each error beside the field of this criterion."""
    try:
        scoring.check(
            value=score.value if score else None,
            judgement=score.judgement if score else "",
            note=score.note if score else "",
            pass_fail=criterion.scoring == Scoring.PASS_FAIL,
            essential=criterion.importance == Importance.ESSENTIAL,
            scale=scale,
        )
    except ScoreError as error:
        return [ScoreError(str(error), f"{error.field or 'score'}-{criterion.pk}")]
    return []


def submit(sheet: ScoreSheet, *, by: User) -> bool:
    """Submit and lock a member's own sheet; False when it was submitted already. Raises ScoreError: the first lack."""
    if sheet.member.user_id != by.pk:
        raise ScoreError("These are not your scores")
    with transaction.atomic():
        open_one = ScoreSheet.objects.filter(pk=sheet.pk, submitted_at=None, set_aside_at=None)
        if not open_one.update(number=F("number")):
            return False
        if lacks := missing(sheet):
            raise lacks[0]
        ScoreSheet.objects.filter(pk=sheet.pk).update(submitted_at=timezone.now())
        school_id = sheet.member.panel.vacancy.school_id
        codes = {"activity": sheet.activity_id, "application": sheet.application_id}
        audit.record("interview_sheet.submitted", by=by, subject=sheet, school_id=school_id, codes=codes)
    return True
