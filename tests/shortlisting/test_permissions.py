"""Who may do what, over the roles; and that a refusal is a 404."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.models import Role
from applications import reveal
from shortlisting import sift
from shortlisting.models import PanelMember
from tests.applications.factories import started_application
from tests.factories import MembershipFactory, UserFactory
from tests.shortlisting.factories import (
    by_place,
    decide_all,
    hr_of_panel,
    open_panel,
    panel,
    released_panel,
    score_all,
    sift_with_scores,
)

pytestmark = pytest.mark.django_db
EVERYBODY = (
    "anonymous", "candidate", "hr", "trust_hr", "other_hr", "head", "chair", "member", "observer", "left",
    "other_member", "interested_hr", "interested_member",
)  # fmt: skip


def people(made) -> SimpleNamespace:
    """One of each role around a panel."""
    school = made.vacancy.school
    chair, second = by_place(made)[:2]
    observer = made.members.get(role=PanelMember.Role.OBSERVER)
    left = PanelMember.objects.create(panel=made, user=UserFactory(), removed_at=made.vacancy.created_at)
    interested = PanelMember.objects.create(panel=made, user=UserFactory())
    interested_hr = MembershipFactory(school=school).user
    for user in (interested.user, interested_hr):
        started_application(made.vacancy, user)
    return SimpleNamespace(
        anonymous=AnonymousUser(),
        candidate=sift.candidates_of(made)[0].candidate,
        hr=hr_of_panel(made),
        trust_hr=MembershipFactory(school=None, trust=school.trust).user,
        other_hr=MembershipFactory().user,
        head=MembershipFactory(school=school, role=Role.HEAD).user,
        chair=chair.user,
        member=second.user,
        observer=observer.user,
        left=left.user,
        other_member=by_place(panel(candidates=0))[1].user,
        interested_hr=interested_hr,
        interested_member=interested.user,
    )


def who_may(permission: str, made, who: SimpleNamespace) -> set[str]:
    """The roles that hold a permission on the panel's vacancy."""
    users = {name: getattr(who, name) for name in EVERYBODY}
    return {name for name, user in users.items() if user.is_authenticated and user.has_perm(permission, made.vacancy)}


STAFF = {"hr", "trust_hr"}
PANEL = {"chair", "member", "observer"}


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("scoring", {"manage": STAFF, "panel": PANEL, "decide": {"chair"}, "outcomes": STAFF | {"chair"},
                     "grid": {"chair"}, "interview": set()}),
        ("submitted", {"manage": STAFF, "panel": PANEL, "decide": {"chair"}, "outcomes": STAFF | {"chair"},
                       "grid": PANEL, "interview": set()}),
        ("released", {"manage": STAFF, "panel": PANEL, "decide": {"chair"}, "outcomes": STAFF | {"chair"},
                      "grid": PANEL | STAFF, "interview": STAFF | {"chair"}}),
    ],
)  # fmt: skip
def test_permissions_by_role_and_stage(stage: str, expected: dict[str, set[str]]) -> None:
    make = {"scoring": open_panel, "submitted": sift_with_scores, "released": released_panel}[stage]
    made = make(observer=True)
    who = people(made)
    assert {name: who_may(f"shortlisting.{name}", made, who) for name in expected} == expected


def test_a_member_sees_the_grid_once_their_own_sheets_are_in() -> None:
    made = open_panel(members=3)
    second = by_place(made)[1]
    assert not second.user.has_perm("shortlisting.grid", made.vacancy)
    score_all(second, submit=True)
    assert second.user.has_perm("shortlisting.grid", made.vacancy)


def test_scores_are_ones_own() -> None:
    made = open_panel(observer=True)
    who = people(made)
    second = by_place(made)[1]
    for subject in (second, second.sheets.first()):
        allowed = {n for n in EVERYBODY[1:] if getattr(who, n).has_perm("shortlisting.score", subject)}
        assert allowed == {"member"}


def test_nobody_scores_before_the_sift_opens_nor_after_leaving() -> None:
    made = panel()
    second = by_place(made)[1]
    assert not second.user.has_perm("shortlisting.score", second)
    opened = by_place(open_panel())[1]
    assert opened.user.has_perm("shortlisting.score", opened)
    opened.removed_at = made.vacancy.created_at
    assert not opened.user.has_perm("shortlisting.score", opened)


def test_nothing_is_allowed_on_nothing() -> None:
    user = MembershipFactory().user
    for name in ("manage", "panel", "score", "decide", "grid", "outcomes", "interview"):
        assert not user.has_perm(f"shortlisting.{name}", None)


def test_names_are_revealed_by_the_release_and_to_the_panel() -> None:
    made = sift_with_scores(observer=True)
    who = people(made)
    application = sift.candidates_of(made)[0]
    assert reveal.released_at(made.vacancy) is None
    assert not who.member.has_perm("applications.read", application)
    decide_all(made)
    from shortlisting.services.decisions import release

    release(made, by=hr_of_panel(made))
    application.refresh_from_db()
    assert reveal.released_at(made.vacancy) == made.outcomes_released_at
    assert {n for n in EVERYBODY[1:] if getattr(who, n).has_perm("applications.read", application)} == {
        "hr", "trust_hr", "head", "chair", "member", "observer",
    }  # fmt: skip


HR_PAGES = ("panel", "panel_add", "panel_due", "open_sift")
MEMBER_PAGES = ("sift", "submit", "grid")


@pytest.mark.parametrize("page", [*HR_PAGES, *MEMBER_PAGES, "outcomes", "release", "interviews"])
def test_strangers_meet_a_404_and_the_unknown_are_sent_to_sign_in(client, page: str) -> None:
    made = open_panel(observer=True)
    who = people(made)
    url = reverse(f"shortlisting:{page}", args=[made.vacancy.ref])
    answer = client.get(url)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login"))
    for name in ("candidate", "other_hr", "left", "other_member", "interested_hr", "interested_member"):
        client.force_login(getattr(who, name), backend="allauth.account.auth_backends.AuthenticationBackend")
        assert client.get(url).status_code == 404, name


def test_a_vacancy_that_is_not_there_is_a_404(client) -> None:
    client.force_login(MembershipFactory().user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("shortlisting:panel", args=["nothing234"])).status_code == 404
