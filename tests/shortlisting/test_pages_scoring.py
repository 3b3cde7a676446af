"""A member's pages: one answer, one score, one note, and on to the next."""

from __future__ import annotations

import pytest

from applications.models import CriterionStatement
from applications.services import lifecycle
from shortlisting import sift
from shortlisting.models import PanelMember, Score
from tests.markup import Markup
from tests.shortlisting.factories import (
    by_place,
    nth,
    open_panel,
    score_all,
)
from tests.shortlisting.pages import at, summary
from vacancies.models import Scoring

pytestmark = pytest.mark.django_db
Role = PanelMember.Role


@pytest.fixture
def scoring(signed_in):
    """An open sift, its second member, and their browser."""
    made = open_panel(candidates=3)
    member = by_place(made)[1]
    return made, member, signed_in(member.user)


def place(made, which: int = 1, n: int = 2) -> str:
    """The address of the second member's score of their first candidate, or another."""
    return at("score", made, n, nth(by_place(made)[1], which).number)


def test_a_score_is_saved_and_the_next_candidate_comes(scoring) -> None:
    made, member, client = scoring
    start = client.get(at("criterion", made, 2)).url
    answer = client.post(start, {"score": "3", "note": "Two examples."})
    score = Score.objects.get()
    assert (score.value, score.note, score.sheet.member) == (3, "Two examples.", member)
    assert answer.status_code == 302
    assert answer.url.startswith(at("criterion", made, 2))
    assert answer.url != start


def test_after_the_last_candidate_the_next_criterion_comes_and_at_the_end_the_submit_page(scoring) -> None:
    made, member, client = scoring
    address = client.get(at("criterion", made, 1)).url
    seen = []
    while address != at("submit", made):
        page = client.get(address)
        seen.append(page.context["criterion"].pk)
        value = "3" if page.context["keys"] else "met"
        address = client.post(address, {"score": value, "note": ""}).url
        assert len(seen) < 20
    assert seen == [each.pk for each in sift.criteria_of(made) for _ in range(3)]
    assert client.post(at("submit", made)).url == at("sift", made)
    assert not member.sheets.filter(submitted_at=None).exists()


def test_candidate_by_candidate_goes_down_one_candidate_first(scoring) -> None:
    made, _, client = scoring
    numbers = [nth(by_place(made)[1], which).number for which in (1, 2, 3)]
    address, seen = at("score_candidate", made, numbers[0], 1), []
    while address != at("submit", made):
        page = client.get(address)
        seen.append(page.context["sheet"].number)
        address = client.post(address, {"score": "3" if page.context["keys"] else "met"}).url
    assert seen == [number for number in numbers for _ in range(6)]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"note": "Kept words."}, "Choose a score"),
        ({"score": "4", "note": ""}, "Say what you saw: a 4 needs a note"),
        ({"score": "0", "note": " "}, "Say what you saw: a 0 needs a note"),
        ({"score": "1", "note": ""}, "Say what you saw: a 1 needs a note"),
        ({"score": "9", "note": "Kept words."}, "Choose from the answers on the list"),
        ({"score": "3", "note": "x" * 2001}, "Your note must be 2,000 characters or fewer"),
    ],
)
def test_a_score_that_cannot_be_kept_is_said_beside_its_field(scoring, data, line) -> None:
    made, _, client = scoring
    page = client.post(place(made), data)
    (said,) = summary(page)
    assert line in said
    assert data["note"].strip() in page.content.decode()
    assert not Score.objects.exists()


def test_the_page_shows_what_was_given_before(scoring) -> None:
    made, _, client = scoring
    client.post(place(made), {"score": "4", "note": "Shows the effect."})
    page = Markup(client.get(place(made)).content.decode())
    assert "checked" in page.one("input", name="score", value="4").attrs
    assert "Shows the effect." in page.one("textarea", name="note").text


def test_an_answer_is_shown_with_line_breaks_and_escaped(scoring) -> None:
    made, member, client = scoring
    sheet = nth(member)
    criterion = sift.criteria_of(made)[1]
    sheet.application.statements.filter(criterion=criterion).update(text="First.\n\n<script>alert(1)</script>")
    body = client.get(place(made)).content.decode()
    assert "<p>First.</p>" in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


