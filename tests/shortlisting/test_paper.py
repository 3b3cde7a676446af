"""The sift on paper: printed blind under the member's own numbers, typed by the same rules, marked as typed."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pytest
from openpyxl import load_workbook

from core.models import AuditEvent
from shortlisting import sift
from shortlisting.models import Panel, PanelMember, Score
from shortlisting.scoring import ScoreError
from shortlisting.services.calibration import hand_in_round
from shortlisting.services.panel import PanelError, add_member, change_member, open_sift
from shortlisting.services.paper import enter_sheet
from shortlisting.services.scores import mark, record_score, submit_sheets
from tests.factories import MembershipFactory, UserFactory
from tests.shortlisting.factories import by_place, hr_of_panel, member, nth, open_panel, panel, score_all
from tests.shortlisting.pages import at, summary
from tests.shortlisting.test_independence import SECRET, plant
from vacancies.models import Scoring

pytestmark = pytest.mark.django_db
NOTE = "PLANTED-7316"


def text_of(content: bytes) -> str:
    with pdfplumber.open(BytesIO(content)) as pdf:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in pdf.pages)


def typed(made: Panel, *, score: str = "3", note: str = "") -> dict[str, str]:
    """One page of the booklet, filled in."""
    data = {}
    for each in sift.criteria_of(made):
        data[f"s_{each.pk}"] = "met" if each.scoring == Scoring.PASS_FAIL else score
        data[f"n_{each.pk}"] = note
    return data


@pytest.fixture
def paper(signed_in):
    """An open sift, its second member, who works on paper, and HR's browser."""
    made = open_panel(candidates=2)
    return made, by_place(made)[1], signed_in(hr_of_panel(made))


def test_the_booklet_is_blind_and_has_the_members_own_numbers(signed_in) -> None:
    made = open_panel(candidates=2)
    plant(made)
    second = by_place(made)[1]
    answer = signed_in(second.user).post(at("booklet", made), {"kind": "booklet"})
    assert answer["Content-Type"] == "application/pdf"
    said = text_of(answer.content)
    assert SECRET.lower() not in said.lower()
    for sheet in second.sheets.all():
        assert f"Candidate {sheet.number}" in said
    assert all(" ".join(each.text.split()[:4]) in said for each in sift.criteria_of(made))
    words = sift.candidates_of(made)[0].statements.first().text.split()[:5]
    assert " ".join(words) in said
    grid = text_of(signed_in(second.user).post(at("booklet", made), {"kind": "grid"}).content)
    assert SECRET.lower() not in grid.lower()
    assert AuditEvent.objects.filter(verb="sift.printed").count() == 2


def test_the_list_of_names_comes_before_the_booklet(signed_in) -> None:
    made = panel(candidates=2)
    open_sift(made, by=hr_of_panel(made))
    second = by_place(made)[1]
    hr = signed_in(hr_of_panel(made))
    assert hr.post(at("paper_print", made, second.pk), {"kind": "booklet"}).url == at("paper", made)
    names = text_of(hr.post(at("paper_print", made, second.pk), {"kind": "names"}).content)
    assert all(sift.name_of(each) in names for each in sift.candidates_of(made))
    assert not any(str(sheet.number) in names.split() for sheet in second.sheets.all())
    assert hr.get(at("paper_member", made, second.pk)).url == at("paper_names", made, second.pk)
    assert hr.post(at("paper_names", made, second.pk), {"known": ["none"]}).url == at("paper_member", made, second.pk)
    assert set(second.conflicts.values_list("entered_by", flat=True)) == {hr_of_panel(made).pk}
    assert hr.post(at("paper_print", made, second.pk), {"kind": "riddle"}).status_code == 404


