"""Recording and submitting scores."""

from __future__ import annotations

import pytest

from applications.models import Application
from applications.services import lifecycle
from core.models import AuditEvent, OutgoingEmail
from shortlisting import sift
from shortlisting.models import PanelMember, Score, ScoreSheet
from shortlisting.scoring import ScoreError
from shortlisting.services.conflicts import decide_conflict, declare
from shortlisting.services.panel import remove_member
from shortlisting.services.scores import LOCKED, missing_scores, record_score, submit_sheets
from tests.shortlisting.factories import (
    by_place,
    hr_of_panel,
    open_panel,
    panel,
    released_panel,
    score_all,
    sheet_of,
)
from tests.vacancies.factories import ready_vacancy
from vacancies.models import Scoring

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened():
    return open_panel(members=3)


def first_of(panel):
    """A member, their first sheet, and a scored criterion."""
    member = by_place(panel)[1]
    criterion = next(c for c in sift.criteria_of(panel) if c.scoring == Scoring.SCORED)
    return member, member.sheets.order_by("number").first(), criterion


def test_a_score_is_kept_and_audited_without_its_value(opened) -> None:
    member, sheet, criterion = first_of(opened)
    score = record_score(sheet, criterion=criterion, value=3, note=" Two examples. ", by=member.user)
    assert (score.value, score.judgement, score.note) == (3, "", "Two examples.")
    event = AuditEvent.objects.get(verb="score.recorded")
    assert event.codes == {"criterion": criterion.pk, "application": sheet.application_id}


def test_a_later_score_stands_in_place_of_the_earlier(opened) -> None:
    member, sheet, criterion = first_of(opened)
    for value in (3, 2):
        record_score(sheet, criterion=criterion, value=value, by=member.user)
    assert list(sheet.scores.values_list("value", flat=True)) == [2]


def test_recording_takes_six_queries(opened, django_assert_num_queries) -> None:
    member, sheet, criterion = first_of(opened)
    sheet.member.panel.vacancy  # noqa: B018  (read by the page before)
    with django_assert_num_queries(5 + 2):  # and the savepoint around them
        record_score(sheet, criterion=criterion, value=3, by=member.user)


def test_a_judgement_is_kept(opened) -> None:
    member, sheet, _ = first_of(opened)
    qts = opened.vacancy.criteria.get(scoring=Scoring.PASS_FAIL)
    score = record_score(sheet, criterion=qts, judgement="partly", note="Award not seen yet.", by=member.user)
    assert (score.value, score.judgement) == (None, "partly")


def test_a_score_off_the_scale_is_refused(opened) -> None:
    member, sheet, criterion = first_of(opened)
    with pytest.raises(ScoreError, match="Choose a score from 0 to 4"):
        record_score(sheet, criterion=criterion, value=5, note="Very strong", by=member.user)
    assert not Score.objects.exists()


def test_another_members_sheet_is_refused(opened) -> None:
    _, sheet, criterion = first_of(opened)
    with pytest.raises(ScoreError, match="not your scores"):
        record_score(sheet, criterion=criterion, value=3, by=by_place(opened)[0].user)


def test_a_criterion_that_waits_for_the_interview_is_refused(opened) -> None:
    member, sheet, _ = first_of(opened)
    later = opened.vacancy.criteria.get(number="4.1")
    with pytest.raises(ScoreError, match="not scored from the application"):
        record_score(sheet, criterion=later, value=3, by=member.user)


def test_a_criterion_of_another_vacancy_is_refused(opened) -> None:
    member, sheet, _ = first_of(opened)
    other = ready_vacancy().criteria.get(number="2.1")
    with pytest.raises(ScoreError, match="not scored from the application"):
        record_score(sheet, criterion=other, value=3, by=member.user)


def test_a_candidate_who_withdrew_cannot_be_scored(opened) -> None:
    member, sheet, criterion = first_of(opened)
    lifecycle.withdraw(sheet.application, by=sheet.application.candidate)
    with pytest.raises(ScoreError, match="no longer in the sift"):
        record_score(sheet, criterion=criterion, value=3, by=member.user)


def test_who_left_the_panel_cannot_score(opened) -> None:
    member, sheet, criterion = first_of(opened)
    remove_member(member, by=hr_of_panel(opened))
    with pytest.raises(ScoreError, match="not open for you"):
        record_score(sheet, criterion=criterion, value=3, by=member.user)