def test_who_wrote_nothing_is_said(scoring) -> None:
    made, member, client = scoring
    nth(member).application.statements.all().delete()
    assert "wrote nothing on this criterion" in client.get(place(made)).content.decode()


def test_a_candidate_who_withdrew_is_gone_from_the_strip_and_a_404(scoring) -> None:
    made, member, client = scoring
    application = nth(member, 2).application
    lifecycle.withdraw(application, by=application.candidate)
    assert client.get(place(made, 2)).status_code == 404
    assert client.post(place(made, 2), {"score": "3"}).status_code == 404
    page = client.get(place(made, 1))
    assert sorted(each["label"] for each in page.context["strip"]) == [nth(member).number, nth(member, 3).number]
    assert "Score all 2 candidates" in page.content.decode()


def test_a_number_that_is_not_there_is_a_404(scoring) -> None:
    made, member, client = scoring
    there = nth(member).number
    for number, n in ((9, 2), (0, 2), (there, 0), (there, 7)):
        assert client.get(at("score", made, n, number)).status_code == 404


def test_submitted_scores_are_shown_without_a_form_and_cannot_be_posted(scoring) -> None:
    made, member, client = scoring
    score_all(member, value=3, submit=True)
    page = client.get(place(made))
    assert not Markup(page.content.decode()).all("textarea")
    late = client.post(place(made), {"score": "2", "note": "Typed too late."})
    assert summary(late) == ["Your scores are submitted, so they can no longer be changed"]
    assert set(Score.objects.exclude(value=None).values_list("value", flat=True)) == {3}


def test_submitting_too_early_says_what_is_missing(scoring) -> None:
    made, member, client = scoring
    page = client.post(at("submit", made)).content.decode()
    assert f"18 scores are missing. Start with candidate {nth(member).number}, where 6 are missing." in page
    assert not member.sheets.exclude(submitted_at=None).exists()


def test_the_whole_application_is_read_on_one_page(scoring) -> None:
    made, _, client = scoring
    page = client.get(at("candidate", made, nth(by_place(made)[1]).number))
    assert [each["n"] for each in page.context["answers"]] == [1, 2, 3, 4, 5, 6]
    assert "Teacher of English, Key stages 3 and 4, 2 years and 7 months" in page.content.decode()


def test_an_observer_scores_nothing(signed_in) -> None:
    made = open_panel(observer=True)
    client = signed_in(made.members.get(role=Role.OBSERVER).user)
    assert client.get(at("sift", made)).status_code == 200
    for address in (at("submit", made), place(made), at("candidate", made, nth(by_place(made)[1]).number)):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_scoring_page_takes_the_same_queries(signed_in, django_assert_num_queries, candidates) -> None:
    made = open_panel(candidates=candidates)
    client = signed_in(by_place(made)[1].user)
    client.get(place(made))
    with django_assert_num_queries(24):
        client.get(place(made))


def test_one_statement_for_all_is_shown_whole_once(signed_in) -> None:
    made = open_panel(candidates=1)
    application = sift.candidates_of(made)[0]
    application.statements.all().delete()
    CriterionStatement.objects.create(application=application, criterion=None, text="One long statement.", version=1)
    page = signed_in(by_place(made)[1].user).get(at("candidate", made, nth(by_place(made)[1]).number)).content.decode()
    assert page.count("One long statement.") == 1
    assert "No passage is marked for this" in page


def test_a_pass_or_fail_criterion_is_judged_from_the_form(scoring) -> None:
    made, member, client = scoring
    n = next(i for i, each in enumerate(sift.criteria_of(made), 1) if each.scoring == Scoring.PASS_FAIL)
    body = client.get(place(made, 1, n)).content.decode()
    assert "Qualified teacher status: yes." in body
    assert summary(client.post(place(made, 1, n), {"score": "not_met"})) == ["Say what is missing"]
    client.post(place(made, 1, n), {"score": "not_met", "note": "On track only."})
    assert nth(member).scores.get().judgement == "not_met"
