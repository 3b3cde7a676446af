"""The outcome of an interview, and what was explored there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from applications.services import lifecycle
from core import gates
from core.gates import GateName, GateShutError
from core.models import AuditEvent, OutgoingEmail
from shortlisting import sift
from shortlisting.models import Decision, ProbePoint, Stage
from shortlisting.services import finals, probe_points
from shortlisting.services.decisions import decide
from shortlisting.services.keeping import DecisionError
from shortlisting.signals import candidate_recommended
from tests.shortlisting.factories import by_place, hr_of_panel, released_panel
from tests.shortlisting.test_decisions import heard

pytestmark = pytest.mark.django_db
Outcome, State = Decision.Outcome, Application.State


@pytest.fixture
def released():
    return released_panel(candidates=3, shortlisted=2)


@pytest.fixture
def person(released):
    found = sift.shortlisted(released)[0]
    found.vacancy = released.vacancy
    return found


def let_through(application, by) -> None:
    """Pass what is guidance at the interview gate, with a reason."""
    for row in gates.run(GateName.INTERVIEW, application).waivable:
        gates.waive(GateName.INTERVIEW, application, row.code, by=by, reason="Settled by phone on the day itself.")


def record(application, panel, **changes):
    values = {
        "stage": Stage.INTERVIEW,
        "outcome": Outcome.RECOMMEND,
        "reason": "Strongest on the day.",
        "interviewed_on": timezone.localdate(),
        "by": hr_of_panel(panel),
    }
    return decide(application, **{**values, **changes})


def test_hr_records_a_recommendation_which_is_announced(released, person) -> None:
    let_through(person, hr_of_panel(released))
    with heard(candidate_recommended) as announced:
        made = record(person, released)
    assert announced == [(candidate_recommended, person)]
    assert (made.outcome, made.interviewed_on, made.decided_by) == (
        Outcome.RECOMMEND,
        timezone.localdate(),
        hr_of_panel(released),
    )
    assert Application.objects.get(pk=person.pk).state == State.RECOMMENDED
    moves = AuditEvent.objects.filter(subject_type="applications.application", subject_id=person.pk)
    verbs = list(moves.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["application.interviewed", "application.recommended"]


def test_the_gate_holds_a_recommendation_and_a_reserve(released, person) -> None:
    for outcome in (Outcome.RECOMMEND, Outcome.RESERVE):
        with pytest.raises(GateShutError):
            record(person, released, outcome=outcome)
    assert Application.objects.get(pk=person.pk).state == State.SHORTLISTED


def test_one_who_did_not_come_is_not_appointed_and_hears_it_with_the_others(released, person) -> None:
    made = record(person, released, outcome=Outcome.DO_NOT_APPOINT, interviewed_on=None, reason="Did not come.")
    assert (made.interviewed_on, made.released_at) == (None, None)
    assert Application.objects.get(pk=person.pk).state == State.SHORTLISTED
    letters = OutgoingEmail.objects.filter(template="interview_not_appointed")
    assert not letters.exists()
    record(sift.shortlisted(released)[1], released, outcome=Outcome.DO_NOT_APPOINT)
    assert finals.release(released, by=hr_of_panel(released)) == 2
    assert Application.objects.get(pk=person.pk).state == State.NOT_APPOINTED
    assert {"application": person.pk} in [mail.ids for mail in letters]


def test_the_same_outcome_twice_tells_once_and_keeps_the_later_reason(released, person) -> None:
    record(sift.shortlisted(released)[1], released, outcome=Outcome.DO_NOT_APPOINT)
    for reason in ("First words.", "Better words."):
        record(person, released, outcome=Outcome.DO_NOT_APPOINT, reason=reason)
        finals.release(released, by=hr_of_panel(released))
    assert Decision.objects.get(application=person, stage=Stage.INTERVIEW).reason == "Better words."
    letters = OutgoingEmail.objects.filter(template="interview_not_appointed", subject_id=person.pk)
    assert letters.count() == 1


@pytest.mark.parametrize("first", [Outcome.RECOMMEND, Outcome.RESERVE, Outcome.DO_NOT_APPOINT])
@pytest.mark.parametrize("second", [Outcome.RECOMMEND, Outcome.RESERVE, Outcome.DO_NOT_APPOINT])
def test_an_outcome_can_be_changed_until_an_offer(released, person, first, second) -> None:
    other = sift.shortlisted(released)[1]
    other.vacancy = released.vacancy
    let_through(person, hr_of_panel(released))
    record(other, released, outcome=Outcome.DO_NOT_APPOINT)
    for outcome in (first, second):  # told each time, which moves the application
        record(person, released, outcome=outcome)
        finals.release(released, by=hr_of_panel(released))
    becomes = {"recommend": "recommended", "reserve": "reserve", "do_not_appoint": "not_appointed"}
    assert Application.objects.get(pk=person.pk).state == becomes[second]


def test_it_cannot_be_changed_once_an_offer_is_made(released, person) -> None:
    let_through(person, hr_of_panel(released))
    record(person, released)
    lifecycle.move(person, State.OFFERED, by=hr_of_panel(released))
    with pytest.raises(DecisionError, match="cannot be changed now: the candidate is offered"):
        record(person, released, outcome=Outcome.RESERVE)


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"reason": " "}, "Give the reason", "reason"),
        ({"outcome": Outcome.SHORTLIST}, "Choose recommend", "outcome"),
        ({"interviewed_on": None}, "Enter the date", "interviewed_on"),
        ({"interviewed_on": timezone.localdate() + timedelta(days=400)}, "today or in the past", "interviewed_on"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(released, person, changes, words, field) -> None:
    with pytest.raises(DecisionError, match=words) as caught:
        record(person, released, **changes)
    assert caught.value.field == field


def test_the_chair_may_record_and_a_member_may_not(released, person) -> None:
    chair, second = by_place(released)
    with pytest.raises(DecisionError, match="chair of the panel or HR"):
        record(person, released, outcome=Outcome.DO_NOT_APPOINT, by=second.user)
    assert record(person, released, outcome=Outcome.DO_NOT_APPOINT, by=chair.user).decided_by == chair.user


def test_one_who_was_not_shortlisted_has_no_interview(released) -> None:
    other = Application.objects.get(vacancy=released.vacancy, state=State.NOT_SHORTLISTED)
    with pytest.raises(DecisionError, match="is not shortlisted"):
        record(other, released, outcome=Outcome.DO_NOT_APPOINT)


def test_a_point_is_explored_and_can_be_opened_again(released, person) -> None:
    point = ProbePoint.objects.filter(application=person).first()
    by = hr_of_panel(released)
    probe_points.explore(point, note=" Cared for a parent at home. ", by=by)
    assert (point.explored_note, point.explored_by) == ("Cared for a parent at home.", by)
    assert point.explored_at is not None
    probe_points.explore(point, note="", by=by)
    assert (point.explored_by, point.explored_at) == (None, None)
    verbs = AuditEvent.objects.filter(subject_type="shortlisting.probepoint", subject_id=point.pk)
    assert list(verbs.order_by("pk").values_list("verb", flat=True))[-2:] == [
        "probe_point.explored",
        "probe_point.opened_again",
    ]


def test_a_later_stage_adds_a_point_once(person) -> None:
    for _ in range(2):
        probe_points.add(person, source="reference.dates", key="7", text="Dates differ by two months.", by=None)
    assert ProbePoint.objects.filter(application=person, source="reference.dates").count() == 1
