"""The online search: one scope for everyone, done outside the panel, only what matters passed on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership, Role, User
from applications.models import Application
from appointments.models import Check, OnlineSearch
from appointments.services import online_search, requirements, ties
from appointments.services.online_search import SearchRefusedError
from core.models import AuditEvent
from shortlisting.models import Panel, PanelMember, ProbePoint
from tests.appointments.factories import head_of, hr_of, shortlisted
from tests.appointments.test_self_declaration import chair_of
from tests.appointments.test_views import page, signed_in
from tests.factories import SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db
Outcome = OnlineSearch.Outcome
FOUND = {"finding": "A public post that mocks a pupil by name.", "relevance": "It shows contempt for pupils."}


@pytest.fixture
def no_second_factor(settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def application() -> Application:
    """Shortlisted, with the scope agreed."""
    found = shortlisted()
    requirements.require_checks(found, by=None, shortlisted_only=True)
    hr = found.vacancy.created_by
    online_search.agree_scope(found.vacancy, sites=" A search engine \n\nFacebook", terms="Name", searcher=hr, by=hr)
    return found


def record(application: Application, **values: object) -> OnlineSearch:
    given = {"outcome": Outcome.NOTHING, "done_on": timezone.localdate(), "whole_scope": True}
    by = application.vacancy.created_by
    return online_search.record_search(application, **{**given, "by": by, **values})  # type: ignore[arg-type]


def check_of(application: Application) -> Check:
    return application.checks.get(code="ONL")


def test_nothing_found_is_a_row_too_and_clears_the_check(application: Application) -> None:
    search = record(application)
    assert (search.outcome, search.finding) == (Outcome.NOTHING, "")
    assert check_of(application).status == Check.Status.CLEAR
    with pytest.raises(SearchRefusedError, match="recorded already"):
        record(application)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"done_on": timezone.localdate() + timedelta(days=2)}, "done_on"),
        ({"whole_scope": False}, "whole_scope"),
        ({"outcome": Outcome.RELEVANT, "relevance": "Matters"}, "finding"),
        ({"outcome": Outcome.RELEVANT, "finding": "A post"}, "relevance"),
        ({"outcome": Outcome.DECIDED_NOT}, "why_not"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(values: dict, field: str, application, no_second_factor) -> None:
    with pytest.raises(SearchRefusedError) as refused:
        record(application, **values)
    assert refused.value.field == field
    assert not OnlineSearch.objects.exists()
    day = timezone.localdate()
    data = {"outcome": "nothing", "done_on_day": day.day, "done_on_month": day.month, "done_on_year": day.year}
    data |= {"finding": "Typed words"}
    browser = signed_in(application.vacancy.created_by)
    text = browser.post(page("search", application.ref), data).content.decode()
    assert "Look in every place" in text
    assert "Typed words" in text


def test_what_is_not_relevant_is_not_kept(application: Application) -> None:
    search = record(application, outcome=Outcome.NOTHING, finding="Holiday photographs", relevance="None")
    assert (search.finding, search.relevance) == ("", "")


def test_nobody_on_the_panel_searches(application: Application, no_second_factor) -> None:
    hr = application.vacancy.created_by
    panel = Panel.objects.get(vacancy=application.vacancy)
    PanelMember.objects.create(panel=panel, user=hr, role="member")
    with pytest.raises(SearchRefusedError, match="outside the panel"):
        record(application)
    text = signed_in(hr).get(page("search", application.ref)).content.decode()
    assert "Somebody outside the panel does it" in text
    assert 'name="outcome"' not in text
    assert signed_in(hr).post(page("search", application.ref), {"outcome": "nothing"}).status_code == 404


def test_the_scope_is_agreed_once_with_somebody_outside_the_panel(application: Application, post) -> None:
    vacancy, hr = application.vacancy, application.vacancy.created_by
    chair = chair_of(application)
    with pytest.raises(SearchRefusedError) as refused:
        online_search.agree_scope(vacancy, sites="A", terms="B", searcher=chair, by=hr)
    assert refused.value.field == "searcher"
    clerk = UserFactory(name="Tobias Wren")
    Membership.objects.create(user=clerk, school=vacancy.school, role=Role.STAFF)
    scope = online_search.agree_scope(vacancy, sites="A\n\n B ", terms="C", searcher=clerk, by=hr)
    assert scope.sites == "A\nB"
    assert any(m["Subject"] == "Online search: SENCo" and m["To"] == clerk.email for m in post())
    record(application, by=clerk)
    with pytest.raises(SearchRefusedError, match="same for everyone"):
        online_search.agree_scope(vacancy, sites="Z", terms="C", searcher=clerk, by=hr)


def test_without_a_scope_one_may_only_decide_not_to_search() -> None:
    application = shortlisted()
    requirements.require_checks(application, by=None, shortlisted_only=True)
    with pytest.raises(SearchRefusedError, match="Agree first"):
        record(application)
    record(application, outcome=Outcome.DECIDED_NOT, why_not="A very small field, decided by the trust.")
    assert check_of(application).evidence == "Decided not to search, with a reason"


def test_something_relevant_goes_to_the_chair_and_hr_and_the_candidate_answers(application, no_second_factor) -> None:
    search = record(application, outcome=Outcome.RELEVANT, **FOUND)
    assert check_of(application).status == Check.Status.RECEIVED
    (point,) = ProbePoint.objects.filter(source="online_search")
    assert "mocks" not in point.text
    url = page("search", application.ref)
    chair = chair_of(application)
    assert "mocks a pupil" in signed_in(chair).get(url).content.decode()
    assert AuditEvent.objects.filter(verb="online_search.read", actor_id=chair.pk).count() == 1
    with pytest.raises(SearchRefusedError, match="Ask the candidate first"):
        online_search.settle(search, note="Fine", by=chair)
    candidate = signed_in(application.candidate)
    assert candidate.get(page("my_search", application.ref)).status_code == 404  # not asked yet
    signed_in(chair).post(page("search_ask", application.ref))
    assert "mocks a pupil" in candidate.get(page("my_search", application.ref)).content.decode()
    candidate.post(page("my_search", application.ref), {"response": "It was a namesake."})
    candidate.post(page("my_search", application.ref), {"response": "Second thoughts."})
    search.refresh_from_db()
    assert search.response == "It was a namesake."
    assert "It was a namesake." in signed_in(chair).get(url).content.decode()
    assert "Write what you concluded" not in signed_in(chair).get(url).content.decode()
    signed_in(chair).post(url, {"note": "A namesake: the photograph is another person."})
    assert check_of(application).status == Check.Status.CLEAR


def test_other_members_the_head_and_strangers_never_see_what_was_found(application, no_second_factor) -> None:
    record(application, outcome=Outcome.RELEVANT, **FOUND)
    member = PanelMember.objects.get(panel__vacancy=application.vacancy, role="member").user
    for user in (member, head_of(application.vacancy.school), hr_of(SchoolFactory()), application.candidate):
        assert signed_in(user).get(page("search", application.ref)).status_code == 404
        assert signed_in(user).get(page("searches", application.vacancy.ref)).status_code == 404


def test_the_searcher_does_not_see_what_the_candidate_answered(application, no_second_factor) -> None:
    clerk: User = UserFactory()
    Membership.objects.create(user=clerk, school=application.vacancy.school, role=Role.STAFF)
    hr = application.vacancy.created_by
    online_search.agree_scope(application.vacancy, sites="A", terms="B", searcher=clerk, by=hr)
    browser = signed_in(clerk)
    assert browser.get(page("searches", application.vacancy.ref)).status_code == 200
    search = record(application, by=clerk, outcome=Outcome.RELEVANT, **FOUND)
    online_search.ask_candidate(search, by=hr)
    online_search.respond(search, response="Private words", by=application.candidate)
    assert "Private words" not in browser.get(page("search", application.ref)).content.decode()


def test_a_friend_does_not_search(application: Application) -> None:
    ties.say(application, close=True, by=application.vacancy.created_by)
    with pytest.raises(SearchRefusedError, match="relative or close friend"):
        record(application)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_has_constant_queries(count: int, application, no_second_factor, django_assert_num_queries) -> None:
    for _ in range(count - 1):
        other = shortlisted(application.vacancy.school)
        Application.objects.filter(pk=other.pk).update(vacancy=application.vacancy)
    record(application)
    browser = signed_in(application.vacancy.created_by)
    browser.get(page("searches", application.vacancy.ref))
    with django_assert_num_queries(13):
        browser.get(page("searches", application.vacancy.ref))
