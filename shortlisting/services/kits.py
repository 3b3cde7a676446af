"""The kit of an activity: made from the criteria that it judges, changed until it is first used."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, QuerySet

from accounts.models import User
from core import audit
from shortlisting import interview_bank as bank
from shortlisting.interview_bank import BankQuestion
from shortlisting.models import Activity, Answer, Question, Score, ScoreSheet
from vacancies.models import Criterion, Method, Vacancy

ON_THE_DAY = (Method.INTERVIEW, Method.TASK, Method.PRESENTATION)
LONGEST = 2000  # characters of a question, of its follow-ups, of what to listen for
OPEN_QUESTION = "Tell us about a time that shows this: “{}”. What did you do, and what came of it?"
PUPILS = "What did the pupils say about this candidate?"


class KitError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def judgeable(vacancy: Vacancy) -> list[Criterion]:
    """Return the criteria that the day can judge: by interview, task or presentation, and no others (rule R39)."""
    rows = Criterion.objects.filter(vacancy=vacancy).in_order()
    return [each for each in rows if set(each.assessed_by) & set(ON_THE_DAY)]


def default_criteria(activity: Activity) -> list[Criterion]:
    """Return what an activity judges unless the school says otherwise: by its method; of a task, what it can show."""
    if activity.method is None:
        return []
    rows = [each for each in judgeable(activity.day.panel.vacancy) if activity.method in each.assessed_by]
    task = bank.task(activity.task)
    fitting = [each for each in rows if task and task.judges and re.search(task.judges, each.text, re.IGNORECASE)]
    return fitting or rows


def is_locked(activity: Activity) -> bool:
    """Tell whether somebody has used the kit: from then on every candidate is asked the same."""
    return used_sheets(activity.sheets.all()).exists()


def used_sheets(sheets: QuerySet[ScoreSheet]) -> QuerySet[ScoreSheet]:
    """Return those on which something stands."""
    return sheets.filter(
        Exists(Answer.objects.filter(sheet=OuterRef("pk"))) | Exists(Score.objects.filter(sheet=OuterRef("pk")))
    )


def make_kit(activity: Activity, *, by: User) -> int:
    """Give a new activity its questions; return how many. Tasks have none: their criteria are scored as they are."""
    if activity.kind == Activity.Kind.STUDENT_PANEL:
        Question.objects.create(activity=activity, text=PUPILS)
        return 1
    if activity.kind != Activity.Kind.INTERVIEW:
        return 0
    school, rows, taken = activity.day.panel.vacancy.school, [], set[str]()
    for criterion in activity.criteria.in_order():
        found = bank.question_for(criterion.text, designated=school.designated_faith, taken=taken)
        rows.append(_from_bank(found, criterion) if found else _own(criterion))
        taken.add(rows[-1].code)
    if not any(row.safeguarding for row in rows):
        first = next(each for each in bank.areas() if each.code == bank.SAFEGUARDING).questions[0]
        rows.append(_from_bank(first, None))
    for place, row in enumerate(rows):
        row.activity, row.position = activity, place
    Question.objects.bulk_create(rows)
    return len(rows)


def _from_bank(found: BankQuestion, criterion: Criterion | None) -> Question:
    return Question(
        code=found.code, area=found.area, text=found.text, follow_ups="\n".join(found.follow_ups),
        listen_for="\n".join(found.listen_for), criterion=criterion, safeguarding=found.area == bank.SAFEGUARDING,
    )  # fmt: skip


def _own(criterion: Criterion) -> Question:
    return Question(text=OPEN_QUESTION.format(criterion.text.strip().rstrip(".")), criterion=criterion)


def add_question(
    activity: Activity, *, code: str = "", text: str = "", follow_ups: str = "", listen_for: str = "",
    criterion: Criterion | None = None, by: User,
) -> Question:  # fmt: skip
    """Add a question of the bank (`code`) or the school's own words. Raises KitError."""
    with transaction.atomic():
        _hold(activity)
        if not activity.is_scored and activity.kind != Activity.Kind.STUDENT_PANEL:
            raise KitError("Nothing is asked here")
        row = _new(activity, code, text, follow_ups, listen_for)
        row.criterion = _checked(activity, criterion)
        row.activity = activity
        last: int | None = activity.questions.aggregate(last=Max("position"))["last"]
        row.position = 0 if last is None else last + 1
        row.save()
        _record("kit.question_added", row, by)
    return row


