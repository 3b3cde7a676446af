"""Reading what the demo has sent, from the folder that stands in for a mail server."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"^[0-9T.]+-[0-9a-f]{8}\.eml$")
NEWEST = 100


@dataclass(frozen=True)
class Message:
    """A letter as its recipient reads it."""

    name: str
    to: str
    subject: str
    at: datetime | None
    text: str


def newest(to: str = "") -> list[Message]:
    """Return the newest letters first, all or those to the address `to`."""
    folder = Path(settings.MAIL_DIR)
    files = sorted((file for file in folder.glob("*.eml") if NAME.match(file.name)), reverse=True)
    messages = (_read(file) for file in files[: NEWEST * 5])
    return [message for message in messages if not to or to.lower() in message.to.lower()][:NEWEST]


def find(name: str) -> Message | None:
    """Return one letter by the name of its file, or None."""
    file = Path(settings.MAIL_DIR) / name
    return _read(file) if NAME.match(name) and file.is_file() else None


def _read(file: Path) -> Message:
    message = BytesParser(policy=policy.default).parsebytes(file.read_bytes())
    body = message.get_body(preferencelist=("plain",))
    at = parsedate_to_datetime(message["Date"]) if message["Date"] else None
    text = body.get_content() if body else ""
    return Message(file.name, str(message["To"] or ""), str(message["Subject"] or ""), at, text)
