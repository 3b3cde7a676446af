"""HR's pages: the panel and the opening of the sift."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from shortlisting import sift
from shortlisting.models import PanelMember
from tests.factories import UserFactory
from tests.markup import Markup
from tests.shortlisting.factories import (
    by_place,
    hr_of_panel,
    open_panel,
    panel,
)
from tests.shortlisting.pages import at, summary

pytestmark = pytest.mark.django_db
Role = PanelMember.Role


NEW = {"name": "Gwen Pellow", "email": "gwen.pellow@example.org", "role": "member"}


def test_hr_puts_somebody_on_the_panel(signed_in) -> None:
    made = panel(candidates=0)
    trained = {"trained_on_day": "3", "trained_on_month": "2", "trained_on_year": "2025"}
    answer = signed_in(hr_of_panel(made)).post(at("panel_add", made), {**NEW, **trained}, follow=True)
    assert "Gwen Pellow is on the panel. We have written to them." in answer.content.decode()
    place = made.members.get(user__email="gwen.pellow@example.org")
    assert (place.user.name, place.role, str(place.trained_on)) == ("Gwen Pellow", "member", "2025-02-03")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"name": ""}, "Enter their full name"),
        ({"email": "gwen.pellow"}, "e-mail address"),
        ({"role": "boss"}, "Choose from the answers on the list"),
        ({"role": "chair"}, "Ruth Penhallow is the chair. Give them another role first"),
        ({"trained_on_day": "31", "trained_on_month": "2", "trained_on_year": "2025"}, "February 2025 has 28 days"),
        ({"trained_on_day": "1", "trained_on_month": "1", "trained_on_year": "2099"}, "today or in the past"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(signed_in, changes, line) -> None:
    made = panel(candidates=0)
    page = signed_in(hr_of_panel(made)).post(at("panel_add", made), {**NEW, **changes})
    (said,) = summary(page)
    assert line.lower() in said.lower()
    kept = Markup(page.content.decode()).one("input", name="name")
    assert kept.attrs.get("value", "") == {**NEW, **changes}["name"]
    assert made.members.count() == 2


def test_the_same_person_twice_is_said_beside_the_address(signed_in) -> None:
    made = panel(candidates=0)
    client = signed_in(hr_of_panel(made))
    client.post(at("panel_add", made), NEW)
    page = client.post(at("panel_add", made), NEW)
    assert summary(page) == ["Gwen Pellow is on the panel already"]
    assert made.members.count() == 3


def test_hr_changes_and_removes_a_member(signed_in) -> None:
    made = panel(members=3)
    client, third = signed_in(hr_of_panel(made)), by_place(made)[2]
    client.post(at("panel_change", made, third.pk), {"role": "observer"})
    third.refresh_from_db()
    assert third.role == Role.OBSERVER
    page = client.get(at("panel_remove", made, third.pk)).content.decode()
    assert f"Remove {third.user} from the panel?" in page
    for _ in range(2):
        client.post(at("panel_remove", made, third.pk))
    assert third.pk not in made.members.current().values_list("pk", flat=True)


def test_a_member_of_another_panel_is_a_404(signed_in) -> None:
    made, other = panel(candidates=0), panel(candidates=0)
    page = signed_in(hr_of_panel(made)).get(at("panel_change", made, by_place(other)[0].pk))
    assert page.status_code == 404


def test_removing_below_two_is_refused_in_words(signed_in) -> None:
    made = open_panel()
    page = signed_in(hr_of_panel(made)).post(at("panel_remove", made, by_place(made)[1].pk), follow=True)
    assert "At least two people must score. Add somebody else first" in page.content.decode()
    assert len(by_place(made)) == 2


def test_hr_opens_the_sift(signed_in) -> None:
    made = panel()
    day = timezone.localdate() + timedelta(days=6)
    due = {"due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year}
    client = signed_in(hr_of_panel(made))
    page = client.post(at("open_sift", made), due, follow=True)
    assert "The sift is open" in page.content.decode()
    made.refresh_from_db()
    assert made.sift_due_on == day
    assert client.get(at("open_sift", made)).url == at("panel", made)


def test_the_gate_is_shown_and_a_reason_lets_guidance_pass(signed_in) -> None:
    made = panel(members=1)
    client = signed_in(hr_of_panel(made))
    assert "Only one person would score" in client.get(at("open_sift", made)).content.decode()
    short = client.post(at("open_sift_waive", made), {"code": "two_people_shortlist", "reason": "Ill."})
    assert len(summary(short)) == 1
    assert ">Ill.</textarea>" in short.content.decode()
    reason = "The second member fell ill and nobody else is trained."
    client.post(at("open_sift_waive", made), {"code": "two_people_shortlist", "reason": reason})
    assert reason in client.get(at("open_sift", made)).content.decode()
    client.post(at("open_sift_take_back", made), {"code": "two_people_shortlist"})
    assert reason not in client.get(at("open_sift", made)).content.decode()


def test_a_day_that_passed_is_refused(signed_in) -> None:
    made = open_panel()
    page = signed_in(hr_of_panel(made)).post(
        at("panel_due", made), {"due_on_day": "1", "due_on_month": "1", "due_on_year": "2020"}
    )
    assert summary(page) == ["The day must be today or later"]


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_panel_page_takes_the_same_queries(signed_in, django_assert_num_queries, candidates) -> None:
    made = open_panel(candidates=candidates, members=1 + candidates if candidates > 1 else 2)
    client = signed_in(hr_of_panel(made))
    client.get(at("panel", made))
    with django_assert_num_queries(17):
        client.get(at("panel", made))


def test_nobody_is_named_who_only_joined(signed_in) -> None:
    """Names on the panel's page are those of the panel, never of candidates."""
    made = panel()
    body = signed_in(hr_of_panel(made)).get(at("panel", made)).content.decode()
    assert str(by_place(made)[0].user) in body
    assert not any(each.candidate.name in body for each in sift.candidates_of(made))
    assert UserFactory().name not in body
