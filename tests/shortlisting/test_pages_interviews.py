"""The interview pages: points to explore, and the outcome."""

from __future__ import annotations

import pytest
from django.utils import timezone

from applications.models import Application
from shortlisting import sift
from shortlisting.models import Decision, ProbePoint, Stage
from tests.markup import Markup
from tests.shortlisting.factories import (
    hr_of_panel,
    released_panel,
    sift_with_scores,
)
from tests.shortlisting.pages import at, summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview(signed_in):
    """A released sift, one shortlisted person, and HR's browser."""
    made = released_panel(candidates=3, shortlisted=2)
    return made, sift.shortlisted(made)[0], signed_in(hr_of_panel(made))


def outcome(kind: str = "do_not_appoint", **changes: object) -> dict[str, str]:
    today = timezone.localdate()
    day = {"interviewed_on_day": today.day, "interviewed_on_month": today.month, "interviewed_on_year": today.year}
    typed = {name: str(value) for name, value in day.items()}
    return {"outcome": kind, "reason": "Others gave more evidence.", **typed, **changes}


def one_criterion(made) -> dict[str, str]:
    """What an outcome rests on."""
    return {"criteria": str(made.vacancy.criteria.in_order()[1].pk)}


def test_the_shortlisted_are_there_by_name_and_nobody_before_the_release(interview, signed_in) -> None:
    made, person, client = interview
    page = client.get(at("interviews", made)).content.decode()
    assert sift.name_of(person) in page
    early = sift_with_scores()
    page = signed_in(hr_of_panel(early)).get(at("interviews", early)).content.decode()
    assert "There is no shortlist yet" in page


def test_a_point_is_explored_with_a_note(interview) -> None:
    made, person, client = interview
    point = ProbePoint.objects.filter(application=person).first()
    name = f"point-{point.pk}-note"
    client.post(at("probe_point", made, person.ref, point.pk), {name: "Looked after a parent."})
    point.refresh_from_db()
    assert (point.explored_note, point.explored_by) == ("Looked after a parent.", hr_of_panel(made))
    page = client.get(at("interview", made, person.ref)).content.decode()
    assert "Looked after a parent." in page
    long = client.post(at("probe_point", made, person.ref, point.pk), {name: "x" * 2001})
    assert len(summary(long)) == 1
    assert "x" * 2001 in long.content.decode()


def test_a_point_of_another_candidate_is_a_404(interview) -> None:
    made, person, client = interview
    other = ProbePoint.objects.filter(application=sift.shortlisted(made)[1]).first()
    assert client.post(at("probe_point", made, person.ref, other.pk), {}).status_code == 404


def test_positive_action_is_for_equals_alone(interview) -> None:
    made, one, hr = interview
    page = Markup(hr.get(at("interview", made, one.ref)).content.decode())
    assert "only where two are equally qualified (Equality Act 2010, section 159)" in page.one("main").words


def test_an_outcome_is_shown_once_more_and_then_recorded(interview) -> None:
    made, person, client = interview
    rests_on = list(made.vacancy.criteria.in_order())[1:3]
    chosen = {"criteria": [str(each.pk) for each in rests_on]}
    check = client.post(at("interview", made, person.ref), {**outcome(), **chosen})
    assert all(each.text in check.content.decode() for each in rests_on)
    assert "nobody is told until you check the outcomes" in check.content.decode()
    assert not Decision.objects.filter(stage=Stage.INTERVIEW).exists()
    hidden: dict[str, list[str]] = {}
    for each in Markup(check.content.decode()).all("input", type="hidden"):
        hidden.setdefault(each["name"], []).append(each["value"])
    client.post(at("interview", made, person.ref), {**hidden, "confirmed": "yes"})
    made_decision = Decision.objects.get(stage=Stage.INTERVIEW)
    assert (made_decision.outcome, made_decision.interviewed_on) == ("do_not_appoint", timezone.localdate())
    assert list(made_decision.criteria.in_order()) == rests_on
    again = client.get(at("interview", made, person.ref))
    assert again.context["form"].initial["criteria"] == chosen["criteria"]
    assert "Rests on: " in again.content.decode()


def test_going_back_to_change_it_keeps_what_was_typed(interview) -> None:
    made, person, client = interview
    page = client.post(at("interview", made, person.ref), {**outcome(), **one_criterion(made), "change": "yes"})
    assert "Others gave more evidence." in Markup(page.content.decode()).by_id("id_reason").text
    assert not Decision.objects.filter(stage=Stage.INTERVIEW).exists()


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (outcome(""), "Choose what the panel concluded"),
        (outcome(reason=""), "Enter the reason"),
        (
            outcome("recommend", interviewed_on_day="", interviewed_on_month="", interviewed_on_year=""),
            "Enter the date of the interview",
        ),
        (outcome(interviewed_on_year="2099"), "today or in the past"),
        (outcome(criteria=[]), "Choose the criteria that it rests on"),
        (outcome(criteria="0"), "Choose from the answers on the list"),
    ],
)
def test_an_outcome_that_lacks_something_is_said(interview, data, line) -> None:
    made, person, client = interview
    (said,) = summary(client.post(at("interview", made, person.ref), {**one_criterion(made), **data}))
    assert line in said


def test_a_recommendation_waits_for_the_gate_and_passes_with_reasons(interview) -> None:
    made, person, client = interview
    page = client.post(at("interview", made, person.ref), outcome("recommend", confirmed="yes"))
    assert "cannot be recommended yet" in page.content.decode()
    for row in page.context["report"].waivable:
        reason = {"code": row.code, "reason": "Asked for twice and promised by phone."}
        client.post(at("interview_waive", made, person.ref), reason)
    client.post(at("interview", made, person.ref), outcome("recommend", confirmed="yes"))
    assert Application.objects.get(pk=person.pk).state == "recommended"


def test_one_who_was_not_shortlisted_has_no_page(interview) -> None:
    made, _, client = interview
    other = Application.objects.get(vacancy=made.vacancy, state="not_shortlisted")
    assert client.get(at("interview", made, other.ref)).status_code == 404
