"""One matrix over all stages; recommended, in reserve in order, not appointed; what follows from each."""

from __future__ import annotations

import pytest

from applications.services import lifecycle
from shortlisting import sift
from shortlisting.matrix import matrix_of
from shortlisting.models import Decision, PassFail, Score, ScoreSheet, Stage
from shortlisting.services import finals
from shortlisting.signals import candidate_recommended
from tests.shortlisting.factories import by_place, hr_of_panel, released_panel, sift_with_scores
from tests.shortlisting.pages import at
from tests.shortlisting.test_decisions import heard
from tests.shortlisting.test_interviews import let_through, record

pytestmark = pytest.mark.django_db
Outcome = Decision.Outcome


@pytest.fixture
def released():
    return released_panel(candidates=4, shortlisted=3)


def people(panel):
    found = sift.shortlisted(panel)
    for each in found:
        each.vacancy = panel.vacancy
        let_through(each, hr_of_panel(panel))
    return found


def interview_sheet(member, application, *, value: int, submitted: bool = True) -> ScoreSheet:
    sheet = ScoreSheet.objects.create(
        member=member, application=application, stage=Stage.INTERVIEW, number=application.pk % 1000,
        submitted_at=application.submitted_at if submitted else None,
    )  # fmt: skip
    Score.objects.create(sheet=sheet, criterion=application.vacancy.criteria.get(number="2.1"), value=value, note="N")
    return sheet


def test_each_stage_has_its_columns_once_all_its_sheets_are_in(released) -> None:
    one, *_ = people(released)
    chair, member = by_place(released)
    interview_sheet(chair, one, value=4)
    waiting = interview_sheet(member, one, value=1, submitted=False)
    matrix = matrix_of(released, hr_of_panel(released))
    assert [(step.title, step.shown, step.waiting) for step in matrix.steps] == [
        ("Sift", True, 0),
        ("Interview", False, 1),
    ]
    assert len(matrix.rows) == 3
    assert all(len(row.cells) == 1 for row in matrix.rows)
    ScoreSheet.objects.filter(pk=waiting.pk).update(submitted_at=one.submitted_at)
    matrix = matrix_of(released, hr_of_panel(released))
    row = next(row for row in matrix.rows if row.application == one)
    assert [cell.text for cell in row.cells[1]] == ["2.5"]
    assert row.totals[1] == "2.5"
    other = next(row for row in matrix.rows if row.application != one)
    assert [cell.text for cell in other.cells[1]] == ["–"]


def test_a_set_aside_sheet_and_one_of_somebody_who_withdrew_do_not_count(released) -> None:
    one, two, _ = people(released)
    chair, member = by_place(released)
    interview_sheet(chair, one, value=4)
    aside = interview_sheet(member, one, value=0)
    ScoreSheet.objects.filter(pk=aside.pk).update(set_aside_at=one.submitted_at)
    lifecycle.withdraw(two, by=two.candidate)
    matrix = matrix_of(released, hr_of_panel(released))
    assert two not in [row.application for row in matrix.rows]
    assert next(row for row in matrix.rows if row.application == one).totals[1] == "4.0"


def test_the_most_doubtful_judgement_stands(released) -> None:
    one = people(released)[0]
    criterion = next(each for each in sift.criteria_of(released) if each.scoring == "pass_fail")
    sheet = by_place(released)[1].sheets.get(application=one, stage=Stage.SIFT)
    Score.objects.filter(sheet=sheet, criterion=criterion).update(judgement=PassFail.PARTLY)
    matrix = matrix_of(released, hr_of_panel(released))
    place = matrix.steps[0].criteria.index(criterion)
    row = next(row for row in matrix.rows if row.application == one)
    assert (row.cells[0][place].text, row.cells[0][place].low) == ("~ Partly", True)


def test_a_member_with_an_open_sheet_learns_nobodys_score_there(released, signed_in) -> None:
    one = people(released)[0]
    chair, member = by_place(released)
    planted = interview_sheet(chair, one, value=0)
    Score.objects.filter(sheet=planted).update(note="PLANTED-NOTE")
    interview_sheet(member, one, value=4, submitted=False)
    page = signed_in(member.user).get(at("matrix", released)).content.decode()
    assert "you have still to hand in your own scores" in page
    assert "PLANTED-NOTE" not in page
    assert page.count('<th scope="colgroup"') == 1


def test_nobody_sees_it_before_the_release(signed_in) -> None:
    made = sift_with_scores()
    for user in (hr_of_panel(made), sift.chair_of(made).user):
        assert signed_in(user).get(at("matrix", made)).status_code == 404


@pytest.mark.parametrize("shortlisted", [1, 3])
def test_the_matrix_takes_the_same_queries(signed_in, shortlisted, django_assert_num_queries) -> None:
    made = released_panel(candidates=4, shortlisted=shortlisted)
    for each in people(made):
        interview_sheet(by_place(made)[0], each, value=3)
        record(each, made, outcome=Outcome.RESERVE)
    client = signed_in(hr_of_panel(made))
    client.get(at("matrix", made))
    with django_assert_num_queries(25):
        client.get(at("matrix", made))


# --- what was concluded ------------------------------------------------------------------------------------


def places(panel) -> list[tuple[int, int]]:
    rows = Decision.objects.filter(outcome=Outcome.RESERVE, stage=Stage.INTERVIEW).order_by("reserve_place")
    return list(rows.values_list("application", "reserve_place"))


def test_reserves_have_an_order_without_gaps(released) -> None:
    one, two, three = people(released)
    for each in (one, two, three):
        record(each, released, outcome=Outcome.RESERVE)
    assert places(released) == [(one.pk, 1), (two.pk, 2), (three.pk, 3)]
    record(three, released, outcome=Outcome.RESERVE, reserve_place=1)
    assert places(released) == [(three.pk, 1), (one.pk, 2), (two.pk, 3)]
    record(one, released, outcome=Outcome.DO_NOT_APPOINT)
    assert places(released) == [(three.pk, 1), (two.pk, 2)]
    record(two, released, outcome=Outcome.RESERVE, reserve_place=99)
    assert places(released) == [(three.pk, 1), (two.pk, 2)]


def test_a_recommendation_goes_on_to_the_offer_and_the_others_hear_later(released, signed_in) -> None:
    one, two, three = people(released)
    with heard(candidate_recommended) as announced:
        record(one, released)
    assert announced == [(candidate_recommended, one)]
    record(two, released, outcome=Outcome.RESERVE)
    record(three, released, outcome=Outcome.DO_NOT_APPOINT)
    page = signed_in(hr_of_panel(released)).get(at("matrix", released)).content.decode()
    for words in ("Go on to the offer", "The post is not accepted yet", "Held: not told.", "Recommend (1)"):
        assert words in page
    assert {row.application_id for row in finals.held_of(released)} == {two.pk, three.pk}


def test_a_reserve_who_was_told_can_be_recommended_and_one_who_withdrew_holds_no_place(released) -> None:
    one, two, three = people(released)
    for each in (one, two, three):
        record(each, released, outcome=Outcome.RESERVE)
    finals.release(released, by=hr_of_panel(released))
    one.refresh_from_db()
    lifecycle.withdraw(one, by=one.candidate)
    record(two, released)
    two.refresh_from_db()
    assert two.state == "recommended"
    record(three, released, outcome=Outcome.RESERVE)
    assert (three.pk, 1) in places(released)
