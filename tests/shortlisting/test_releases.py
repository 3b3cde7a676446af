"""Nobody is told by accident: a count that is typed, a grace in which it can be stopped, decisions taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from applications.models import Application
from core.gates import GateShutError
from core.models import AuditEvent, OutgoingEmail, TypedReason
from core.services import tick
from shortlisting import sift
from shortlisting.models import AgreedScore, Decision, Release, Score, Stage
from shortlisting.services import finals, releases
from shortlisting.services.decisions import decide, take_back
from shortlisting.services.keeping import DecisionError
from shortlisting.services.panel import add_member
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.shortlisting.factories import by_place, decide_all, hr_of_panel, released_panel, sift_with_scores
from tests.shortlisting.pages import at, summary
from tests.shortlisting.test_interviews import record

pytestmark = pytest.mark.django_db
State = Application.State
LETTERS = ("shortlisted_invitation", "not_shortlisted", "interview_reserve", "interview_not_appointed")


@pytest.fixture
def grace(settings) -> timedelta:
    settings.OUTCOME_GRACE_MINUTES = 10
    return timedelta(minutes=10)


@pytest.fixture
def held(grace):
    made = sift_with_scores(candidates=3)
    decide_all(made)
    return made


def told() -> int:
    return OutgoingEmail.objects.filter(template__in=LETTERS).count()


def states(panel) -> set[str]:
    return set(Application.objects.filter(vacancy=panel.vacancy).values_list("state", flat=True))


def asked(panel, count: int = 3) -> Release | None:
    return releases.ask(panel, stage=Stage.SIFT, count=count, by=hr_of_panel(panel))


def test_nothing_happens_until_the_grace_is_over_and_then_once(held) -> None:
    made = asked(held)
    assert made is not None
    assert asked(held) is None  # pressed twice
    tick.run(made.due_at - timedelta(seconds=1))
    assert (told(), states(held), sift.phase_of(held)) == (0, {State.SUBMITTED}, sift.Phase.HELD)
    for _ in range(2):
        tick.run(made.due_at)
    held.refresh_from_db()
    assert (told(), states(held)) == (3, {State.SHORTLISTED, State.NOT_SHORTLISTED})
    assert Release.objects.get().done_at is not None
    assert AuditEvent.objects.get(verb="outcomes.released").actor_id == hr_of_panel(held).pk


def test_a_wrong_count_releases_nothing(held) -> None:
    for count in (0, 2, 4):
        with pytest.raises(DecisionError, match="It must be 3"):
            asked(held, count)
    assert not Release.objects.exists()


def test_the_gate_is_asked_when_it_is_asked_for_and_again_when_it_is_due(held) -> None:
    made = asked(held)
    add_member(held, user=UserFactory(), by=hr_of_panel(held))  # a sheet is out again
    tick.run(made.due_at)
    made.refresh_from_db()
    assert (told(), made.done_at, made.stopped_by) == (0, None, None)
    assert made.stopped_at is not None
    with pytest.raises(GateShutError):
        asked(held)


def test_a_release_that_is_stopped_tells_nobody_and_can_be_asked_for_again(held) -> None:
    made = asked(held)
    with pytest.raises(DecisionError, match="Say why"):
        releases.stop(held, stage=Stage.SIFT, reason=" ", by=hr_of_panel(held))
    assert releases.stop(held, stage=Stage.SIFT, reason="One reason is wrong.", by=hr_of_panel(held))
    assert not releases.stop(held, stage=Stage.SIFT, reason="Again.", by=hr_of_panel(held))
    tick.run(made.due_at)
    assert (told(), states(held)) == (0, {State.SUBMITTED})
    event = AuditEvent.objects.get(verb="outcomes.release_stopped")
    assert TypedReason.objects.get(event=event).text == "One reason is wrong."
    tick.run(asked(held).due_at)
    assert told() == 3


def test_it_cannot_be_stopped_once_everybody_is_told(held) -> None:
    tick.run(asked(held).due_at)
    assert not releases.stop(held, stage=Stage.SIFT, reason="Too late.", by=hr_of_panel(held))
    assert Decision.objects.filter(released_at=None).count() == 0


def test_while_it_waits_no_decision_changes(held) -> None:
    asked(held)
    first, chair = sift.candidates_of(held)[0], sift.chair_of(held).user
    with pytest.raises(DecisionError, match="Stop that first"):
        decide(first, stage=Stage.SIFT, outcome="shortlist", reason="Other words.", by=chair)
    with pytest.raises(DecisionError, match="Stop that first"):
        take_back(first, reason="Wrong.", by=chair)


def test_a_decision_is_taken_back_with_a_reason_and_no_score_goes(held) -> None:
    first, chair = sift.candidates_of(held)[0], sift.chair_of(held).user
    before = (list(Score.objects.order_by("pk").values()), AgreedScore.objects.count())
    with pytest.raises(DecisionError, match="Say why"):
        take_back(first, reason="", by=chair)
    with pytest.raises(DecisionError, match="Only the chair"):
        take_back(first, reason="Wrong.", by=by_place(held)[1].user)
    assert take_back(first, reason="Pressed the wrong button.", by=chair)
    assert not take_back(first, reason="Twice.", by=chair)
    assert sift.phase_of(held) is sift.Phase.DECIDING
    assert (list(Score.objects.order_by("pk").values()), AgreedScore.objects.count()) == before
    event = AuditEvent.objects.get(verb="decision.taken_back")
    assert event.codes == {"stage": "sift", "from": "shortlist", "to": None, "application": first.pk}


@pytest.mark.django_db(transaction=True)
def test_stopping_and_telling_at_the_same_moment_ends_one_way(held) -> None:
    made = asked(held)
    by = hr_of_panel(held)
    results = at_once(
        lambda: releases.carry_out(Release.objects.get(pk=made.pk)),
        lambda: releases.stop(type(held).objects.get(pk=held.pk), stage=Stage.SIFT, reason="Wait.", by=by),
    )
    made.refresh_from_db()
    stopped = made.stopped_at is not None
    assert (made.done_at is None) == stopped
    assert told() == (0 if stopped else 3)
    assert sorted(map(str, results)) == sorted(["skipped", "True"] if stopped else ["sent", "False"])


# --- after the interviews ----------------------------------------------------------------------------------


@pytest.fixture
def concluded(grace):
    made = released_panel(candidates=4, shortlisted=3)
    for each in sift.shortlisted(made):
        each.vacancy = made.vacancy
        record(each, made, outcome="do_not_appoint")
    return made


def test_outcomes_after_the_interview_wait_in_the_same_way(concluded) -> None:
    by = hr_of_panel(concluded)
    OutgoingEmail.objects.all().delete()
    with pytest.raises(DecisionError, match="It must be 3"):
        releases.ask(concluded, stage=Stage.INTERVIEW, count=2, by=by)
    made = releases.ask(concluded, stage=Stage.INTERVIEW, count=3, by=by)
    with pytest.raises(DecisionError, match="Stop that first"):
        record(finals.held_of(concluded)[0].application, concluded, outcome="do_not_appoint")
    tick.run(made.due_at - timedelta(seconds=1))
    assert told() == 0
    tick.run(made.due_at)
    assert told() == 3
    assert State.NOT_APPOINTED in states(concluded)
    assert releases.ask(concluded, stage=Stage.INTERVIEW, count=3, by=by) is None  # nothing is held any more


def test_nobody_is_told_while_one_has_no_outcome(concluded) -> None:
    one = finals.held_of(concluded)[0].application
    assert finals.take_back(one, reason="The wrong person.", by=hr_of_panel(concluded))
    with pytest.raises(DecisionError, match="no outcome yet"):
        finals.release(concluded, by=hr_of_panel(concluded))
    made = releases.ask(concluded, stage=Stage.INTERVIEW, count=2, by=hr_of_panel(concluded))
    OutgoingEmail.objects.all().delete()
    tick.run(made.due_at)
    assert told() == 0


# --- the pages ---------------------------------------------------------------------------------------------


def test_hr_types_the_count_waits_and_stops(held, signed_in) -> None:
    client = signed_in(hr_of_panel(held))
    page = client.get(at("release", held)).content.decode()
    assert "10 minutes after you press the button" in page
    (line,) = summary(client.post(at("release", held), {"count": "30"}))
    assert line == "Type 3: that is how many are told"
    (line,) = summary(client.post(at("release", held), {}))
    assert "how many candidates are told" in line
    after = client.post(at("release", held), {"count": "3"}, follow=True).content.decode()
    assert "About to be told: you can still stop it" in after
    assert client.get(at("release", held)).url == at("outcomes", held)
    (line,) = summary(client.post(at("stop_release", held), {"reason": ""}))
    assert line == "Enter why you undo it"
    stopped = client.post(at("stop_release", held), {"reason": "A name was wrong."}, follow=True).content.decode()
    assert "Stopped. Nobody was told." in stopped
    assert told() == 0


def test_the_chair_takes_a_decision_back_by_number(held, signed_in) -> None:
    first = sift.candidates_of(held)[0]
    client = signed_in(sift.chair_of(held).user)
    page = client.get(at("undo", held, first.ref)).content.decode()
    assert "Take back the decision on Candidate" in page
    assert first.candidate.name not in page
    client.post(at("undo", held, first.ref), {"reason": "Wrong button."})
    assert not Decision.objects.filter(application=first).exists()
    assert client.get(at("undo", held, first.ref)).status_code == 404
    assert signed_in(hr_of_panel(held)).get(at("undo", held, sift.candidates_of(held)[1].ref)).status_code == 404


def test_hr_takes_an_outcome_back_after_the_interview(concluded, signed_in) -> None:
    one = finals.held_of(concluded)[0].application
    client = signed_in(hr_of_panel(concluded))
    client.post(at("final_undo", concluded, one.ref), {"reason": "Wrong person."})
    assert not Decision.objects.filter(application=one, stage=Stage.INTERVIEW).exists()
