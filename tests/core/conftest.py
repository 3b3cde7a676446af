from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.core.letters import letter_kind, note_to
from tests.mail_server import MailServer, mail_server


@pytest.fixture
def letter_templates(settings) -> None:
    """Find the letters that only tests know."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(Path(__file__).parents[1] / "templates")
    settings.TEMPLATES = templates


@pytest.fixture
def note(letter_templates) -> Iterator[None]:
    """Know the letter `test_note`, to an address of its own."""
    with letter_kind("test_note", note_to("colin@example.org", name="Colin Thackray")):
        yield


@pytest.fixture(scope="session")
def _server(tmp_path_factory) -> Iterator[MailServer]:
    with mail_server(tmp_path_factory.mktemp("smtp")) as server:
        yield server


@pytest.fixture
def smtp(_server: MailServer, settings) -> MailServer:
    """A real mail server, empty, that Django sends to."""
    for file in _server.folder.glob("*.eml"):
        file.unlink()
    _server.use(settings)
    return _server
