"""Scoring on the day: kept as it is written, alone until it is submitted, locked then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from core.models import AuditEvent
from shortlisting import sift
from shortlisting.interview_marks import due_of, has_open_interview_sheet, record_of
from shortlisting.models import PanelMember, Score, ScoreSheet
from shortlisting.scoring import ScoreError
from shortlisting.services.interview_scores import GivenAnswer, GivenScore, keep, missing, submit
from shortlisting.services.timetable import make_timetable
from tests.shortlisting.factories import by_place, member, released_panel
from tests.shortlisting.interviews.factories import Kind, activity, applicant, day, hr, move, planned, today
from tests.shortlisting.interviews.factories import sent as sent_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview():
    """The interview of a day that is today, one candidate."""
    made = today(released_panel(candidates=2, shortlisted=1))
    found = made.activities.get(kind="interview")
    found.day = made
    return found


def whole(activity, value: int = 3, note: str = "An example with its effect.") -> dict:
    """Everything that a sheet needs."""
    return {
        "answers": {
            q.pk: GivenAnswer(True, "They said so.", "" if q.criterion_id else "met") for q in activity.questions.all()
        },
        "scores": {c.pk: GivenScore(value, "", note) for c in activity.criteria.all()},
    }


def test_what_is_written_is_kept_before_it_is_whole(interview) -> None:
    who, person = by_place(interview.day.panel)[0], applicant(interview.day)
    [question, *_] = interview.questions.all()
    [criterion, *_] = interview.criteria.in_order()
    sheet = keep(
        interview, person, answers={question.pk: GivenAnswer(False, "Half a sen")},
        scores={criterion.pk: GivenScore(4)}, by=who.user,
    )  # fmt: skip
    assert sheet.answers.get().note == "Half a sen"
    assert sheet.scores.get().value == 4  # its evidence is asked for at the end
    keep(interview, person, answers={}, scores={criterion.pk: GivenScore()}, by=who.user)
    assert not sheet.scores.exists()
    assert AuditEvent.objects.filter(verb="interview_sheet.kept").count() == 2


def test_a_sheet_is_submitted_whole_once_and_then_locked(interview) -> None:
    who, person = by_place(interview.day.panel)[0], applicant(interview.day)
    sheet = keep(interview, person, by=who.user, **whole(interview))
    assert submit(sheet, by=who.user) is True
    assert submit(sheet, by=who.user) is False
    with pytest.raises(ScoreError, match="can no longer be changed"):
        keep(interview, person, by=who.user, **whole(interview, value=0))
    assert set(Score.objects.filter(sheet=sheet).values_list("value", flat=True)) == {3}


def test_everything_that_is_missing_is_said_beside_its_field(interview) -> None:
    who, person = by_place(interview.day.panel)[0], applicant(interview.day)
    first, *others = interview.criteria.in_order()
    sheet = keep(interview, person, answers={}, scores={first.pk: GivenScore(4)}, by=who.user)
    lacks = {error.field: str(error) for error in missing(sheet)}
    assert lacks[f"note-{first.pk}"] == "Say what you saw: a 4 needs a note"
    assert {f"score-{each.pk}" for each in others} <= set(lacks)
    unlinked = interview.questions.get(safeguarding=True)
    assert lacks[f"judgement-{unlinked.pk}"] == "Choose met, partly met or not met"
    assert lacks[f"answer-{unlinked.pk}"] == "Tick that you asked this, or note why you did not"
    with pytest.raises(ScoreError):
        submit(sheet, by=who.user)
    assert ScoreSheet.objects.get(pk=sheet.pk).submitted_at is None


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"value": 5}, "score"),
        ({"value": -1}, "score"),
        ({"judgement": "met"}, "score"),
        ({"note": "x" * 2001}, "note"),
    ],
)
def test_what_is_off_the_scale_or_too_long_is_refused(interview, given, field) -> None:
    criterion = interview.criteria.first()
    with pytest.raises(ScoreError) as caught:
        keep(interview, applicant(interview.day), answers={}, scores={criterion.pk: GivenScore(**given)},
             by=by_place(interview.day.panel)[0].user)  # fmt: skip
    assert caught.value.field == f"{field}-{criterion.pk}"


def test_a_criterion_or_question_of_elsewhere_is_refused(interview) -> None:
    who, person = by_place(interview.day.panel)[0].user, applicant(interview.day)
    elsewhere = interview.day.panel.vacancy.criteria.get(number="2.2")
    with pytest.raises(ScoreError, match="not scored here"):
        keep(interview, person, answers={}, scores={elsewhere.pk: GivenScore(3)}, by=who)
    with pytest.raises(ScoreError, match="not in the kit"):
        keep(interview, person, answers={0: GivenAnswer(True)}, scores={}, by=who)


def test_only_who_takes_part_scores_only_who_takes_part_on_the_day(interview) -> None:
    made, person = interview.day, applicant(interview.day)
    stranger = member(made.panel, name="Edith Fairburn")
    observer = member(made.panel, PanelMember.Role.OBSERVER)
    interview.members.add(observer)
    for who in (stranger.user, observer.user, hr(made)):
        with pytest.raises(ScoreError, match="not your scores"):
            keep(interview, person, answers={}, scores={}, by=who)
    chair = by_place(made.panel)[0].user
    turned_down = Application.objects.get(vacancy=made.panel.vacancy, state="not_shortlisted")
    elsewhere = applicant(day())
    for other in (turned_down, elsewhere):
        with pytest.raises(ScoreError, match="does not take part"):
            keep(interview, other, answers={}, scores={}, by=chair)
    Application.objects.filter(pk=person.pk).update(state="withdrawn")
    with pytest.raises(ScoreError, match="they withdrew"):
        keep(interview, person, answers={}, scores={}, by=chair)
    Application.objects.filter(pk=person.pk).update(state="shortlisted")
    move(made, timezone.localdate() + timedelta(days=3))
    with pytest.raises(ScoreError, match="the day of the interviews"):
        keep(interview, person, answers={}, scores={}, by=chair)


def test_pupils_give_words_and_no_numbers() -> None:
    made = day()
    observer = member(made.panel, PanelMember.Role.OBSERVER)
    pupils = activity(made, kind=Kind.STUDENT_PANEL, title="Student panel", members=[observer])
    make_timetable(made, by=hr(made))
    move(made, timezone.localdate())
    person, [question] = applicant(made), pupils.questions.all()
    criterion = made.panel.vacancy.criteria.first()
    with pytest.raises(ScoreError):
        keep(pupils, person, answers={}, scores={criterion.pk: GivenScore(3)}, by=observer.user)
    with pytest.raises(ScoreError):
        keep(pupils, person, answers={question.pk: GivenAnswer(True, "", "met")}, scores={}, by=observer.user)
    words = {question.pk: GivenAnswer(True, "She listened to us.")}
    sheet = keep(pupils, person, answers=words, scores={}, by=observer.user)
    assert submit(sheet, by=observer.user)


def test_the_others_are_hidden_while_one_has_still_to_score(interview) -> None:
    panel, person = interview.day.panel, applicant(interview.day)
    chair, second = by_place(panel)
    assert has_open_interview_sheet(chair.user, panel)
    sheet = keep(interview, person, by=second.user, **whole(interview, note="PLANTED NOTE"))
    submit(sheet, by=second.user)
    assert has_open_interview_sheet(chair.user, panel)
    mine = keep(interview, person, by=chair.user, **whole(interview))
    submit(mine, by=chair.user)
    assert not has_open_interview_sheet(chair.user, panel)
    [(found, sheets)] = record_of(person)
    assert found.pk == interview.pk
    assert [each.sheet.member for each in sheets] == [chair, second]


def test_what_is_due_is_by_time_and_only_ones_own() -> None:
    made = planned()
    chair, second = by_place(made.panel)
    assert [each.activity.title for each in due_of(chair)] == ["Panel interview"] * 2
    assert sorted(each.activity.title for each in due_of(second)) == ["Data task"] * 2 + ["Panel interview"] * 2
    starts = [each.slot.starts_at for each in due_of(second)]
    assert starts == sorted(starts)


def test_a_day_that_is_sent_gives_each_candidate_a_sheet_from_each_scorer() -> None:
    made = sent_day()
    people = {each.pk for each in sift.shortlisted(made.panel)}
    rows = ScoreSheet.objects.filter(activity__day=made, activity__kind="interview")
    assert {(row.member_id, row.application_id) for row in rows} == {
        (each.pk, pk) for each in by_place(made.panel) for pk in people
    }
