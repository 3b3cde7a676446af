"""Scoring on the day is done alone: nothing of the others', not even a count, before one's own sheets are in."""

from __future__ import annotations

import pytest

from shortlisting.models import Answer, Score, ScoreSheet
from shortlisting.services.interview_scores import keep, submit
from tests.factories import MembershipFactory
from tests.shortlisting.factories import by_place, released_panel
from tests.shortlisting.interviews.factories import applicant, today
from tests.shortlisting.interviews.test_marks import whole
from tests.shortlisting.pages import at
from tests.shortlisting.test_independence import without_tokens

pytestmark = pytest.mark.django_db


def _bare(answer) -> str:
    """A page without what differs at each showing."""
    assert answer.status_code == 200
    return without_tokens(answer.content.decode("utf-8", "replace"))


@pytest.mark.parametrize("who", ["chair", "hr"])
def test_on_the_day_no_page_differs_with_what_the_others_gave_until_ones_own_is_in(signed_in, who) -> None:
    made = today(released_panel(candidates=2, shortlisted=1, members=3))
    panel, person = made.panel, applicant(made)
    interview = made.activities.get(kind="interview")
    interview.day = made
    reader = by_place(panel)[0 if who == "chair" else 2]
    if who == "hr":
        MembershipFactory(school=panel.vacancy.school, user=reader.user)
    keep(interview, person, by=reader.user, **whole(interview))  # the kit is locked in both worlds
    others = [each for each in by_place(panel) if each != reader]
    for each in others:
        submit(keep(interview, person, by=each.user, **whole(interview, value=4, note="PLANTED NOTE")), by=each.user)
    pages = [
        at("my_day", panel), at("mark", panel, interview.pk, person.ref), at("interview", panel, person.ref),
        at("interviews", panel), at("interview_day", panel, made.pk), at("interview_day", panel, made.pk) + "?by=staff",
        at("kit", panel, interview.pk), at("matrix", panel), at("sift", panel), "/home/",
        *([f"/vacancies/{panel.vacancy.ref}/", "/vacancies/", "/calendar/", at("panel", panel)] if who == "hr" else []),
    ]  # fmt: skip
    client = signed_in(reader.user)
    one = {page: _bare(client.get(page)) for page in pages}
    assert [page for page, body in one.items() if "PLANTED NOTE" in body] == []
    theirs = ScoreSheet.objects.filter(member__in=others, activity__day=made)
    Score.objects.filter(sheet__in=theirs).delete()
    Answer.objects.filter(sheet__in=theirs).delete()
    theirs.update(submitted_at=None)
    other = {page: _bare(client.get(page)) for page in pages}
    assert {page for page in pages if one[page] != other[page]} == set()
