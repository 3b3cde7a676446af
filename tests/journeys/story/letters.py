"""The e-mails that the product really sent, as their readers find them."""

from __future__ import annotations

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

SECONDS = 90  # the worker is woken at once; what the beat finds takes its minute, and then some


class Mailbox:
    """The folder where the product at `home` puts what it sends. Each letter is handed out once, oldest first."""

    def __init__(self, folder: Path, home: str) -> None:
        self.folder, self.home = folder, home
        self.read: set[Path] = set()

    def letter(self, to: str, subject: str) -> EmailMessage:
        """Wait for a letter to `to` whose subject holds `subject`. Raises AssertionError when none comes."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            for path in self._paths():
                message = _parsed(path)
                if path not in self.read and message["To"] == to and subject in message["Subject"]:
                    self.read.add(path)
                    return message
            time.sleep(0.1)
        sent = [f"{message['To']}: {message['Subject']}" for message in self.all()]
        raise AssertionError(f"No letter to {to} about “{subject}” in {SECONDS} s. Sent: {sent}")

    def all(self) -> list[EmailMessage]:
        """Every letter sent so far, oldest first."""
        return [_parsed(path) for path in self._paths()]

    def _paths(self) -> list[Path]:
        """The letters that are whole: one that is being written has a dot before its name."""
        return sorted(path for path in self.folder.glob("*.eml") if not path.name.startswith("."))

    def code(self, to: str) -> str:
        """The code in the next letter with one to `to`."""
        found = re.search(r"\d{4} \d{4}", self.letter(to, "your code to sign in")["Subject"])
        assert found
        return found[0]

    def link(self, letter: EmailMessage) -> str:
        """The first link of a letter that leads into the product."""
        found = re.search(re.escape(self.home) + r"/[^\s>)\]]*", words(letter))
        assert found, words(letter)
        return found[0]


def words(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def _parsed(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=policy.default)  # type: ignore[return-value]