def test_nothing_is_scored_after_submitting(opened) -> None:
    member, sheet, criterion = first_of(opened)
    score_all(member, value=3, submit=True)
    with pytest.raises(ScoreError, match=LOCKED):
        record_score(sheet, criterion=criterion, value=2, by=member.user)
    assert set(Score.objects.exclude(value=None).values_list("value", flat=True)) == {3}


def test_submitting_needs_every_score_and_says_where_to_start(opened) -> None:
    member, sheet, _ = first_of(opened)
    score_all(member)
    Score.objects.filter(sheet=sheet).first().delete()
    says = rf"^1 score is missing\. Start with candidate {sheet.number}, where 1 is missing$"
    with pytest.raises(ScoreError, match=says):
        submit_sheets(member, by=member.user)
    assert not member.sheets.exclude(submitted_at=None).exists()
    assert missing_scores(member) == [(sheet, 1)]


def test_submitting_locks_all_sheets_and_twice_is_once(opened) -> None:
    member, *_ = first_of(opened)
    score_all(member)
    assert submit_sheets(member, by=member.user) == 2
    times = set(member.sheets.values_list("submitted_at", flat=True))
    assert submit_sheets(member, by=member.user) == 0
    assert set(member.sheets.values_list("submitted_at", flat=True)) == times
    assert AuditEvent.objects.filter(verb="sheets.submitted").count() == 1


def test_nobody_submits_for_another(opened) -> None:
    member, *_ = first_of(opened)
    score_all(member)
    with pytest.raises(ScoreError, match="not your scores"):
        submit_sheets(member, by=by_place(opened)[0].user)


def test_one_who_withdrew_is_not_asked_for_and_keeps_the_scores(opened) -> None:
    member, sheet, criterion = first_of(opened)
    record_score(sheet, criterion=criterion, value=3, by=member.user)
    lifecycle.withdraw(sheet.application, by=sheet.application.candidate)
    score_all(member)
    assert submit_sheets(member, by=member.user) == 1
    sheet.refresh_from_db()
    assert sheet.submitted_at is None
    assert sheet.scores.count() == 1


def test_the_chair_is_told_once_when_the_last_sheet_comes_in() -> None:
    made = open_panel()
    chair, second = by_place(made)
    score_all(chair, submit=True)
    assert not OutgoingEmail.objects.filter(template="scores_in").exists()
    score_all(second, submit=True)
    assert [mail.ids for mail in OutgoingEmail.objects.filter(template="scores_in")] == [{"member": chair.pk}]


def test_an_observer_has_nothing_to_submit() -> None:
    made = open_panel(observer=True)
    observer = made.members.get(role=PanelMember.Role.OBSERVER)
    with pytest.raises(ScoreError, match="not your scores"):
        submit_sheets(observer, by=observer.user)


def test_nothing_is_submitted_before_the_sift_opens() -> None:
    made = panel()
    with pytest.raises(ScoreError, match="not open"):
        submit_sheets(by_place(made)[1], by=by_place(made)[1].user)


def test_nothing_changes_after_the_release() -> None:
    made = released_panel()
    application = Application.objects.filter(vacancy=made.vacancy).first()
    member = by_place(made)[1]
    criterion = sift.criteria_of(made)[1]
    with pytest.raises(ScoreError, match=LOCKED):
        record_score(sheet_of(member, application), criterion=criterion, value=2, by=member.user)


def test_one_score_takes_at_most_six_queries(opened, django_assert_max_num_queries) -> None:
    member, sheet, criterion = first_of(opened)
    sheet = ScoreSheet.objects.select_related("member__panel__vacancy", "member__user").get(pk=sheet.pk)
    with django_assert_max_num_queries(8) as counted:  # with the two of the savepoint, which only a test has
        record_score(sheet, criterion=criterion, value=3, by=member.user)
    assert sum("SAVEPOINT" not in query["sql"] for query in counted.captured_queries) <= 6
    assert Score.objects.get().value == 3


def test_a_candidate_whom_the_member_is_out_for_cannot_be_scored(opened) -> None:
    member, sheet, criterion = first_of(opened)
    declare(member, known={sheet.application_id: "Family."}, by=member.user)
    decide_conflict(
        member.conflicts.get(knows=True), decision="recuse", reason="Family.", by=hr_of_panel(opened)
    )  # fmt: skip
    with pytest.raises(ScoreError, match="no longer in the sift"):
        record_score(sheet, criterion=criterion, value=3, by=member.user)
    assert not Score.objects.exists()
