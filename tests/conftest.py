"""What every test may use. Each test has its own mailbox and its own folder of files."""

from __future__ import annotations

from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from django.core.cache import cache

from core.services.outbox import send_due

# Files that take longest, so that none of them is left for the end, when the other worker has nothing to do.
LONGEST = (
    "tests/journeys/test_whole_story.py",
    "tests/journeys/test_form_axe.py",
    "tests/faults/",
    "tests/core/test_backup.py",
    "tests/shortlisting/test_independence.py",
    "tests/access/",
    "tests/setup/",
    "tests/vacancies/packs/",
    "tests/senco_recruit/",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start the longest files first, so that two workers end at about the same time."""
    items.sort(
        key=lambda item: next((n for n, path in enumerate(LONGEST) if item.nodeid.startswith(path)), len(LONGEST))
    )


@pytest.fixture(autouse=True)
def own_places(settings, tmp_path: Path) -> None:
    """Mail and files of a test go where only this test looks."""
    settings.EMAIL_BACKEND = "core.mail.MailFolderBackend"  # not Django's own, which keeps mail in memory
    settings.MAIL_DIR = tmp_path / "mail"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def rate_limits(db) -> None:
    """Start without counts of earlier tests."""
    cache.clear()


@pytest.fixture
def mailbox(settings) -> Callable[[], list[EmailMessage]]:
    """Return a function that gives every message sent so far, oldest first."""

    def read() -> list[EmailMessage]:
        files = sorted(Path(settings.MAIL_DIR).glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=default) for file in files]  # type: ignore[misc]

    return read


@pytest.fixture
def post(mailbox) -> Callable[[], list[EmailMessage]]:
    """Return a function that sends what is queued and due, and gives every message sent so far."""

    def send_and_read() -> list[EmailMessage]:
        send_due()
        return mailbox()

    return send_and_read
