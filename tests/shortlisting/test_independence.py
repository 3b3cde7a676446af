"""Nobody learns another's score before their own sheets are in; nobody learns who a candidate is before the release.

Both are shown on what could leak: planted notes of another member, planted names of candidates, on every page that
can be reached by links or typed in.
"""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from applications.models import (
    Application,
    Break,
    EmploymentRecord,
    PersonalDetails,
    ProfessionalStatus,
    Qualification,
    Referee,
    Training,
)
from shortlisting import sift
from shortlisting.models import PanelMember, Score, ScoreSheet
from tests.factories import MembershipFactory
from tests.shortlisting.conftest import crawl, every_address
from tests.shortlisting.factories import by_place, hr_of_panel, open_panel, released_panel, score_all, sift_with_scores

pytestmark = pytest.mark.django_db
NOTE = "PLANTED-NOTE-7316"


def reached(signed_in, user, panel) -> dict[str, str]:
    """Every page this person can come to, home first."""
    home = f"/panel/{panel.vacancy.ref}/"
    return crawl(signed_in(user), "/home/", home, f"/vacancies/{panel.vacancy.ref}/panel/", *every_address(panel))


def without_tokens(body: str) -> str:
    """A page without what differs at each showing."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": "[^"]*"', "", body)


@pytest.fixture
def half():
    """Two members have submitted with planted notes, the third has scored nothing, in a sift with an observer."""
    made = open_panel(members=3, observer=True)
    chair, second, _ = by_place(made)
    for each in (chair, second):
        score_all(each, value=3, note=NOTE, submit=True)
    return made


def test_a_planted_note_is_on_no_page_of_one_who_has_still_to_score(signed_in, half) -> None:
    third = by_place(half)[2]
    pages = reached(signed_in, third.user, half)
    assert len(pages) > 20
    assert [path for path, body in pages.items() if NOTE in body] == []


def test_the_same_pages_whatever_the_others_have_done(signed_in, half) -> None:
    """No count, name or time of the others: the pages do not change when the others' work is undone."""
    third = by_place(half)[2]
    busy = reached(signed_in, third.user, half)
    Score.objects.all().delete()
    ScoreSheet.objects.exclude(member=third).update(submitted_at=None)
    idle = reached(signed_in, third.user, half)
    ours = {path: without_tokens(body) for path, body in busy.items() if "/panel/" in path}
    assert ours == {path: without_tokens(body) for path, body in idle.items() if "/panel/" in path}
    assert len(ours) > 20


def test_hr_who_have_still_to_score_do_not_see_how_far_the_others_are(signed_in, half) -> None:
    third = by_place(half)[2]
    MembershipFactory(school=half.vacancy.school, user=third.user)
    client = signed_in(third.user)
    address = f"/vacancies/{half.vacancy.ref}/"
    for page in (f"{address}panel/", f"{address}outcomes/"):
        busy = without_tokens(client.get(page).content.decode())
        ScoreSheet.objects.exclude(member=third).update(submitted_at=None)
        assert without_tokens(client.get(page).content.decode()) == busy
        ScoreSheet.objects.exclude(member=third).update(submitted_at=timezone.now())


def test_a_chair_who_has_still_to_score_sees_no_number_in_the_grid(signed_in) -> None:
    made = open_panel()
    chair, second = by_place(made)
    score_all(second, value=3, note=NOTE, submit=True)
    page = signed_in(chair.user).get(f"/panel/{made.vacancy.ref}/grid/").content.decode()
    assert "submit your own scores first" in page
    assert str(second.user) not in page
    assert "app-heat" not in page


def test_one_who_has_submitted_sees_no_number_while_another_has_not(signed_in, half) -> None:
    second = by_place(half)[1]
    pages = reached(signed_in, second.user, half)
    grid = pages[f"/panel/{half.vacancy.ref}/grid/"]
    assert str(by_place(half)[2].user) in grid
    assert "app-heat" not in grid


def test_an_observer_sees_no_note_until_every_sheet_is_in(signed_in, half) -> None:
    observer = half.members.get(role=PanelMember.Role.OBSERVER)
    assert not any(NOTE in body for body in reached(signed_in, observer.user, half).values())
    score_all(by_place(half)[2], submit=True)
    assert any(NOTE in body for body in reached(signed_in, observer.user, half).values())


def test_the_note_is_there_for_everybody_once_every_sheet_is_in(signed_in, half) -> None:
    score_all(by_place(half)[2], submit=True)
    for each in by_place(half):
        assert any(NOTE in body for body in reached(signed_in, each.user, half).values())


# --- blindness ------------------------------------------------------------------------------------------------

SECRET = "Zyxquendor"


def plant(panel) -> None:
    """Put a word that is nowhere else into everything that could tell who a candidate is."""
    for application in Application.objects.filter(vacancy=panel.vacancy):
        type(application.candidate).objects.filter(pk=application.candidate_id).update(
            name=f"{SECRET} {application.pk}", email=f"{SECRET.lower()}{application.pk}@example.org"
        )
    PersonalDetails.objects.update(
        first_names=SECRET, last_name=SECRET, former_names=SECRET, phone=SECRET, address=SECRET, town=SECRET,
        postcode=SECRET[:8],
    )  # fmt: skip
    ProfessionalStatus.objects.update(qts_detail=SECRET)
    EmploymentRecord.objects.update(employer=SECRET, town=SECRET, duties=SECRET, reason_for_leaving=SECRET)
    Qualification.objects.update(institution=SECRET, awarding_body=SECRET, grade=SECRET)
    Training.objects.update(provider=SECRET)
    Break.objects.update(reason=SECRET)
    Referee.objects.update(name=SECRET, organisation=SECRET, email=f"{SECRET.lower()}@example.org")


@pytest.mark.parametrize("make", [open_panel, sift_with_scores])
def test_nothing_tells_who_a_candidate_is_before_the_release(signed_in, make) -> None:
    made = make(observer=True)
    plant(made)
    readers = [*(each.user for each in made.members.all()), hr_of_panel(made)]
    for user in readers:
        pages = reached(signed_in, user, made)
        assert [path for path, body in pages.items() if SECRET.lower() in body.lower()] == []
        assert len(pages) > 3


def test_a_candidate_is_known_to_each_member_by_another_number(signed_in) -> None:
    made = open_panel(candidates=5)
    chair, second = by_place(made)
    ours = {each.application_id: each.number for each in chair.sheets.all()}
    application = sift.candidates_of(made)[0]
    page = signed_in(second.user).get(f"/panel/{made.vacancy.ref}/candidate/{ours[application.pk]}/")
    shown = ScoreSheet.objects.get(member=second, number=ours[application.pk]).application
    assert page.context["sheet"].application == shown


def test_no_page_of_a_member_holds_the_reference_of_an_application(signed_in) -> None:
    made = open_panel()
    refs = [application.ref for application in sift.candidates_of(made)]
    pages = crawl(signed_in(by_place(made)[1].user), f"/panel/{made.vacancy.ref}/")
    assert len(pages) > 20
    assert not any(ref in body for ref in refs for body in pages.values())


def test_names_are_there_after_the_release(signed_in) -> None:
    made = released_panel()
    plant(made)
    page = signed_in(by_place(made)[1].user).get(f"/panel/{made.vacancy.ref}/").content.decode()
    assert SECRET in page
