"""Who joins the panel after the release, for the interviews alone: in place of one who is ill, or a governor more."""

from __future__ import annotations

import pytest

from core.models import AuditEvent
from shortlisting import conflicts, sift
from shortlisting.interview_day import DayPlan
from shortlisting.models import PanelMember, ScoreSheet
from shortlisting.scoring import ScoreError
from shortlisting.services import bookings
from shortlisting.services.conflicts import ConflictError, decide_conflict, declare
from shortlisting.services.interview_scores import keep, submit
from shortlisting.services.panel import PanelError, add_member, remove_member
from shortlisting.services.timetable import change_activity
from tests.factories import UserFactory
from tests.shortlisting.factories import by_place, hr_of_panel, released_panel
from tests.shortlisting.interviews.factories import applicant, hr, sent, today
from tests.shortlisting.interviews.test_bookings import letters, written
from tests.shortlisting.interviews.test_marks import whole
from tests.shortlisting.pages import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined():
    """A day that is today; a governor joins after the release and is put into the interview."""
    made = today(released_panel(candidates=3, shortlisted=2))
    governor = add_member(made.panel, user=UserFactory(name="Nkechi Obuya"), by=hr(made))
    governor.panel = made.panel
    interview = made.activities.get(kind="interview")
    interview.day = made
    put(interview, [*by_place(made.panel)[:2], governor], made)
    return made, governor, interview


def put(activity, members: list[PanelMember], made) -> None:
    fields = ("kind", "title", "room", "minutes", "together_at", "second_part")
    kept = {name: getattr(activity, name) for name in fields}
    change_activity(activity, members=members, by=hr(made), **kept)


def test_nothing_of_a_candidate_is_there_before_they_say_whom_they_know(joined, signed_in) -> None:
    made, governor, interview = joined
    person = applicant(made)
    client = signed_in(governor.user)
    pages = [
        at("grid", made.panel), at("matrix", made.panel), at("kit", made.panel, interview.pk),
        at("mark", made.panel, interview.pk, person.ref),
        f"/vacancies/{made.panel.vacancy.ref}/applications/{person.ref}/",
    ]  # fmt: skip
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 404)
    assert "Say whether you know any of the candidates" in client.get("/home/").content.decode()
    assert client.get(at("my_day", made.panel))["Location"] == at("names", made.panel)
    home = client.get(at("sift", made.panel)).content.decode()
    assert "say whether you know any of the candidates" in home
    assert person.details.full_name not in home
    with pytest.raises(ScoreError, match="Say first"):
        keep(interview, person, by=governor.user, **whole(interview))
    names = client.get(at("names", made.panel)).content.decode()
    assert all(each.details.full_name in names for each in sift.shortlisted(made.panel))
    [refused] = [each for each in sift.candidates_of(made.panel) if each not in sift.shortlisted(made.panel)]
    assert refused.details.full_name not in names
    assert client.post(at("names", made.panel), {"known": ["none"]}).status_code == 302
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
    assert "Say whether you know" not in client.get("/home/").content.decode()
    submit(keep(interview, person, by=governor.user, **whole(interview)), by=governor.user)
    assert not ScoreSheet.objects.filter(member=governor, stage="sift").exists()


def test_whom_they_know_is_decided_and_taken_from_them(joined, signed_in) -> None:
    made, governor, interview = joined
    person, other = sift.shortlisted(made.panel)
    stranger = next(each for each in sift.candidates_of(made.panel) if each not in (person, other))
    with pytest.raises(ConflictError, match="no longer in this sift"):
        declare(governor, known={stranger.pk: "A friend."}, by=governor.user)
    declare(governor, known={person.pk: "My neighbour."}, by=governor.user)
    assert "decide who may score whom" in signed_in(hr(made)).get(at("panel", made.panel)).content.decode()
    decide_conflict(governor.conflicts.get(knows=True), decision="recuse", reason="Neighbours.", by=hr(made))
    assert conflicts.waiting(made.panel) == []
    assert list(ScoreSheet.objects.filter(member=governor).values_list("application", flat=True)) == [other.pk]
    client = signed_in(governor.user)
    assert client.get(at("mark", made.panel, interview.pk, person.ref)).status_code == 404
    assert client.get(at("mark", made.panel, interview.pk, other.ref)).status_code == 200


def test_one_who_is_ill_leaves_for_another_and_two_stay(post) -> None:
    made = sent()
    ill, office = by_place(made.panel)[1], hr(made)
    with pytest.raises(PanelError, match="At least two people must score"):
        remove_member(ill, by=office)
    other = add_member(made.panel, user=UserFactory(name="Nkechi Obuya"), by=office)
    remove_member(ill, by=office)
    assert [row.member for row in bookings.to_tell(DayPlan(made)) if row.told and row.member_id] == [ill]
    for activity in made.activities.exclude(kind="together"):
        put(activity, [by_place(made.panel)[0], other], made)
    bookings.send(made, by=office)
    [gone] = letters("interview_cancelled")
    assert written(gone).to == ill.user.email
    assert other.user.email in {written(each).to for each in letters("interview_timetable") if written(each)}
    assert AuditEvent.objects.filter(verb="panel.member_added", actor_id=hr_of_panel(made.panel).pk).count() == 1
    (invited,) = [m for m in post() if m["To"] == other.user.email and "on the panel" in m["Subject"]]
    assert "You join for the interviews" in invited.get_body(("plain",)).get_content()
