"""The chair's pages, and the outcomes: held, released, read by the candidate."""

from __future__ import annotations

import pytest
from django.urls import reverse

from applications.models import Application
from applications.services import lifecycle
from core.models import OutgoingEmail
from shortlisting import sift
from shortlisting.models import Decision, Stage
from shortlisting.services.conflicts import decide_conflict, declare
from shortlisting.services.decisions import release
from shortlisting.services.panel import open_sift
from tests.markup import Markup
from tests.shortlisting.factories import (
    by_place,
    decide_all,
    hr_of_panel,
    open_panel,
    panel,
    released_panel,
    sift_with_scores,
)
from tests.shortlisting.pages import at, summary
from vacancies.models import Criterion

pytestmark = pytest.mark.django_db


@pytest.fixture
def chair(signed_in):
    """A sift whose sheets are all in, and the chair's browser."""
    made = sift_with_scores(candidates=3, value=lambda m, a, c: 1 + a.pk % 3)
    return made, signed_in(sift.chair_of(made).user)


def test_the_grid_has_every_candidate_in_rank_order_with_means(chair) -> None:
    made, client = chair
    grid = client.get(at("grid", made)).context["grid"]
    assert [row.rank for row in grid.rows] == ["1", "2", "3"]
    assert [row.essentials for row in grid.rows] == ["12.0", "8.0", "4.0"]
    assert [len(row.below) for row in grid.rows] == [0, 0, 4]
    ours = {each.number for each in sift.chair_of(made).sheets.all()}
    assert {row.number for row in grid.rows} == ours
    assert {cell.heat for cell in grid.rows[2].cells} == {"1"}


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_grid_takes_the_same_queries(signed_in, django_assert_num_queries, candidates) -> None:
    made = sift_with_scores(candidates=candidates)
    client = signed_in(sift.chair_of(made).user)
    client.get(at("grid", made))
    with django_assert_num_queries(24):
        client.get(at("grid", made))


def decision(outcome: str = "do_not_shortlist", **changes: object) -> dict[str, object]:
    return {"outcome": outcome, "reason": "Too little on leading others.", **changes}


def test_the_chair_decides_one_after_the_other(chair) -> None:
    made, client = chair
    address = at("decide", made, client.get(at("grid", made)).context["grid"].next_row.ref)
    criterion = str(sift.criteria_of(made)[1].pk)
    for _ in range(3):
        address = client.post(address, decision(criteria=[criterion])).url
    assert address == at("grid", made)
    assert Decision.objects.filter(stage=Stage.SIFT).count() == 3


def test_a_draft_of_the_reason_comes_from_the_criteria_and_no_outcome_is_chosen(chair) -> None:
    made, client = chair
    last = client.get(at("grid", made)).context["grid"].rows[2]
    page = client.get(at("decide", made, last.ref))
    markup = Markup(page.content.decode())
    assert "did not give enough evidence on" in markup.one("textarea", name="reason").text
    assert not any("checked" in each.attrs for each in markup.all("input", name="outcome"))
    ticked = [each["value"] for each in markup.all("input", name="criteria") if "checked" in each.attrs]
    assert ticked == [str(each.pk) for each in last.below]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (decision(""), "Choose a decision"),
        (decision(reason=""), "Enter the reason for this decision"),
        (decision(), "Choose the criteria that this rests on"),
        (decision(criteria=["999999"]), "Choose from the answers on the list"),
    ],
)
def test_a_decision_that_lacks_something_is_kept_as_typed(chair, data, line) -> None:
    made, client = chair
    page = client.post(at("decide", made, client.get(at("grid", made)).context["grid"].next_row.ref), data)
    (said,) = summary(page)
    assert line in said
    assert str(data["reason"]) in page.content.decode()
    assert not Decision.objects.exists()


def test_a_criterion_of_the_interview_cannot_be_chosen(chair) -> None:
    made, client = chair
    later = Criterion.objects.get(vacancy=made.vacancy, number="4.1")
    ref = client.get(at("grid", made)).context["grid"].next_row.ref
    client.post(at("decide", made, ref), decision(criteria=[str(later.pk)]))
    assert not Decision.objects.exists()


def test_a_member_reads_the_notes_and_decides_nothing(chair, signed_in) -> None:
    made, client = chair
    ref = client.get(at("grid", made)).context["grid"].next_row.ref
    member = signed_in(by_place(made)[1].user)
    assert "An example with its effect." in member.get(at("scores", made, ref)).content.decode()
    assert member.get(at("decide", made, ref)).status_code == 404
    assert member.post(at("decide", made, ref), decision("shortlist")).status_code == 404


