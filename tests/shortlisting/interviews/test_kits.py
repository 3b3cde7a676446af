"""Kits: made from the criteria, safeguarding always among them, the same for everybody once used; and the bank."""

from __future__ import annotations

import re

import pytest

from shortlisting import interview_bank as bank
from shortlisting.models import Activity, Question, ScoreSheet
from shortlisting.services import kits
from shortlisting.services.kits import KitError
from tests.factories import SchoolFactory
from tests.shortlisting.factories import released_panel
from tests.shortlisting.interviews.factories import Kind, activity, day, hr

AREAS = ("vision", "graduated", "teaching", "plans", "data", "parents", "agencies", "assistants", "budget", "law",
         "behaviour", "transition", "workload", "npq", "safeguarding", "equality", "individual", "ethos")  # fmt: skip


# --- the bank ---------------------------------------------------------------------------------------------------


def test_the_bank_covers_every_area_with_questions_and_a_scale() -> None:
    assert tuple(each.code for each in bank.areas()) == AREAS
    for area in bank.areas():
        assert len(area.scale) == 5
        assert len(area.questions) >= 2 if area.designated_only else len(area.questions) >= 3
        for question in area.questions:
            assert question.follow_ups
            assert len(question.listen_for) >= 3


def test_questions_are_open_and_ask_nothing_that_must_not_be_asked() -> None:
    """Open: never to be answered by yes or no. No health, age, family, and no child's name."""
    closed = re.compile(r"^(do|does|did|are|is|have|has|can|could|would|will) ", re.IGNORECASE)
    barred = re.compile(r"\b(sick|illness|your health|pregnan|how old|married|your children|name of the child)")
    for area in bank.areas():
        for question in area.questions:
            assert not closed.match(question.text), question.text
            assert not barred.search(" ".join([question.text, *question.follow_ups])), question.text


def test_tasks_say_who_marks_them_on_what_scale_and_how_they_are_adjusted() -> None:
    assert {"lesson", "learning-walk", "data", "in-tray", "letter-to-a-parent", "presentation", "student-panel",
            "review-a-plan", "observe-and-feed-back", "assistants-panel", "meet-the-team"} <= {
        each.code for each in bank.tasks()
    }  # fmt: skip
    for task in bank.tasks():
        assert task.kind in Kind.values
        assert all((task.brief, task.materials, task.marker, task.scale, task.adjustments))
        assert 5 <= task.minutes <= 60


def test_faith_is_offered_only_where_the_school_is_designated() -> None:
    assert "ethos" not in [each.code for each in bank.offered(designated=False)]
    assert "ethos" in [each.code for each in bank.offered(designated=True)]
    assert "individual" not in [each.code for each in bank.offered(designated=True)]


# --- the kit ----------------------------------------------------------------------------------------------------


@pytest.fixture
def interview(db) -> Activity:
    return activity(day())


def lock(activity: Activity) -> None:
    """Somebody has used it."""
    member, application = activity.members.first(), activity.day.bookings.first().application
    sheet = ScoreSheet.objects.create(member=member, application=application, activity=activity, stage="interview",
                                      number=0)  # fmt: skip
    sheet.answers.create(question=activity.questions.first(), asked=True)


def test_each_criterion_of_the_interview_is_asked_about_and_safeguarding_too(interview) -> None:
    asked = list(interview.questions.values_list("criterion__number", "safeguarding", "area"))
    assert asked == [("2.1", False, "graduated"), ("4.1", False, "parents"), ("4.2", False, "teaching"),
                     (None, True, "safeguarding")]  # fmt: skip


def test_a_criterion_about_safeguarding_gets_the_question_and_is_scored(db) -> None:
    made = day()
    criterion = made.panel.vacancy.criteria.get(number="4.2")
    criterion.text = "Keeps to child protection procedures and safeguarding duties"
    criterion.save()
    kit = activity(made)
    [question] = kit.questions.filter(safeguarding=True)
    assert question.criterion == criterion


