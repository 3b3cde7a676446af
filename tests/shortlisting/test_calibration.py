"""The calibration round: the same two first, alone; then side by side; then the rest, alone again."""

from __future__ import annotations

import pytest

from applications.services import lifecycle
from core.models import OutgoingEmail
from shortlisting import calibration, sift
from shortlisting.calibration import Round
from shortlisting.models import CalibrationScore, Panel, PanelMember, Score, ScoreSheet
from shortlisting.progress import progress_of
from shortlisting.scoring import ScoreError
from shortlisting.services.calibration import hand_in_round, open_rest
from shortlisting.services.conflicts import declare
from shortlisting.services.panel import add_member, open_sift
from shortlisting.services.scores import record_score, submit_sheets
from tests.factories import UserFactory
from tests.shortlisting.factories import by_place, hr_of_panel, knows_nobody, panel, score_all
from tests.shortlisting.pages import at, summary
from vacancies.models import Criterion, Scoring

pytestmark = pytest.mark.django_db
NOTE = "PLANTED-7316"


def started(*, candidates: int = 4, members: int = 3) -> Panel:
    """An open sift with a round, in which everybody knows nobody."""
    made = panel(candidates=candidates, members=members)
    Panel.objects.filter(pk=made.pk).update(calibrates=True)
    made.refresh_from_db()
    open_sift(made, by=hr_of_panel(made))
    knows_nobody(made)
    return made


def again(member: PanelMember) -> PanelMember:
    """The member as the next request reads them."""
    return PanelMember.objects.select_related("panel__vacancy__school", "user").get(pk=member.pk)


def scored(made: Panel) -> Criterion:
    return next(each for each in sift.criteria_of(made) if each.scoring == Scoring.SCORED)


def give(member: PanelMember, *, value: int = 3, note: str = NOTE, hand_in: bool = True) -> None:
    """Score whatever is open to the member, and hand in the first two."""
    own = progress_of(again(member))
    for sheet in own.sheets:
        sheet.member = again(member)
        for each in own.criteria:
            points = {"judgement": "met"} if each.scoring == Scoring.PASS_FAIL else {"value": value}
            record_score(sheet, criterion=each, note=note, by=member.user, **points)
    if hand_in:
        hand_in_round(again(member), by=member.user)


def test_everybody_has_the_same_two_and_no_more() -> None:
    made = started()
    two = {frozenset(s.application_id for s in progress_of(each).sheets) for each in by_place(made)}
    assert len(two) == 1
    assert len(next(iter(two))) == 2


def test_the_rest_cannot_be_scored_or_opened_before(signed_in) -> None:
    made = started()
    second = by_place(made)[1]
    other = second.sheets.filter(first_round=False).first()
    with pytest.raises(ScoreError, match="Everybody scores the same two"):
        record_score(other, criterion=scored(made), value=3, by=second.user)
    assert signed_in(second.user).get(at("candidate", made, other.number)).status_code == 404
    with pytest.raises(ScoreError, match="Everybody scores the same two"):
        submit_sheets(again(second), by=second.user)
    with pytest.raises(ScoreError, match="Wait until every member has handed in"):
        open_rest(made, by=sift.chair_of(made).user)
    with pytest.raises(ScoreError, match="Only the chair"):
        open_rest(made, by=second.user)


def test_nothing_is_seen_until_everybody_has_handed_in(signed_in) -> None:
    made = started()
    chair, second, third = by_place(made)
    for each in (chair, second):
        give(each)
    page = signed_in(second.user).get(at("calibration", made))
    assert (page.context["where"], page.context["two"]) == ("waiting", [])
    assert signed_in(third.user).get(at("calibration", made)).url == at("sift", made)
    assert not OutgoingEmail.objects.filter(template="round_in").exists()
    give(third)
    page = signed_in(third.user).get(at("calibration", made))
    assert page.content.decode().count(NOTE) == 3 * 2 * 6
    assert {each.number for each in page.context["two"]} == {s.number for s in third.sheets.filter(first_round=True)}
    assert OutgoingEmail.objects.filter(template="round_in").count() == 3