def test_outcomes_are_held_by_number_and_released_once(signed_in) -> None:
    made = sift_with_scores(candidates=3)
    decide_all(made, shortlisted=1)
    client = signed_in(hr_of_panel(made))
    held = client.get(at("outcomes", made)).content.decode()
    assert "Held: nobody is told yet (3)" in held
    assert not any(each.candidate.name in held for each in sift.candidates_of(made))
    confirm = client.get(at("release", made)).content.decode()
    assert "Release the outcomes to 3 candidates?" in confirm
    first = client.post(at("release", made), {"count": "3"}, follow=True).content.decode()
    assert "Released. We are writing to 3 candidates." in first
    assert sift.name_of(sift.shortlisted(made)[0]) in first
    client.post(at("release", made), {"count": "3"})
    assert OutgoingEmail.objects.filter(template__in=["shortlisted_invitation", "not_shortlisted"]).count() == 3


def test_the_release_is_refused_in_words_while_one_is_undecided(signed_in) -> None:
    made = sift_with_scores()
    client = signed_in(sift.chair_of(made).user)
    assert client.get(at("release", made)).url == at("outcomes", made)
    page = client.post(at("release", made), follow=True).content.decode()
    assert "Nothing is released. Settle what stops it first." in page
    assert "2 candidates not decided" in page


def test_a_candidate_reads_the_criteria_and_the_reason_in_one_click(signed_in) -> None:
    made = released_panel()
    no = Application.objects.get(vacancy=made.vacancy, state="not_shortlisted")
    page = signed_in(no.candidate).get(reverse("shortlisting:feedback", args=[no.ref])).content.decode()
    assert "Why you were not shortlisted" in page
    assert "Too little on leading support for pupils." in page
    assert sift.criteria_of(made)[1].text in page
    yes = sift.shortlisted(made)[0]
    assert signed_in(yes.candidate).get(reverse("shortlisting:feedback", args=[no.ref])).status_code == 404


def test_nothing_can_be_read_before_the_release(signed_in) -> None:
    made = sift_with_scores()
    decide_all(made)
    application = sift.candidates_of(made)[1]
    address = reverse("shortlisting:feedback", args=[application.ref])
    assert signed_in(application.candidate).get(address).status_code == 404


# --- nobody, or one alone ------------------------------------------------------------------------------------------


def words(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(Markup(answer.content.decode()).one("main").words.split())


def test_when_everybody_has_withdrawn_each_page_says_so(signed_in) -> None:
    made = open_panel(candidates=2, observer=True)
    for application in sift.candidates_of(made):
        lifecycle.withdraw(application, by=application.candidate)
    assert sift.phase_of(made) is sift.Phase.EMPTY
    for member in made.members.all():
        assert "Every candidate has withdrawn" in words(signed_in(member.user), at("sift", made))
    chair, office = signed_in(sift.chair_of(made).user), signed_in(hr_of_panel(made))
    assert "There is nobody to decide on" in words(chair, at("grid", made))
    assert "Open the vacancy for applications again, or end it" in words(office, at("panel", made))
    assert "Nobody applied, or all withdrew" in words(office, at("outcomes", made))
    assert not any("Waiting for ," in words(office, at(name, made)) for name in ("panel", "outcomes", "paper"))


def test_one_candidate_below_every_mark_is_decided_and_hr_is_told_what_comes_next(signed_in) -> None:
    made = sift_with_scores(candidates=1, value=0)
    decide_all(made, shortlisted=0)
    chair, second = (signed_in(each.user) for each in by_place(made))
    assert "Your turn: check the outcomes" in words(chair, at("sift", made))
    assert "The outcomes are released next" in words(second, at("sift", made))
    assert "1 candidate in rank order" in words(chair, at("grid", made))
    release(made, by=hr_of_panel(made))
    office = signed_in(hr_of_panel(made))
    assert "Nobody is left to appoint: advertise again or end it" in words(office, f"/vacancies/{made.vacancy.ref}/")
    for name in ("interviews", "matrix"):
        assert "Go to the vacancy" in words(office, at(name, made))
        assert "HR says what happens next" in words(chair, at(name, made))


def test_one_who_is_out_for_everybody_is_told_that_there_is_nobody_for_them(signed_in) -> None:
    made = panel(candidates=1, members=3)
    open_sift(made, by=hr_of_panel(made))
    third, one = by_place(made)[2], sift.candidates_of(made)[0]
    declare(third, known={one.pk: "My sister."}, by=third.user)
    assert "decide about what you told us" in words(signed_in(third.user), at("sift", made))
    decide_conflict(third.conflicts.get(knows=True), decision="recuse", reason="Sisters.", by=hr_of_panel(made))
    assert "There is no candidate for you to score" in words(signed_in(third.user), at("sift", made))
