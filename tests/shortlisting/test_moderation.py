"""Agreeing a score: who may, when, with whom; the originals stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application
from core.models import AuditEvent
from shortlisting import sift
from shortlisting.grid import grid_of
from shortlisting.models import AgreedScore, PanelMember, PassFail, Score
from shortlisting.services.moderation import ModerationError, agree
from shortlisting.standing import standing_of
from tests.markup import Markup
from tests.shortlisting.factories import by_place, decide_all, hr_of_panel, member, sift_with_scores
from tests.shortlisting.pages import at, summary
from vacancies.models import Criterion, Scoring

pytestmark = pytest.mark.django_db


def apart(place: PanelMember, application: Application, criterion: Criterion) -> int:
    """The chair gives 4 where the other gives 1, to the first candidate alone."""
    return (4 if place.role == PanelMember.Role.CHAIR else 1) if application.pk % 2 else 2


@pytest.fixture
def panel():
    """A sift that is in, with members far apart."""
    return sift_with_scores(candidates=2, value=apart)


@pytest.fixture
def far(panel) -> tuple[Application, Criterion]:
    """What lies farthest apart."""
    talk = standing_of(panel).talks[0]
    return Application.objects.get(pk=talk.candidate), Criterion.objects.get(pk=talk.criterion)


def record(panel, far, **changes):
    wanted = {"score": "3", "reason": "The effect is shown for one term.", "present": by_place(panel),
              "by": sift.chair_of(panel).user}  # fmt: skip
    return agree(*far, **{**wanted, **changes})


def test_the_agreed_score_stands_in_the_ranking_and_the_originals_stay(panel, far) -> None:
    before = sorted(Score.objects.values_list("pk", "value", "note"))
    made = record(panel, far)
    assert (made.value, set(made.present.all())) == (3, set(by_place(panel)))
    row = next(row for row in standing_of(panel).ranking.ranked if row.candidate == far[0].pk)
    assert row.means[far[1].pk] == 3
    assert sorted(Score.objects.values_list("pk", "value", "note")) == before
    assert AuditEvent.objects.filter(verb="score.agreed").count() == 1


def test_where_the_panel_cannot_agree_the_mean_stands_and_the_talk_is_over(panel, far) -> None:
    made = record(panel, far, score="")
    assert made.value is None
    standing = standing_of(panel)
    row = next(row for row in standing.ranking.ranked if row.candidate == far[0].pk)
    assert row.means[far[1].pk] == 2.5
    assert [talk.settled for talk in standing.talks if (talk.candidate, talk.criterion) == (far[0].pk, far[1].pk)] == [
        True
    ]


def test_agreed_anew_the_earlier_one_stays_to_be_read(panel, far) -> None:
    first, second = record(panel, far), record(panel, far, score="4", reason="We read the second paragraph again.")
    first.refresh_from_db()
    assert (first.value, first.replaced_at is not None, second.replaced_at) == (3, True, None)
    assert AgreedScore.objects.current().count() == 1


def test_a_pass_or_fail_criterion_is_agreed_in_its_own_words(panel, far) -> None:
    Criterion.objects.filter(pk=far[1].pk).update(scoring=Scoring.PASS_FAIL)
    made = record(panel, (far[0], Criterion.objects.get(pk=far[1].pk)), score="partly")
    assert (made.value, made.judgement) == (None, PassFail.PARTLY)


@pytest.mark.parametrize(("changes", "says"), [
    ({"score": "5"}, "Choose a score from 0 to 4"),
    ({"score": "met"}, "Choose a score from 0 to 4"),
    ({"reason": "  "}, "Say why"),
    ({"present": []}, "At least two members"),
])  # fmt: skip
def test_what_cannot_be_recorded(panel, far, changes, says) -> None:
    with pytest.raises(ModerationError, match=says):
        record(panel, far, **changes)
    assert not AgreedScore.objects.exists()


def test_one_member_twice_is_not_two(panel, far) -> None:
    with pytest.raises(ModerationError, match="At least two members"):
        record(panel, far, present=[by_place(panel)[0]] * 2)


def test_somebody_who_did_not_score_was_not_there_to_agree(panel, far) -> None:
    observer = member(panel, PanelMember.Role.OBSERVER)
    with pytest.raises(ModerationError, match="who scored this candidate"):
        record(panel, far, present=[*by_place(panel), observer])


def test_only_the_chair_records(panel, far) -> None:
    for other in (by_place(panel)[1].user, hr_of_panel(panel)):
        with pytest.raises(ModerationError, match="Only the chair"):
            record(panel, far, by=other)


def test_not_while_a_sheet_is_out(far) -> None:
    open_one = sift_with_scores(candidates=2, value=apart, submit=False)
    chair = sift.chair_of(open_one)
    application = sift.candidates_of(open_one)[0]
    with pytest.raises(ModerationError, match="every member has submitted"):
        agree(application, sift.criteria_of(open_one)[1], score="3", reason="Why", present=by_place(open_one),
              by=chair.user)  # fmt: skip


def test_not_after_the_release(panel, far) -> None:
    from shortlisting.services.decisions import release

    decide_all(panel)
    release(panel, by=hr_of_panel(panel))
    with pytest.raises(ModerationError, match="released"):
        record(panel, far)


# --- pages ----------------------------------------------------------------------------------------------


@pytest.fixture
def chair(panel, signed_in):
    return signed_in(sift.chair_of(panel).user)


def post(panel, **changes):
    there = [str(place.pk) for place in by_place(panel)]
    return {"score": "3", "reason": "The effect is shown for one term.", "present": there, **changes}


def test_the_chair_records_and_goes_on_with_the_next(panel, far, chair) -> None:
    page = at("agree", panel, far[0].ref, far[1].pk)
    markup = Markup(chair.get(page).content.decode())
    assert not any("checked" in each.attrs for name in ("score", "present") for each in markup.all("input", name=name))
    there = [str(place.pk) for place in by_place(panel)[:2]]
    answer = chair.post(page, post(panel, present=there))
    assert answer.status_code == 302
    assert answer.url != page
    assert "Agreed: 3" in chair.get(page).content.decode()
    cells = [cell for row in grid_of(panel).rows for cell in row.cells if cell.agreed]
    assert [cell.text for cell in cells] == ["3.0"]
    following = chair.get(answer.url)  # who was there is filled in for the rest of the day
    assert following.context["form"].initial["present"] == there
    AgreedScore.objects.update(agreed_at=timezone.now() - timedelta(days=1))
    assert chair.get(answer.url).context["form"].initial["present"] == []


def test_the_queue_ends_on_the_grid(panel, chair) -> None:
    for _ in standing_of(panel).to_agree:
        talk = standing_of(panel).to_agree[0]
        ref = Application.objects.get(pk=talk.candidate).ref
        answer = chair.post(at("agree", panel, ref, talk.criterion), post(panel))
    assert answer.url == at("grid", panel)
    assert "Everything that lay apart is agreed" in chair.get(at("moderation", panel)).content.decode()


@pytest.mark.parametrize(("changes", "line"), [
    ({"score": ""}, "Choose the score that you agree, or that you cannot agree"),
    ({"reason": ""}, "Enter why you agree on this score"),
    ({"present": []}, "Choose who was there"),
])  # fmt: skip
def test_what_is_missing_is_said_and_what_was_typed_stays(panel, far, chair, changes, line) -> None:
    answer = chair.post(at("agree", panel, far[0].ref, far[1].pk), post(panel, **changes))
    assert line in summary(answer)
    if "reason" not in changes:
        assert "one term" in Markup(answer.content.decode()).one("textarea", name="reason").text


def test_a_member_reads_and_records_nothing(panel, far, signed_in) -> None:
    client = signed_in(by_place(panel)[1].user)
    page = at("agree", panel, far[0].ref, far[1].pk)
    assert client.get(page).status_code == 200
    assert client.post(page, post(panel)).status_code == 404
    assert not AgreedScore.objects.exists()


def test_there_is_nothing_while_a_sheet_is_out(signed_in) -> None:
    made = sift_with_scores(candidates=2, value=apart, submit=False)
    application, criterion = sift.candidates_of(made)[0], sift.criteria_of(made)[1]
    client = signed_in(sift.chair_of(made).user)
    for page in (at("moderation", made), at("agree", made, application.ref, criterion.pk)):
        assert client.get(page).status_code == 404


def test_a_criterion_or_candidate_of_another_vacancy_is_not_there(panel, far, chair) -> None:
    other = sift_with_scores(candidates=2)
    stranger, criterion = sift.candidates_of(other)[0], sift.criteria_of(other)[1]
    for ref, pk in ((stranger.ref, far[1].pk), (far[0].ref, criterion.pk)):
        assert chair.get(at("agree", panel, ref, pk)).status_code == 404


@pytest.mark.parametrize("candidates", [1, 3])
def test_the_queue_takes_the_same_queries(signed_in, django_assert_num_queries, candidates) -> None:
    made = sift_with_scores(candidates=candidates, value=apart)
    client = signed_in(sift.chair_of(made).user)
    client.get(at("moderation", made))
    with django_assert_num_queries(22):
        client.get(at("moderation", made))