def _new(activity: Activity, code: str, text: str, follow_ups: str, listen_for: str) -> Question:
    if not code:
        return Question(**_words(text, follow_ups, listen_for))
    found = bank.question(code)
    designated = activity.day.panel.vacancy.school.designated_faith
    if found is None or found.area not in {each.code for each in bank.offered(designated=designated)}:
        raise KitError("Choose a question of the bank", "code")
    if activity.questions.filter(code=code).exists():
        raise KitError("This question is in the kit already", "code")
    return _from_bank(found, None)


def change_question(
    question: Question, *, text: str, follow_ups: str, listen_for: str, criterion: Criterion | None, by: User
) -> None:
    """Change the words of a question or what it judges. Raises KitError; the safeguarding one is only swapped."""
    with transaction.atomic():
        _hold(question.activity)
        if question.safeguarding:
            raise KitError("This question asks about safeguarding. Choose another of that area in its place", "text")
        for name, value in _words(text, follow_ups, listen_for).items():
            setattr(question, name, value)
        question.criterion = _checked(question.activity, criterion)
        question.save()
        _record("kit.question_changed", question, by)


def swap_question(question: Question, *, code: str, by: User) -> None:
    """Put another question of the bank in its place; for the safeguarding one only of that area. Raises KitError."""
    with transaction.atomic():
        _hold(question.activity)
        if question.code == code:
            return
        row = _new(question.activity, code, "", "", "")
        if question.safeguarding and not row.safeguarding:
            raise KitError("Choose a question about safeguarding", "code")
        for name in ("code", "area", "text", "follow_ups", "listen_for", "safeguarding"):
            setattr(question, name, getattr(row, name))
        question.save()
        _record("kit.question_changed", question, by)


def remove_question(question: Question, *, by: User) -> None:
    """Take a question out. The last about safeguarding stays: one is asked in every interview. Raises KitError."""
    with transaction.atomic():
        _hold(question.activity)
        if question.safeguarding and not _others(question).filter(safeguarding=True).exists():
            raise KitError("One question about safeguarding is asked in every interview. Choose another in its place")
        _record("kit.question_removed", question, by)
        question.delete()


def _others(question: Question) -> QuerySet[Question]:
    return question.activity.questions.exclude(pk=question.pk)


def _words(text: str, follow_ups: str, listen_for: str) -> dict[str, str]:
    found = {"text": text.strip(), "follow_ups": follow_ups.strip(), "listen_for": listen_for.strip()}
    if not found["text"]:
        raise KitError("Write the question", "text")
    for name, value in found.items():
        if len(value) > LONGEST:
            raise KitError(f"It must be {LONGEST:,} characters or fewer", name)
    return found


def _checked(activity: Activity, criterion: Criterion | None) -> Criterion | None:
    """A question judges one of the activity's own criteria, or none."""
    if criterion is not None and not activity.criteria.filter(pk=criterion.pk).exists():
        raise KitError("Choose a criterion that is judged here", "criterion")
    return criterion


def _hold(activity: Activity) -> None:
    """Take the activity's row; refuse once the kit is in use."""
    Activity.objects.filter(pk=activity.pk).update(position=F("position"))
    if is_locked(activity):
        raise KitError("A candidate has been asked these questions, so the others are asked the same")


def _record(verb: str, question: Question, by: User) -> None:
    school_id = question.activity.day.panel.vacancy.school_id
    codes: dict[str, str | int | bool | None] = {
        "activity": question.activity_id,
        "question": question.pk,
        "code": question.code,
    }
    audit.record(verb, by=by, subject=question.activity, school_id=school_id, codes=codes)


def unasked(activity: Activity, questions: Sequence[Question]) -> list[Criterion]:
    """Return the criteria of an interview that no question of its kit asks about."""
    asked = {each.criterion_id for each in questions}
    if activity.kind != Activity.Kind.INTERVIEW:
        return []
    return [each for each in activity.criteria.in_order() if each.pk not in asked]