def test_a_whole_member_is_typed_and_submitted(paper, signed_in) -> None:
    made, second, hr = paper
    first = at("paper_sheet", made, second.pk, nth(second).number)
    answer = hr.post(first, typed(made))
    assert answer.url == at("paper_sheet", made, second.pk, nth(second, 2).number)
    assert hr.post(answer.url, typed(made, score="2")).url == at("paper_member", made, second.pk)
    assert hr.post(at("paper_member", made, second.pk)).url == at("paper", made)
    assert not second.sheets.filter(submitted_at=None).exists()
    chair = by_place(made)[0]
    score_all(chair, submit=True)
    said = f"Entered on behalf of {second.user} by {hr_of_panel(made)} on "
    client = signed_in(chair.user)
    ref = nth(second).application.ref
    assert client.get(at("scores", made, ref)).content.decode().count(said) == 6
    book = load_workbook(BytesIO(client.post(at("grid_file", made), {"format": "xlsx"}).content))
    marks = [row[5].value for row in book["Scores"].iter_rows(min_row=2)]
    assert sum(bool(each and each.startswith(said)) for each in marks) == 12
    mine = signed_in(second.user).get(at("score", made, 2, nth(second).number)).content.decode()
    assert said in mine


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"s": "9"}, "Choose a score from 0 to 4"),
        ({"s": "x"}, "Give a score from 0 to 4"),
        ({"s": "4"}, "Say what you saw: a 4 needs a note"),
        ({"s": "", "n": "A note."}, "Give the score as well"),
        ({"n": "x" * 2001}, "must be 2000 characters or fewer"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_row_and_nothing_is_lost(paper, change, says) -> None:
    made, second, hr = paper
    criterion = sift.criteria_of(made)[1]
    data = typed(made) | {f"{name}_{criterion.pk}": value for name, value in change.items()}
    page = hr.post(at("paper_sheet", made, second.pk, nth(second).number), data)
    assert any(says in line for line in summary(page))
    assert not Score.objects.exists()
    assert page.content.decode().count('value="3"') >= 3


def test_a_row_left_empty_stays_as_it_is(paper) -> None:
    made, second, hr = paper
    address = at("paper_sheet", made, second.pk, nth(second).number)
    hr.post(address, typed(made))
    hr.post(address, dict.fromkeys(typed(made), ""))
    assert Score.objects.count() == 6
    assert hr.get(address).content.decode().count('value="3"') == 5


def test_what_the_member_gave_online_is_neither_read_nor_written_over(paper) -> None:
    made, second, hr = paper
    criterion, sheet = sift.criteria_of(made)[1], nth(second)
    record_score(sheet, criterion=criterion, value=1, note=NOTE, by=second.user)
    page = hr.get(at("paper_sheet", made, second.pk, sheet.number)).content.decode()
    assert NOTE not in page
    assert f"Scored online by {second.user}" in page
    with pytest.raises(ScoreError, match="scored this online themselves"):
        record_score(sheet, criterion=criterion, value=4, note="Typed.", by=hr_of_panel(made))
    with pytest.raises(ScoreError, match="not your scores"):
        mark(sheet, criterion=criterion, by=hr_of_panel(made), draft="Typed.")


def test_a_member_who_changes_it_online_takes_the_mark_away(paper) -> None:
    made, second, hr = paper
    hr.post(at("paper_sheet", made, second.pk, nth(second).number), typed(made))
    score = record_score(nth(second), criterion=sift.criteria_of(made)[1], value=2, by=second.user)
    assert Score.objects.get(pk=score.pk).entered_by is None


def test_who_may_type_and_so_see(signed_in) -> None:
    made = open_panel(candidates=2, members=3, observer=True)
    chair, second, third = by_place(made)
    MembershipFactory(school=made.vacancy.school, user=second.user)  # HR who score here themselves
    address = at("paper_sheet", made, third.pk, nth(third).number)
    observer = made.members.get(role=PanelMember.Role.OBSERVER)
    for user in (chair.user, second.user, third.user, observer.user):
        assert signed_in(user).get(address).status_code == 404
        with pytest.raises(ScoreError, match="cannot type scores for this member"):
            enter_sheet(nth(third), [], by=user)
    for each in (chair, second):
        score_all(each, submit=True)
        assert signed_in(each.user).get(address).status_code == 200
        own = at("paper_sheet", made, each.pk, nth(each).number)
        assert signed_in(each.user).get(own).status_code == 404


def test_who_typed_scores_cannot_score_any_more(paper) -> None:
    made, second, hr = paper
    hr.post(at("paper_sheet", made, second.pk, nth(second).number), typed(made))
    with pytest.raises(PanelError, match="has typed scores from paper"):
        add_member(made, user=hr_of_panel(made), by=hr_of_panel(made))
    assert add_member(made, user=hr_of_panel(made), role="observer", by=hr_of_panel(made))


def test_an_observer_who_could_see_every_score_cannot_score_any_more() -> None:
    made = open_panel(observer=True)
    for each in by_place(made):
        score_all(each, submit=True)
    observer = made.members.get(role=PanelMember.Role.OBSERVER)
    with pytest.raises(PanelError, match="could see them"):
        change_member(observer, role="member", trained_on=None, by=hr_of_panel(made))
    add_member(made, user=UserFactory(), by=hr_of_panel(made))  # whose sheets are out: nobody forgets for that
    with pytest.raises(PanelError, match="could see them"):
        change_member(observer, role="member", trained_on=None, by=hr_of_panel(made))


def test_an_observer_who_could_see_nothing_yet_may_score() -> None:
    made = open_panel(observer=True)
    score_all(by_place(made)[0], submit=True)
    observer = made.members.get(role=PanelMember.Role.OBSERVER)
    change_member(observer, role="member", trained_on=None, by=hr_of_panel(made))
    assert observer.sheets.count() == 2


def test_a_round_on_paper(signed_in) -> None:
    made = panel(candidates=3)
    Panel.objects.filter(pk=made.pk).update(calibrates=True)
    made.refresh_from_db()
    open_sift(made, by=hr_of_panel(made))
    second, hr = by_place(made)[1], signed_in(hr_of_panel(made))
    hr.post(at("paper_names", made, second.pk), {"known": ["none"]})
    first = [sheet.number for sheet in second.sheets.filter(first_round=True)]
    for number in first:
        hr.post(at("paper_sheet", made, second.pk, number), typed(made))
    other = second.sheets.filter(first_round=False).get()
    assert hr.get(at("paper_sheet", made, second.pk, other.number)).status_code == 404
    hr.post(at("paper_member", made, second.pk))
    assert second.sheets.exclude(calibrated_at=None).count() == 2
    assert hand_in_round(second, by=hr_of_panel(made)) == 0


@pytest.mark.parametrize("members", [2, 4])
def test_the_list_of_members_takes_the_same_queries(signed_in, django_assert_num_queries, members) -> None:
    made = open_panel(candidates=1, members=members)
    client = signed_in(hr_of_panel(made))
    client.get(at("paper", made))
    with django_assert_num_queries(13):
        client.get(at("paper", made))


def test_a_member_taken_off_is_no_longer_typed_for(paper) -> None:
    made, second, hr = paper
    member(made)
    from shortlisting.services.panel import remove_member

    remove_member(second, by=hr_of_panel(made))
    assert hr.get(at("paper_member", made, second.pk)).status_code == 404
    with pytest.raises(ScoreError, match="not your scores"):
        submit_sheets(second, by=hr_of_panel(made))
