"""Every page of accounts: axe finds nothing, and nothing stands out sideways at 320 pixels."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from playwright.sync_api import Page

from accounts.models import Role, TermDate, User
from accounts.services import people
from core import links
from tests.factories import MembershipFactory, SchoolFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PUBLIC = ("/accounts/sign-in/", "/accounts/closed/", "{invitation}", "/invitations/x/", "/accounts/school/stopped/")
OWN = (
    "/account/", "/account/name/", "/account/second-step/", "/account/again/", "/accounts/sessions/",
    "/accounts/sign-out/", "/accounts/second-step/app/", "/accounts/second-step/passkeys/add/", "/schools/",
    "{school}", "{school}people/", "{school}people/invite/", "{school}people/{member}/end/", "{school}people/deputy/",
    "{school}dates/", "{school}dates/add/", "{school}look/", "{school}settings/identity/",
    "{school}settings/address/", "{school}settings/pay/", "{school}settings/limits/",
    "{school}settings/statements/",
)  # fmt: skip


@pytest.fixture
def names() -> dict[str, str]:
    school = SchoolFactory(name="Alderbrook High School")
    hr = MembershipFactory(school=school, user__email="marian@example.org").user
    MembershipFactory(school=school, role=Role.HEAD, user=hr)
    staff = MembershipFactory(school=school, role=Role.STAFF, job_title="Deputy head")
    invitation = people.invite(school, email="sunita@example.org", name="Sunita Marlowe", role=Role.STAFF, by=hr)
    today = date.today()  # noqa: DTZ011
    people.name_deputy(school, head=hr, deputy=staff.user, starts_on=today, ends_on=today + timedelta(days=9))
    TermDate.objects.create(school=school, kind="closed", name="Half term", starts_on=today, ends_on=today)
    return {
        "school": f"/schools/{school.ref}/",
        "member": str(staff.pk),
        "invitation": f"/invitations/{links.sign('invitation', invitation.ref)}/",
        "hr": str(hr.pk),
    }


def enter(page: Page, home: str, user_pk: str) -> None:
    """Bring a session of that person into the browser."""
    client = Client()
    client.force_login(User.objects.get(pk=user_pk))
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": home}])


def test_pages_for_everyone(page, live_server, names, axe, too_wide):
    assert look_at(page, live_server.url, PUBLIC, names, axe, too_wide) == {}


def test_pages_of_ones_own(page, live_server, names, axe, too_wide):
    enter(page, live_server.url, names["hr"])
    assert look_at(page, live_server.url, OWN, names, axe, too_wide) == {}


def test_pages_of_one_with_second_steps(page, live_server, names, axe, too_wide):
    user = User.objects.get(pk=names["hr"])
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    enter(page, live_server.url, names["hr"])
    pages = ("/account/", "/accounts/second-step/again/", "/accounts/second-step/recovery-codes/")
    assert look_at(page, live_server.url, pages, names, axe, too_wide) == {}


def look_at(page, home, paths, names, axe, too_wide) -> dict[str, list[str]]:
    """What is wrong, by page."""
    found = {}
    for path in paths:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(home + path.format(**names))
        wrong = axe(page)
        page.set_viewport_size({"width": 320, "height": 700})
        wrong += too_wide(page)
        if wrong:
            found[path] = wrong
    return found