def test_what_is_handed_in_is_locked_until_the_chair_opens_the_rest(signed_in) -> None:
    made = started()
    chair, second, third = by_place(made)
    give(second)
    sheet = second.sheets.filter(first_round=True).first()
    with pytest.raises(ScoreError, match="These two are handed in"):
        record_score(sheet, criterion=scored(made), value=1, note="Less.", by=second.user)
    assert hand_in_round(again(second), by=second.user) == 0
    for each in (chair, third):
        give(each)
    client = signed_in(chair.user)
    long = client.post(at("calibration", made), {"talked": "x" * 2001})
    assert summary(long) != []
    assert "x" * 2001 in long.content.decode()
    assert client.post(at("calibration", made), {"talked": "A 3 names an effect."}).url == at("sift", made)
    made.refresh_from_db()
    assert (made.rest_opened_by, made.talked) == (chair.user, "A 3 names an effect.")
    assert "A 3 names an effect." in signed_in(third.user).get(at("calibration", made)).content.decode()
    assert not open_rest(made, by=chair.user)
    record_score(sheet, criterion=scored(made), value=1, note="Less.", by=second.user)
    assert CalibrationScore.objects.get(sheet=sheet, criterion=scored(made)).value == 3
    assert Score.objects.get(sheet=sheet, criterion=scored(made)).value == 1
    assert len(progress_of(again(second)).sheets) == 4


def test_what_is_changed_after_the_talk_stays_ones_own(signed_in) -> None:
    made = started()
    for each in by_place(made):
        give(each, note="Before.")
    chair, second, third = by_place(made)
    open_rest(made, by=chair.user)
    record_score(second.sheets.filter(first_round=True).first(), criterion=scored(made), value=4, note=NOTE,
                 by=second.user)  # fmt: skip
    for path in (at("calibration", made), at("sift", made), at("submit", made)):
        assert NOTE not in signed_in(third.user).get(path).content.decode()


def test_a_score_that_is_missing_is_named() -> None:
    made = started()
    with pytest.raises(ScoreError, match="12 scores are missing"):
        hand_in_round(by_place(made)[1], by=by_place(made)[1].user)
    assert not CalibrationScore.objects.exists()
    assert not ScoreSheet.objects.exclude(calibrated_at=None).exists()


def test_who_joins_late_scores_the_same_two_first(signed_in) -> None:
    made = started()
    for each in by_place(made):
        give(each)
    open_rest(made, by=sift.chair_of(made).user)
    late = add_member(made, user=UserFactory(), by=hr_of_panel(made))
    declare(late, known={}, by=late.user)
    first = {sheet.application_id for sheet in progress_of(again(late)).sheets}
    assert first == {sheet.application_id for sheet in by_place(made)[0].sheets.filter(first_round=True)}
    client = signed_in(late.user)
    assert client.get(at("calibration", made)).url == at("sift", made)
    assert calibration.round_of(again(late)) == Round.SCORING
    give(late, note="My own.")
    assert NOTE in client.get(at("calibration", made)).content.decode()
    assert len(progress_of(again(late)).sheets) == 4


def test_one_of_the_two_who_withdraws_holds_nobody_up() -> None:
    made = started()
    gone = by_place(made)[0].sheets.filter(first_round=True).first().application
    lifecycle.withdraw(gone, by=gone.candidate)
    for each in by_place(made):
        give(each)
    assert open_rest(made, by=sift.chair_of(made).user)


def test_whoever_knows_one_of_the_two_waits_for_both() -> None:
    made = panel(candidates=5, members=4)
    Panel.objects.filter(pk=made.pk).update(calibrates=True)
    made.refresh_from_db()
    open_sift(made, by=hr_of_panel(made))
    second = by_place(made)[1]
    them = second.sheets.filter(first_round=True).first().application
    declare(second, known={them.pk: "We are friends."}, by=second.user)
    assert progress_of(again(second)).sheets == []
    with pytest.raises(ScoreError, match="HR has still to decide"):
        hand_in_round(again(second), by=second.user)


def test_with_two_candidates_there_is_no_round() -> None:
    made = started(candidates=2)
    assert made.rest_opened_at is not None
    for each in by_place(made):
        score_all(again(each), submit=True)
    assert sift.all_in(made)


def test_the_whole_way_by_the_pages(signed_in) -> None:
    made = started(candidates=3, members=2)
    for each in by_place(made):
        client = signed_in(each.user)
        assert "Score the first two" in client.get(at("sift", made)).content.decode()
        give(each, hand_in=False)
        assert "Hand in the first two" in client.get(at("submit", made)).content.decode()
        assert client.post(at("submit", made)).url == at("calibration", made)
    client = signed_in(sift.chair_of(made).user)
    assert "open the rest" in client.get(at("sift", made)).content.decode()
    client.post(at("calibration", made))
    for each in by_place(made):
        give(each, hand_in=False)
        assert signed_in(each.user).post(at("submit", made)).url == at("sift", made)
    assert sift.all_in(made)
