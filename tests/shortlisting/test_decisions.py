"""Deciding, and telling everybody at once."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from applications.models import Application, Break
from applications.services import lifecycle
from core.gates import GateShutError
from core.models import AuditEvent, OutgoingEmail, TypedReason
from shortlisting import sift
from shortlisting.models import Decision, Panel, PanelMember, ProbePoint, Score, Stage
from shortlisting.services.decisions import decide, release
from shortlisting.services.keeping import DecisionError
from shortlisting.services.panel import add_member
from shortlisting.signals import application_shortlisted, outcomes_released
from tests.applications.factories import started_application
from tests.factories import UserFactory
from tests.shortlisting.factories import (
    by_place,
    decide_all,
    hr_of_panel,
    open_panel,
    released_panel,
    score_all,
    sift_with_scores,
)

pytestmark = pytest.mark.django_db
Outcome, State = Decision.Outcome, Application.State


@contextmanager
def heard(*signals):
    """What was announced in the block, as (signal, its application or panel)."""
    found: list[tuple[object, object]] = []

    def listen(signal, **kwargs):
        found.append((signal, kwargs.get("application") or kwargs.get("panel")))

    for signal in signals:
        signal.connect(listen)
    try:
        yield found
    finally:
        for signal in signals:
            signal.disconnect(listen)


@pytest.fixture
def scored():
    return sift_with_scores()


def given(panel, application=None, **changes):
    """What a right decision passes."""
    values = {
        "stage": Stage.SIFT,
        "outcome": Outcome.DO_NOT_SHORTLIST,
        "reason": "Too little on leading others.",
        "criteria": sift.criteria_of(panel)[1:3],
        "by": sift.chair_of(panel).user,
    }
    return (application or sift.candidates_of(panel)[0],), {**values, **changes}


def decided(panel, **changes):
    args, kwargs = given(panel, **changes)
    return decide(*args, **kwargs)


def test_a_decision_has_who_what_why_and_on_which_criteria(scored) -> None:
    made = decided(scored)
    assert (made.outcome, made.decided_by, made.released_at) == (
        Outcome.DO_NOT_SHORTLIST,
        sift.chair_of(scored).user,
        None,
    )
    assert set(made.criteria.all()) == set(sift.criteria_of(scored)[1:3])
    event = AuditEvent.objects.get(verb="decision.made")
    assert event.codes["to"] == "do_not_shortlist"
    assert TypedReason.objects.get(event=event).text == "Too little on leading others."


def test_deciding_tells_nobody(scored) -> None:
    OutgoingEmail.objects.all().delete()
    decided(scored)
    assert not OutgoingEmail.objects.exists()
    assert set(Application.objects.values_list("state", flat=True)) == {State.SUBMITTED}


def test_a_decision_changes_before_the_release_and_wipes_no_score(scored) -> None:
    scores = list(Score.objects.order_by("pk").values())
    decided(scored)
    made = decided(scored, outcome=Outcome.SHORTLIST, reason="Read again.", criteria=())
    assert Decision.objects.count() == 1
    assert (made.outcome, made.reason, made.criteria.count()) == (Outcome.SHORTLIST, "Read again.", 0)
    assert list(AuditEvent.objects.filter(verb__startswith="decision.").values_list("verb", flat=True)) == [
        "decision.made",
        "decision.changed",
    ]
    assert list(Score.objects.order_by("pk").values()) == scores


@pytest.mark.parametrize(
    ("changes", "words", "field"),
    [
        ({"reason": "  "}, "Give the reason", "reason"),
        ({"outcome": Outcome.RECOMMEND}, "Choose shortlist", "outcome"),
        ({"criteria": ()}, "Choose the criteria", "criteria"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(scored, changes, words, field) -> None:
    with pytest.raises(DecisionError, match=words) as caught:
        decided(scored, **changes)
    assert caught.value.field == field
    assert not Decision.objects.exists()


def test_it_rests_on_nothing_that_was_not_scored(scored) -> None:
    with pytest.raises(DecisionError, match="only criteria that the panel scored"):
        decided(scored, criteria=list(scored.vacancy.criteria.filter(number="4.1")))


def test_only_the_chair_decides(scored) -> None:
    for user in (by_place(scored)[1].user, hr_of_panel(scored)):
        with pytest.raises(DecisionError, match="Only the chair"):
            decided(scored, by=user)


def test_nothing_is_decided_while_a_sheet_is_out() -> None:
    made = open_panel()
    score_all(by_place(made)[0], submit=True)
    with pytest.raises(DecisionError, match="Wait until every member"):
        decided(made)


def test_somebody_who_joins_late_holds_up_the_decisions(scored) -> None:
    add_member(scored, user=UserFactory(), by=hr_of_panel(scored))
    with pytest.raises(DecisionError, match="Wait until every member"):
        decided(scored)


def test_one_who_withdrew_is_not_decided(scored) -> None:
    application = sift.candidates_of(scored)[0]
    lifecycle.withdraw(application, by=application.candidate)
    with pytest.raises(DecisionError, match="no longer in the sift"):
        decided(scored, application=application)


def test_the_release_moves_writes_and_announces_all_together(scored) -> None:
    first, second = sift.candidates_of(scored)
    decide_all(scored)
    OutgoingEmail.objects.all().delete()
    with heard(application_shortlisted, outcomes_released) as announced:
        assert release(scored, by=hr_of_panel(scored)) == 2
    assert announced == [(application_shortlisted, first), (outcomes_released, scored)]
    states = dict(Application.objects.values_list("pk", "state"))
    assert states == {first.pk: State.SHORTLISTED, second.pk: State.NOT_SHORTLISTED}
    letters = {mail.ids["application"]: mail.template for mail in OutgoingEmail.objects.filter(
        template__in=["shortlisted_invitation", "not_shortlisted"])}  # fmt: skip
    assert letters == {first.pk: "shortlisted_invitation", second.pk: "not_shortlisted"}
    assert not Decision.objects.filter(released_at=None).exists()
    scored.refresh_from_db()
    assert scored.outcomes_released_at is not None


def test_releasing_twice_releases_once() -> None:
    made = released_panel()
    at = made.outcomes_released_at
    letters = OutgoingEmail.objects.count()
    with heard(application_shortlisted, outcomes_released) as announced:
        assert release(Panel.objects.get(pk=made.pk), by=hr_of_panel(made)) == 0
    made.refresh_from_db()
    assert (announced, OutgoingEmail.objects.count(), made.outcomes_released_at) == ([], letters, at)


def test_nothing_is_released_while_one_is_undecided(scored) -> None:
    decided(scored)
    with pytest.raises(GateShutError, match="1 candidate not decided"):
        release(scored, by=hr_of_panel(scored))
    scored.refresh_from_db()
    assert scored.outcomes_released_at is None
    assert set(Application.objects.values_list("state", flat=True)) == {State.SUBMITTED}


def test_nothing_is_released_before_the_sift_opens() -> None:
    from tests.shortlisting.factories import panel

    made = panel()
    with pytest.raises(DecisionError, match="not open yet"):
        release(made, by=hr_of_panel(made))


def test_one_who_withdrew_and_drafts_are_told_nothing(scored) -> None:
    decide_all(scored)
    gone = sift.candidates_of(scored)[0]
    lifecycle.withdraw(gone, by=gone.candidate)
    draft = started_application(scored.vacancy)
    assert release(scored, by=hr_of_panel(scored)) == 1
    for application in (gone, draft):
        assert not OutgoingEmail.objects.filter(template="shortlisted_invitation").exists()
        application.refresh_from_db()
    assert (gone.state, draft.state) == (State.WITHDRAWN, State.DRAFT)


def test_decisions_are_locked_by_the_release() -> None:
    made = released_panel()
    with pytest.raises(DecisionError, match="can no longer be changed here"):
        decided(made, application=Application.objects.filter(vacancy=made.vacancy).first())


def test_gaps_of_the_shortlisted_become_points_to_explore() -> None:
    made = released_panel()
    chosen, other = Application.objects.filter(vacancy=made.vacancy).order_by("pk")
    texts = list(ProbePoint.objects.filter(application=chosen).values_list("text", flat=True))
    assert len(texts) == Break.objects.filter(application=chosen).count() == 4
    assert "No post, April to August 2019. They wrote: Caring for a parent" in texts
    assert not ProbePoint.objects.filter(application=other).exists()


def test_a_chair_who_is_replaced_decides_no_more(scored) -> None:
    chair, second = by_place(scored)
    PanelMember.objects.filter(pk=chair.pk).update(role=PanelMember.Role.MEMBER)
    PanelMember.objects.filter(pk=second.pk).update(role=PanelMember.Role.CHAIR)
    with pytest.raises(DecisionError, match="Only the chair"):
        decided(scored, by=chair.user)
    assert decided(scored, by=second.user).decided_by == second.user