def test_what_an_application_alone_shows_is_not_judged_on_the_day(interview) -> None:
    assert [each.number for each in kits.judgeable(interview.day.panel.vacancy)] == ["2.1", "4.1", "4.2"]


def test_the_last_safeguarding_question_is_swapped_never_removed_or_rewritten(interview) -> None:
    by, [question] = hr(interview.day), interview.questions.filter(safeguarding=True)
    with pytest.raises(KitError, match="asked in every interview"):
        kits.remove_question(question, by=by)
    with pytest.raises(KitError, match="Choose another of that area"):
        kits.change_question(question, text="Do you like cake?", follow_ups="", listen_for="", criterion=None, by=by)
    with pytest.raises(KitError, match="about safeguarding"):
        kits.swap_question(question, code="vision-1", by=by)
    kits.swap_question(question, code="safeguarding-3", by=by)
    assert Question.objects.get(pk=question.pk).text == bank.question("safeguarding-3").text
    extra = kits.add_question(interview, code="safeguarding-5", by=by)
    kits.remove_question(question, by=by)
    assert list(interview.questions.filter(safeguarding=True)) == [extra]


def test_a_question_is_changed_added_and_taken_out(interview) -> None:
    by, first = hr(interview.day), interview.questions.first()
    criterion = interview.criteria.get(number="4.2")
    kits.change_question(first, text="In our words?", follow_ups="Why", listen_for="", criterion=criterion, by=by)
    assert Question.objects.get(pk=first.pk).criterion == criterion
    kits.add_question(interview, text="One of ours", by=by)
    kits.remove_question(first, by=by)
    assert [each.text for each in interview.questions.all()][-1] == "One of ours"


@pytest.mark.parametrize("code", ["individual-1", "ethos-1", "nothing-1"])
def test_what_is_private_barred_or_unknown_is_not_added(interview, code) -> None:
    with pytest.raises(KitError, match="question of the bank"):
        kits.add_question(interview, code=code, by=hr(interview.day))


def test_the_same_question_is_not_added_twice(interview) -> None:
    with pytest.raises(KitError, match="in the kit already"):
        kits.add_question(interview, code="safeguarding-1", by=hr(interview.day))


def test_a_criterion_of_elsewhere_is_refused(interview) -> None:
    other = interview.day.panel.vacancy.criteria.get(number="2.2")
    with pytest.raises(KitError, match="judged here") as caught:
        kits.add_question(interview, text="Ours", criterion=other, by=hr(interview.day))
    assert caught.value.field == "criterion"


def test_a_kit_that_was_used_is_the_same_for_everybody_else(interview) -> None:
    lock(interview)
    by, first = hr(interview.day), interview.questions.first()
    acts = (
        lambda: kits.add_question(interview, text="Ours", by=by),
        lambda: kits.change_question(first, text="Other", follow_ups="", listen_for="", criterion=None, by=by),
        lambda: kits.swap_question(first, code="vision-1", by=by),
        lambda: kits.remove_question(first, by=by),
    )
    for act in acts:
        with pytest.raises(KitError, match="the others are asked the same"):
            act()


def test_pupils_are_asked_for_words_and_a_task_is_judged_on_what_it_can_show(db) -> None:
    made = day(released_panel(candidates=2, shortlisted=1, school=SchoolFactory(designated_faith=True)))
    made.panel.vacancy.criteria.filter(number__in=["4.1", "4.2"]).update(methods="task")
    pupils = activity(made, kind=Kind.STUDENT_PANEL, title="Student panel")
    letter = activity(made, kind=Kind.WRITING, title="Letter", task="letter-to-a-parent")
    assert [each.text for each in pupils.questions.all()] == [kits.PUPILS]
    assert list(pupils.criteria.all()) == []
    assert [each.number for each in letter.criteria.all()] == ["4.1"]
    assert list(letter.questions.all()) == []
