"""What tests of accounts share."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client


@pytest.fixture(autouse=True)
def _fresh(rate_limits, settings) -> None:
    """Every test here reaches the database, counts no earlier test's tries, and really sends its mail."""
    settings.EMAIL_BACKEND = "core.mail.MailFolderBackend"


def letters() -> list[EmailMessage]:
    """What was sent in this test, oldest first."""
    folder = Path(settings.MAIL_DIR)
    paths = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]  # type: ignore[misc]


def code_in(letter: EmailMessage) -> str:
    """The code of a sign-in letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"\b(\d{4}) (\d{4})\b", body.get_content())
    assert found
    return found[1] + found[2]


@pytest.fixture
def sign_in(client: Client) -> Callable[..., Client]:
    """Sign in through the pages, as a person does."""

    def signed_in(email: str, browser: Client | None = None) -> Client:
        browser = browser or client
        browser.post("/accounts/sign-in/", {"email": email})
        response = browser.post("/accounts/sign-in/code/", {"code": code_in(letters()[-1])})
        assert response.status_code == 302
        return browser

    return signed_in
