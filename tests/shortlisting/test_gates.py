"""Each check at the gates of shortlisting: open, clear, and what it says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import School
from core import gates
from core.gates import Force, GateName
from shortlisting import sift
from shortlisting.models import PanelMember, Score
from shortlisting.services import guaranteed
from shortlisting.services.conflicts import decide_conflict, declare
from shortlisting.services.decisions import decide, release
from shortlisting.services.panel import open_sift, panel_of
from shortlisting.services.plan import agree_plan
from tests.applications.factories import started_application
from tests.factories import SchoolFactory
from tests.shortlisting.factories import (
    by_place,
    decide_all,
    hr_of_panel,
    member,
    open_panel,
    panel,
    recently,
    released_panel,
    score_all,
    sift_with_scores,
)
from tests.vacancies.factories import ready_vacancy
from vacancies.models import Criterion, Vacancy

pytestmark = pytest.mark.django_db
Role = PanelMember.Role


def row(gate: GateName, obj, code: str):
    """The one row of a check, or None where the check has nothing to say."""
    rows = [each for each in gates.run(gate, obj).rows if each.check.code == code]
    return rows[0] if rows else None


def is_open(gate: GateName, obj, code: str) -> bool:
    found = row(gate, obj, code)
    assert found is not None
    return found.finding.open


# --- R01 ------------------------------------------------------------------------------------------------


def trained_cases(make, gate: GateName, code: str) -> None:
    """Nobody trained stops; training in date clears; training out of date stops again."""
    obj, place, school = make()
    assert is_open(gate, obj, code)
    PanelMember.objects.filter(pk=place.pk).update(trained_on=recently())
    assert not is_open(gate, obj, code)
    PanelMember.objects.filter(pk=place.pk).update(trained_on=timezone.localdate() - timedelta(days=4 * 365))
    found = row(gate, obj, code)
    assert found.finding.open
    assert "out of date" in found.finding.how
    School.objects.filter(pk=school.pk).update(training_renewal_months=60)


def untrained(gate: GateName, **school):
    """A panel with nobody trained, and the object its gate is asked about."""

    def make():
        made_school = SchoolFactory(**school)
        if gate is GateName.PUBLISH:
            made = panel_of(ready_vacancy(school=made_school))
            place = member(made, Role.CHAIR)
            return made.vacancy, place, made_school
        made = released_panel(school=made_school) if gate is GateName.INTERVIEW else panel(school=made_school)
        place = by_place(made)[0]
        PanelMember.objects.filter(pk=place.pk).update(trained_on=None)
        if gate is GateName.INTERVIEW:
            return sift.shortlisted(made)[0], place, made_school
        return made, place, made_school

    return make


@pytest.mark.parametrize("gate", [GateName.PUBLISH, GateName.OPEN_SIFT, GateName.INTERVIEW])
def test_panel_trained_law(gate: GateName) -> None:
    trained_cases(untrained(gate, maintained=True), gate, "panel_trained_law")


@pytest.mark.parametrize("gate", [GateName.PUBLISH, GateName.OPEN_SIFT, GateName.INTERVIEW])
def test_panel_trained(gate: GateName) -> None:
    trained_cases(untrained(gate), gate, "panel_trained")


def test_training_is_law_in_maintained_schools_and_guidance_in_academies() -> None:
    maintained, *_ = untrained(GateName.OPEN_SIFT, maintained=True)()
    academy, *_ = untrained(GateName.OPEN_SIFT)()
    assert row(GateName.OPEN_SIFT, maintained, "panel_trained_law").check.force is Force.LAW
    assert row(GateName.OPEN_SIFT, maintained, "panel_trained") is None
    assert row(GateName.OPEN_SIFT, academy, "panel_trained").check.force is Force.SG
    assert row(GateName.OPEN_SIFT, academy, "panel_trained_law") is None


def test_an_observer_or_one_who_left_does_not_count_as_trained() -> None:
    made = panel(members=1)
    PanelMember.objects.update(trained_on=None)
    member(made, Role.OBSERVER, trained_on=recently())
    gone = member(made, trained_on=recently(), name="Gwen Pellow")
    PanelMember.objects.filter(pk=gone.pk).update(removed_at=timezone.now())
    assert is_open(GateName.OPEN_SIFT, made, "panel_trained")


@pytest.mark.parametrize(
    ("trained", "months", "ends"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 3, 15), 36, date(2027, 3, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
    ],
)
def test_when_training_is_renewed(trained: date, months: int, ends: date) -> None:
    assert sift.renewed_by(trained, months) == ends


# --- open the sift --------------------------------------------------------------------------------------------


def test_a_whole_panel_of_a_closed_vacancy_may_open() -> None:
    assert gates.run(GateName.OPEN_SIFT, panel()).open


def test_two_people_shortlist() -> None:
    made = panel(members=1, observer=True)
    found = row(GateName.OPEN_SIFT, made, "two_people_shortlist")
    assert found.waivable
    assert found.finding.what == "Only one person would score"
    member(made)
    assert not is_open(GateName.OPEN_SIFT, made, "two_people_shortlist")


def test_one_with_an_interest_does_not_count() -> None:
    made = panel()
    started_application(made.vacancy, by_place(made)[1].user)
    assert is_open(GateName.OPEN_SIFT, made, "two_people_shortlist")


def test_one_person_may_sift_with_a_typed_reason() -> None:
    made = panel(members=1)
    by = hr_of_panel(made)
    gates.waive(GateName.OPEN_SIFT, made, "two_people_shortlist", by=by, reason="The second member fell ill today.")
    open_sift(made, by=by)
    assert made.sift_opened_at is not None


def test_has_chair() -> None:
    made = panel()
    PanelMember.objects.update(role=Role.MEMBER)
    assert row(GateName.OPEN_SIFT, made, "has_chair").stops
    PanelMember.objects.filter(pk=by_place(made)[0].pk).update(role=Role.CHAIR)
    assert not is_open(GateName.OPEN_SIFT, made, "has_chair")


def test_vacancy_closed() -> None:
    made = panel()
    assert not is_open(GateName.OPEN_SIFT, made, "vacancy_closed")
    Vacancy.objects.update(state=Vacancy.State.PUBLISHED)
    made.vacancy.refresh_from_db()
    assert row(GateName.OPEN_SIFT, made, "vacancy_closed").stops


def test_vacancy_closed_waits_for_one_who_was_allowed_a_later_time() -> None:
    made = panel()
    late = started_application(made.vacancy, closes_at_for_them=timezone.now() + timedelta(hours=1))
    assert row(GateName.OPEN_SIFT, made, "vacancy_closed").stops
    type(late).objects.filter(pk=late.pk).update(closes_at_for_them=timezone.now() - timedelta(hours=1))
    assert not is_open(GateName.OPEN_SIFT, made, "vacancy_closed")


def test_somebody_applied() -> None:
    made = panel(candidates=0)
    started_application(made.vacancy)
    assert row(GateName.OPEN_SIFT, made, "somebody_applied").stops
    assert not is_open(GateName.OPEN_SIFT, panel(), "somebody_applied")


def test_criteria_ready() -> None:
    made = panel()
    assert not is_open(GateName.OPEN_SIFT, made, "criteria_ready")
    first = Criterion.objects.filter(vacancy=made.vacancy).first()
    Criterion.objects.filter(pk=first.pk).update(importance="")
    assert "lacks its importance" in row(GateName.OPEN_SIFT, made, "criteria_ready").finding.what
    Criterion.objects.update(importance="essential", methods="interview")
    assert "No criterion is judged" in row(GateName.OPEN_SIFT, made, "criteria_ready").finding.what


def test_plan_agreed() -> None:
    made = panel()
    assert is_open(GateName.OPEN_SIFT, made, "plan_agreed")
    assert not row(GateName.OPEN_SIFT, made, "plan_agreed").stops
    agree_plan(made, by=hr_of_panel(made))
    assert not is_open(GateName.OPEN_SIFT, made, "plan_agreed")


# --- release ------------------------------------------------------------------------------------------------


def test_every_sheet_in() -> None:
    made = open_panel()
    assert row(GateName.RELEASE, made, "every_sheet_in").stops
    for each in by_place(made):
        score_all(each, submit=True)
    assert not is_open(GateName.RELEASE, made, "every_sheet_in")


def test_conflicts_settled() -> None:
    made = sift_with_scores(candidates=3, members=3)
    member = by_place(made)[1]
    declare(member, known={sift.candidates_of(made)[0].pk: "We are friends."}, by=member.user)
    found = row(GateName.RELEASE, made, "conflicts_settled")
    assert found.stops
    assert str(member.user) in found.finding.how
    assert not any(name in found.finding.how for name in (sift.name_of(each) for each in sift.candidates_of(made)))
    decide_conflict(member.conflicts.get(knows=True), decision="go_on", reason="Long ago.", by=hr_of_panel(made))
    assert not is_open(GateName.RELEASE, made, "conflicts_settled")


def test_every_outcome_decided() -> None:
    made = sift_with_scores()
    assert row(GateName.RELEASE, made, "every_outcome_decided").finding.what == "2 candidates not decided"
    decide_all(made)
    assert not is_open(GateName.RELEASE, made, "every_outcome_decided")
    for application in sift.candidates_of(made):
        type(application).objects.filter(pk=application.pk).update(state="withdrawn")
    assert row(GateName.RELEASE, made, "every_outcome_decided").finding.what == "There is nobody to tell"


def test_two_sheets_each() -> None:
    made = sift_with_scores(members=2)
    assert not is_open(GateName.RELEASE, made, "two_sheets_each")
    by_place(made)[1].sheets.all()[0].scores.all().delete()
    by_place(made)[1].sheets.all()[0].delete()
    found = row(GateName.RELEASE, made, "two_sheets_each")
    assert found.waivable
    assert found.finding.what == "1 application scored by fewer than two people"


def test_essentials_met() -> None:
    made = sift_with_scores()
    decide_all(made, shortlisted=1)
    assert not is_open(GateName.RELEASE, made, "essentials_met")
    essential = sift.criteria_of(made)[1]
    Score.objects.filter(criterion=essential).update(value=1)
    found = row(GateName.RELEASE, made, "essentials_met")
    assert found.finding.open
    assert not found.stops  # nobody is rejected by a score: the chair's reason stands
    assert release(made, by=hr_of_panel(made)) == 2


def test_essentials_met_says_nothing_while_a_sheet_is_out() -> None:
    assert row(GateName.RELEASE, open_panel(), "essentials_met") is None


def test_looked_over() -> None:
    made = sift_with_scores()
    decide_all(made)
    assert is_open(GateName.RELEASE, made, "looked_over")
    assert gates.run(GateName.RELEASE, made).open  # good practice: it stops nobody
    guaranteed.look(made, by=hr_of_panel(made))
    assert not is_open(GateName.RELEASE, made, "looked_over")


def test_decide_is_not_a_way_round_the_release() -> None:
    made = sift_with_scores()
    first = sift.candidates_of(made)[0]
    chair = sift.chair_of(made).user
    decide(first, stage="sift", outcome="shortlist", reason="Strong.", by=chair)
    assert not gates.run(GateName.RELEASE, made).open
