"""Two people at the same moment, on real threads: no score lost, nothing done twice, nobody left hanging."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from core.models import AuditEvent, OutgoingEmail, StoredFile
from shortlisting import sift
from shortlisting.models import (
    CalibrationScore,
    ConflictDeclaration,
    Decision,
    Others,
    Panel,
    PanelMember,
    Score,
    ScoreSheet,
)
from shortlisting.scoring import ScoreError
from shortlisting.services import challenge
from shortlisting.services.calibration import hand_in_round
from shortlisting.services.conflicts import ConflictError, decide_conflict, declare
from shortlisting.services.decisions import decide, release
from shortlisting.services.panel import PanelError, add_member, open_sift, panel_of, remove_member, set_due
from shortlisting.services.scores import record_score, submit_sheets
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.shortlisting.factories import (
    by_place,
    decide_all,
    hr_of_panel,
    knows_nobody,
    open_panel,
    panel,
    released_panel,
    score_all,
    sift_with_scores,
)
from tests.vacancies.factories import ready_vacancy
from vacancies.models import Scoring, Vacancy

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


def reread(made: Panel) -> Panel:
    """The panel as another process reads it."""
    return Panel.objects.select_related("vacancy__school").get(pk=made.pk)


def again(sheet: ScoreSheet) -> ScoreSheet:
    """The sheet as another process reads it."""
    return ScoreSheet.objects.select_related("member__panel__vacancy", "member__user").get(pk=sheet.pk)


def scored_criterion(made: Panel):
    return next(each for each in sift.criteria_of(made) if each.scoring == Scoring.SCORED)


def test_the_same_score_from_two_tabs_is_one_row() -> None:
    made = open_panel()
    member = by_place(made)[1]
    sheet, criterion = member.sheets.first(), scored_criterion(made)
    results = at_once(
        *(lambda v=value: record_score(again(sheet), criterion=criterion, value=v, by=member.user) for value in (2, 3))
    )
    assert all(isinstance(each, Score) for each in results)
    assert Score.objects.get(sheet=sheet, criterion=criterion).value in (2, 3)
    assert AuditEvent.objects.filter(verb="score.recorded").count() == 2


def test_two_members_at_once_lose_nothing() -> None:
    made = open_panel(candidates=3)
    criteria = [each for each in sift.criteria_of(made) if each.scoring == Scoring.SCORED]

    def work(member: PanelMember):
        def act() -> int:
            for sheet in member.sheets.all():
                for criterion in criteria:
                    record_score(again(sheet), criterion=criterion, value=3, by=member.user)
            return member.pk

        return act

    members = by_place(made)
    assert at_once(*(work(each) for each in members)) == [each.pk for each in members]
    assert Score.objects.count() == 2 * 3 * len(criteria)


def test_a_score_and_the_submission_at_once_leave_a_locked_sheet() -> None:
    made = open_panel()
    member = by_place(made)[1]
    score_all(member, value=2)
    sheet, criterion = member.sheets.first(), scored_criterion(made)
    change, submitted = at_once(
        lambda: record_score(again(sheet), criterion=criterion, value=3, by=member.user),
        lambda: submit_sheets(PanelMember.objects.select_related("panel__vacancy").get(pk=member.pk), by=member.user),
    )
    assert submitted == 2
    stored = Score.objects.get(sheet=sheet, criterion=criterion).value
    assert (isinstance(change, Score), stored) in [(True, 3), (False, 2)]
    assert isinstance(change, Score | ScoreError)


def test_two_last_members_at_once_tell_the_chair_once() -> None:
    made = open_panel(members=3)
    members = by_place(made)
    for each in members:
        score_all(each)
    submit_sheets(members[0], by=members[0].user)
    OutgoingEmail.objects.all().delete()
    results = at_once(*(lambda m=each: submit_sheets(m, by=m.user) for each in members[1:]))
    assert results == [2, 2]
    assert OutgoingEmail.objects.filter(template="scores_in").count() == 1


def test_submitting_twice_at_once_is_once() -> None:
    made = open_panel()
    member = by_place(made)[1]
    score_all(member)
    results = at_once(*(lambda: submit_sheets(PanelMember.objects.get(pk=member.pk), by=member.user) for _ in range(2)))
    assert sorted(results) == [0, 2]  # type: ignore[type-var]
    assert AuditEvent.objects.filter(verb="sheets.submitted").count() == 1


def test_two_workers_make_one_file_for_a_challenge(monkeypatch) -> None:
    made = released_panel()
    monkeypatch.setattr(challenge, "challenge_pdf", lambda found, *, by, at: b"%PDF-1.7")
    one = Decision.objects.filter(application__vacancy=made.vacancy).first().application
    order = at_once(*(lambda: challenge.ask(one, others=Others.NUMBERS, key="k", by=hr_of_panel(made)),) * 2)
    assert order[0] == order[1]
    assert sorted(at_once(challenge.make_waiting, challenge.make_waiting)) == [0, 1]
    assert StoredFile.objects.count() == 1


def test_releasing_twice_at_once_tells_once() -> None:
    made = sift_with_scores()
    decide_all(made)
    hr = hr_of_panel(made)
    results = at_once(*(lambda: release(reread(made), by=hr) for _ in range(2)))
    assert sorted(results) == [0, 2]  # type: ignore[type-var]
    told = OutgoingEmail.objects.filter(template__in=["shortlisted_invitation", "not_shortlisted"])
    assert told.count() == 2
    assert AuditEvent.objects.filter(verb="outcomes.released").count() == 1


def test_a_decision_and_the_release_at_once_agree() -> None:
    """Either the changed decision is the one that is told, or it is refused: never one told and another kept."""
    made = sift_with_scores()
    decide_all(made, shortlisted=1)
    hr, chair = hr_of_panel(made), sift.chair_of(made).user
    first = sift.candidates_of(made)[0]

    def change() -> object:
        application = Application.objects.select_related("vacancy__school").get(pk=first.pk)
        criteria = sift.criteria_of(made)[1:2]
        no = Decision.Outcome.DO_NOT_SHORTLIST
        return decide(application, stage="sift", outcome=no, reason="Again.", criteria=criteria, by=chair)

    at_once(change, lambda: release(reread(made), by=hr))
    decision = Decision.objects.get(application=first)
    state = Application.objects.get(pk=first.pk).state
    assert (decision.outcome, state) in [("shortlist", "shortlisted"), ("do_not_shortlist", "not_shortlisted")]
    assert decision.released_at is not None


def test_a_withdrawal_and_the_release_at_once() -> None:
    from applications.services import lifecycle

    made = sift_with_scores()
    decide_all(made)
    first = sift.candidates_of(made)[0]

    def withdraw() -> None:
        mine = Application.objects.select_related("vacancy__school", "candidate").get(pk=first.pk)
        lifecycle.withdraw(mine, by=mine.candidate)

    gone, told = at_once(
        withdraw,
        lambda: release(reread(made), by=hr_of_panel(made)),
    )
    assert told in (1, 2)
    state = Application.objects.get(pk=first.pk).state
    assert state == "withdrawn" or gone is not None
    made.refresh_from_db()
    assert made.outcomes_released_at is not None


def test_opening_twice_at_once_opens_once() -> None:
    made = panel(candidates=3)
    hr = hr_of_panel(made)
    results = at_once(*(lambda: open_sift(reread(made), by=hr) for _ in range(2)))
    assert results == [None, None]
    assert ScoreSheet.objects.count() == 6
    assert OutgoingEmail.objects.filter(template="sift_opened").count() == 2


def test_the_panel_is_made_once() -> None:
    vacancy = ready_vacancy()
    made = at_once(*(lambda: panel_of(Vacancy.objects.get(pk=vacancy.pk)) for _ in range(2)))
    assert made[0] == made[1]
    assert Panel.objects.count() == 1


def test_two_leave_at_once_and_two_stay() -> None:
    made = open_panel(members=3)
    hr = hr_of_panel(made)
    leaving = by_place(made)[1:]
    results = at_once(*(lambda pk=each.pk: remove_member(PanelMember.objects.get(pk=pk), by=hr) for each in leaving))
    assert sum(isinstance(each, PanelError) for each in results) == 1
    assert len(by_place(made)) == 2


def test_the_same_person_added_twice_at_once_is_on_the_panel_once() -> None:
    made = panel(candidates=0)
    hr, user = hr_of_panel(made), UserFactory()
    results = at_once(*(lambda: add_member(reread(made), user=user, by=hr) for _ in range(2)))
    assert sum(isinstance(each, PanelError) for each in results) == 1
    assert made.members.filter(user=user).count() == 1


def member_again(member: PanelMember) -> PanelMember:
    """The member as another process reads them."""
    return PanelMember.objects.select_related("panel__vacancy__school", "user").get(pk=member.pk)


def test_five_members_score_while_hr_gives_more_time() -> None:
    made = open_panel(candidates=2, members=5)
    hr, criteria = hr_of_panel(made), [e for e in sift.criteria_of(made) if e.scoring == Scoring.SCORED][:3]
    later = timezone.localdate() + timedelta(days=9)

    def work(member: PanelMember):
        def act() -> str:
            for sheet in member.sheets.all():
                for criterion in criteria:
                    record_score(again(sheet), criterion=criterion, value=3, by=member.user)
            return "done"

        return act

    results = at_once(*(work(each) for each in by_place(made)), lambda: set_due(reread(made), due_on=later, by=hr))
    assert results == ["done"] * 5 + [None]
    assert Score.objects.count() == 5 * 2 * 3
    assert reread(made).sift_due_on == later


def test_the_chair_decides_while_hr_gives_more_time_and_a_candidate_withdraws() -> None:
    from applications.services import lifecycle

    made = sift_with_scores(candidates=3)
    hr, chair = hr_of_panel(made), sift.chair_of(made).user
    first, second, third = sift.candidates_of(made)
    later = timezone.localdate() + timedelta(days=9)

    def deciding(pk: int):
        def act() -> object:
            application = Application.objects.select_related("vacancy__school").get(pk=pk)
            return decide(application, stage="sift", outcome="shortlist", reason="Clear.", by=chair).outcome

        return act

    def withdraw() -> None:
        mine = Application.objects.select_related("vacancy__school", "candidate").get(pk=third.pk)
        lifecycle.withdraw(mine, by=mine.candidate)

    results = at_once(
        deciding(first.pk), deciding(second.pk), lambda: set_due(reread(made), due_on=later, by=hr), withdraw
    )
    assert results == ["shortlist", "shortlist", None, None]
    assert Decision.objects.count() == 2
    assert Application.objects.get(pk=third.pk).state == "withdrawn"


# --- conflicts, the first two, paper ----------------------------------------------------------------------------


def said(made: Panel, *members: PanelMember) -> list[ConflictDeclaration]:
    """Each of them says that they know the first candidate."""
    first = sift.candidates_of(made)[0]
    for each in members:
        declare(each, known={first.pk: "Family."}, by=each.user)
    return [each.conflicts.get(knows=True) for each in members]


def decision(row: ConflictDeclaration, by, *, what: str = "recuse"):
    def act() -> object:
        mine = ConflictDeclaration.objects.select_related("member__panel__vacancy__school", "application")
        return decide_conflict(mine.get(pk=row.pk), decision=what, reason="So.", by=by)

    return act


def test_two_in_hr_decide_on_the_same_at_once() -> None:
    made = open_panel(members=3)
    (row,) = said(made, by_place(made)[1])
    hr = hr_of_panel(made)
    results = at_once(decision(row, hr), decision(row, hr, what="go_on"))
    assert sum(isinstance(each, ConflictError) for each in results) == 1
    row.refresh_from_db()
    sheet = row.member.sheets.get(application=row.application)
    assert (row.decision == "recuse") == (sheet.set_aside_at is not None)
    assert AuditEvent.objects.filter(verb="conflict.decided").count() == 1


def test_two_are_taken_from_one_candidate_at_once_and_two_stay() -> None:
    made = open_panel(members=3)
    rows = said(made, *by_place(made)[1:])
    results = at_once(*(decision(row, hr_of_panel(made)) for row in rows))
    assert sum(isinstance(each, ConflictError) for each in results) == 1
    left = ScoreSheet.objects.of_sift(made).filter(application=rows[0].application)
    assert left.count() == 2


def test_a_score_and_the_recusal_at_once() -> None:
    made = open_panel(members=3)
    member = by_place(made)[1]
    (row,) = said(made, member)
    sheet = member.sheets.get(application=row.application)
    given, decided = at_once(
        lambda: record_score(again(sheet), criterion=scored_criterion(made), value=3, by=member.user),
        decision(row, hr_of_panel(made)),
    )
    assert decided is None
    assert isinstance(given, Score | ScoreError)
    assert Score.objects.filter(sheet=sheet).exists() == isinstance(given, Score)
    assert sheet not in ScoreSheet.objects.of_sift(made)


def test_answering_the_names_twice_at_once_is_once() -> None:
    made = panel(candidates=3)
    open_sift(made, by=hr_of_panel(made))
    member = by_place(made)[1]
    results = at_once(*(lambda: declare(member_again(member), known={}, by=member.user) for _ in range(2)))
    assert results == [None, None]
    assert member.conflicts.count() == 3
    assert AuditEvent.objects.filter(verb="conflicts.declared").count() == 1


def test_a_score_and_the_handing_in_at_once_agree() -> None:
    """What is kept as handed in is what stands: no score slips in behind it."""
    made = panel(candidates=3)
    Panel.objects.filter(pk=made.pk).update(calibrates=True)
    made.refresh_from_db()
    open_sift(made, by=hr_of_panel(made))
    knows_nobody(made)
    member, criterion = by_place(made)[1], scored_criterion(made)
    first = list(member.sheets.filter(first_round=True))
    for sheet in first:
        for each in sift.criteria_of(made):
            given = {"judgement": "met"} if each.scoring != Scoring.SCORED else {"value": 2}
            record_score(again(sheet), criterion=each, by=member.user, **given)
    results = at_once(
        lambda: record_score(again(first[0]), criterion=criterion, value=3, by=member.user),
        lambda: hand_in_round(member_again(member), by=member.user),
    )
    assert results[1] == 2
    kept = CalibrationScore.objects.get(sheet=first[0], criterion=criterion).value
    assert Score.objects.get(sheet=first[0], criterion=criterion).value == kept


def test_online_and_from_paper_at_once_is_one_row() -> None:
    made = open_panel()
    member, criterion = by_place(made)[1], scored_criterion(made)
    sheet, hr = member.sheets.first(), hr_of_panel(made)
    results = at_once(
        lambda: record_score(again(sheet), criterion=criterion, value=3, by=member.user),
        lambda: record_score(again(sheet), criterion=criterion, value=2, by=hr),
    )
    score = Score.objects.get(sheet=sheet, criterion=criterion)
    assert (score.value, score.entered_by) == (3, None)  # what the member gives stands, whichever came first
    assert isinstance(results[1], Score | ScoreError)
