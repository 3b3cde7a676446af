"""A person in HR who sits on the panel and is out for a candidate: nothing that judges that candidate reaches them."""

from __future__ import annotations

from datetime import time

import pytest
from django.utils import timezone

from shortlisting import sift
from shortlisting.models import Booking, Decision, Feedback, Panel, PanelMember, Score
from shortlisting.services import challenge, probe_points
from shortlisting.services.conflicts import declare
from shortlisting.services.decisions import release
from shortlisting.services.panel import open_sift
from tests.factories import MembershipFactory
from tests.shortlisting.conftest import crawl
from tests.shortlisting.factories import by_place, decide_all, hr_of_panel, panel, score_all
from tests.shortlisting.interviews.factories import day, planned
from tests.shortlisting.pages import at
from tests.shortlisting.test_conflicts import out

pytestmark = pytest.mark.django_db
PLANTED = "PLANTED-JUDGEMENT"


@pytest.fixture
def held():
    """Everybody scored, the chair decided; the third member is HR and out for the first candidate."""
    made = panel(candidates=3, members=3)
    hr_of_panel(made)
    open_sift(made, by=hr_of_panel(made))
    for each in by_place(made)[:2]:
        declare(each, known={}, by=each.user)
    third, one = by_place(made)[2], sift.candidates_of(made)[0]
    MembershipFactory(school=made.vacancy.school, user=third.user)
    out(made, third, one)
    for each in by_place(made):
        score_all(each, submit=True)
    decide_all(made, shortlisted=2)
    Decision.objects.filter(application=one).update(reason=PLANTED)
    Score.objects.filter(sheet__application=one).update(note=PLANTED)
    return made


def reader(made: Panel) -> PanelMember:
    return by_place(made)[2]


def whole(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_release_no_page_of_theirs_holds_the_decision_its_letter_or_a_count_that_gives_it(
    held, signed_in
) -> None:
    one = sift.candidates_of(held)[0]
    number = sift.common_numbers(held)[one.pk]
    client = signed_in(reader(held).user)
    outcomes = whole(client.get(at("outcomes", held)))
    assert "whom HR decided that you do not judge" in outcomes
    assert f"Candidate {number}<" not in outcomes
    assert f"Candidate {number} " not in outcomes  # nor in what stands in the way
    release_page = whole(client.get(at("release", held)))
    assert "How many are told what is not shown to you" in release_page
    assert "told that they are shortlisted" not in release_page
    starts = [at(name, held) for name in ("outcomes", "letters", "release", "grid", "moderation", "agreement")]
    pages = crawl(client, *starts, at("panel", held), at("sift", held))
    assert len(pages) > 10
    assert [path for path, body in pages.items() if PLANTED in body or one.ref in path or one.ref in body] == []
    for name in ("scores", "decide", "words", "undo"):
        assert client.get(at(name, held, one.ref)).status_code == 404, name
    # Another in HR, who is on no panel, reads them all.
    other = signed_in(hr_of_panel(held))
    assert PLANTED in whole(other.get(at("outcomes", held)))
    assert "told that they are shortlisted" in whole(other.get(at("release", held)))


def test_after_the_release_too(held, signed_in) -> None:
    office, third, one = hr_of_panel(held), reader(held), sift.candidates_of(held)[0]
    release(held, by=office)
    held.refresh_from_db()
    Feedback.objects.create(application=one, criterion=sift.criteria_of(held)[0], stage="sift", strength=True,
                            words=PLANTED, written_by=office)  # fmt: skip
    probe_points.add(one, source="history.gap", key="9", text=PLANTED, by=None)
    made = planned(held, candidates=sift.shortlisted(held))
    Booking.objects.filter(day=made, application=one).update(
        asked=PLANTED, asked_at=timezone.now(), stays=False, stays_by=office, stays_at=timezone.now(),
        stays_reason=PLANTED,
    )  # fmt: skip
    order = challenge.ask(one, others="numbers", key="k", by=office)
    kit = made.activities.get(kind="interview")
    addresses = [
        at("interview", held, one.ref), at("challenge", held, one.ref), at("challenge_order", held, one.ref, order.pk),
        at("interview_adjust", held, made.pk, one.ref), at("interview_answer", held, made.pk, one.ref),
        at("interview_absent", held, made.pk, one.ref), at("own_kit_pdf", held, kit.pk, one.ref),
        at("scores", held, one.ref), at("mark", held, kit.pk, one.ref),
    ]  # fmt: skip
    client = signed_in(third.user)
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 404)
    for name in ("outcomes", "interviews", "matrix", "challenge_list", "grid", "agreement", "my_day"):
        body = whole(client.get(at(name, held)))
        assert PLANTED not in body, name
        assert one.details.full_name not in body, name
    hub = whole(client.get(at("interview_day", held, made.pk)))  # who comes when is no judgement
    assert one.details.full_name in hub
    assert "You are out for them" in hub
    assert PLANTED not in hub
    theirs = signed_in(office)
    assert [theirs.get(a).status_code for a in addresses[:-1]] == [200] * (len(addresses) - 1)
    assert one.details.full_name in whole(theirs.get(at("matrix", held)))


def test_who_is_out_for_somebody_does_not_say_who_stays(held, signed_in) -> None:
    release(held, by=hr_of_panel(held))
    held.refresh_from_db()
    made = day(held, second_part_at=time(13), candidates=sift.shortlisted(held))
    page = at("interview_day_stay", held, made.pk)
    assert signed_in(reader(held).user).get(page).status_code == 404
    assert signed_in(hr_of_panel(held)).get(page).status_code == 200
