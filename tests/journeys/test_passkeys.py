"""Passkeys in a real browser, with a virtual authenticator, under our content policy."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, expect

from accounts.models import Role
from accounts.services import proof
from tests.accounts.conftest import code_in, letters
from tests.factories import MembershipFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def device(page: Page) -> None:
    """A laptop with a fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_head_sets_up_a_passkey_signs_in_with_it_and_is_asked_for_it_again(
    page: Page, live_server, device, settings, rate_limits
):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.EMAIL_BACKEND = "core.mail.MailFolderBackend"
    MembershipFactory(role=Role.HEAD, user__email="helen@example.org", user__name="Dr Helen Ashgrove")
    home = live_server.url.replace("127.0.0.1", "localhost")

    page.goto(f"{home}/account/name/")
    page.get_by_label("Your e-mail address").fill("helen@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_in(letters()[-1]))
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Set up a second step to sign in")
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_label("Name of this passkey").fill("Work laptop")
    page.get_by_role("button", name="Set up the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{home}/account/name/")
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Work laptop"

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{home}/accounts/sign-in/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{home}/account/")

    page.context.clear_cookies()
    page.goto(f"{home}/account/")
    page.get_by_label("Your e-mail address").fill("helen@example.org")
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_in(letters()[-1]))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(f"{home}/account/")

    page.goto(f"{home}/accounts/second-step/passkeys/again/?next=/account/name/")
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).to_have_url(f"{home}/account/name/")
    page.goto(home + proof.ask_again_url("/account/"))
    expect(page).to_have_url(f"{home}/account/")
