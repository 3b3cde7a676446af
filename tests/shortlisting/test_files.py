"""The sift as files, and how consistently the panel scored."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from openpyxl import load_workbook

from core.models import AuditEvent
from shortlisting import sift
from shortlisting.consistency import consistency_of
from shortlisting.models import PanelMember, Score
from shortlisting.services.moderation import agree
from shortlisting.standing import standing_of
from tests.shortlisting.factories import by_place, released_panel, sift_with_scores
from tests.shortlisting.pages import at

pytestmark = pytest.mark.django_db
FORMULA = "=HYPERLINK(1)"


@pytest.fixture
def panel():
    made = sift_with_scores(candidates=3, value=lambda m, a, c: 1 + a.pk % 3)
    Score.objects.update(note=FORMULA)
    return made


def book(client, panel):
    answer = client.post(at("grid_file", panel), {"format": "xlsx"})
    return load_workbook(BytesIO(answer.content))


def test_the_spreadsheet_has_the_order_every_score_and_what_was_agreed(panel, signed_in) -> None:
    chair = sift.chair_of(panel).user
    application, criterion = sift.candidates_of(panel)[0], sift.criteria_of(panel)[1]
    agree(application, criterion, score="4", reason="Shown twice.", present=by_place(panel), by=chair)
    ranking, scores, agreed = book(signed_in(chair), panel).worksheets
    assert [row[0].value for row in ranking.iter_rows(min_row=2)] == ["1", "2", "3"]
    assert scores.max_row - 1 == Score.objects.count()
    assert {row[4].value for row in scores.iter_rows(min_row=2)} == {FORMULA}
    assert {row[4].data_type for row in scores.iter_rows(min_row=2)} == {"s"}
    assert [row[2].value for row in agreed.iter_rows(min_row=2)] == [4]
    assert AuditEvent.objects.filter(verb="sift.exported").count() == 1


def test_candidates_go_by_number_until_the_release(panel, signed_in) -> None:
    ranking = book(signed_in(sift.chair_of(panel).user), panel).worksheets[0]
    assert {row[1].value for row in ranking.iter_rows(min_row=2)} == {
        f"Candidate {each.number}" for each in sift.chair_of(panel).sheets.all()
    }
    told = released_panel(candidates=2)
    ranking = book(signed_in(sift.chair_of(told).user), told).worksheets[0]
    names = {sift.name_of(each) for each in sift.named_candidates(told)}
    assert {row[1].value for row in ranking.iter_rows(min_row=2)} == names


def test_the_grid_prints_on_one_a3_page(panel, signed_in) -> None:
    answer = signed_in(sift.chair_of(panel).user).post(at("grid_file", panel), {"format": "pdf"})
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 1
        width, height = (float(each) for each in pdf.pages[0].MediaBox[2:])
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (420, 297)
        assert pdf.Root.Lang == "en-GB"
        assert len(pdf.pages[0].Resources.Pattern)  # what is below the pass mark is hatched, also in black and white


def test_no_file_while_a_sheet_is_out_and_none_of_another_kind(panel, signed_in) -> None:
    open_one = sift_with_scores(candidates=2, submit=False)
    client = signed_in(sift.chair_of(open_one).user)
    assert client.post(at("grid_file", open_one), {"format": "xlsx"}).status_code == 404
    assert client.get(at("agreement", open_one)).status_code == 404
    assert signed_in(sift.chair_of(panel).user).post(at("grid_file", panel), {"format": "doc"}).status_code == 404


def test_too_few_candidates_to_say(panel, signed_in) -> None:
    page = signed_in(sift.chair_of(panel).user).get(at("agreement", panel)).content.decode()
    assert "Too few to say" in page


def harder(place: PanelMember, application, criterion) -> int:
    return 1 + application.pk % 3 + (place.role == PanelMember.Role.CHAIR)


def test_agreement_and_who_was_kinder(signed_in) -> None:
    made = sift_with_scores(candidates=10, value=harder)
    found = consistency_of(made, standing_of(made))
    assert found.overall.alpha is not None
    assert [(each.member.role, each.points) for each in found.members] == [("chair", 1), ("member", -1)]
    assert found.everybody_scored_all
    page = signed_in(sift.chair_of(made).user).get(at("agreement", made)).content.decode()
    assert "Ruth Penhallow gave more than the others" in page


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_figures_take_the_same_queries(signed_in, django_assert_num_queries, candidates) -> None:
    made = sift_with_scores(candidates=candidates)
    client = signed_in(sift.chair_of(made).user)
    client.get(at("agreement", made))
    with django_assert_num_queries(23):
        client.get(at("agreement", made))
