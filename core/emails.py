"""Letters: what each kind of e-mail says, worked out at the moment of sending.

An app registers a kind with a function from ids to a Letter. The words are in
`templates/emails/<name>.html` (blocks `subject` and `body`, from which both the HTML and the plain text are made).
Queue one with `queue`; it goes out by core/services/outbox.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from core.audit import subject_of
from core.models import OutgoingEmail

POSTED_AT = "@post.invalid"  # the end of the address of somebody who has none: their letters are printed and posted


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True)
class Letter:
    """Whom a letter goes to and the facts its template needs. Links in `context` are made here, at sending."""

    to: str
    context: dict[str, Any]
    school: str = ""  # name of the school, shown as the letter's head
    accent: str = ""  # its colour, #rrggbb
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = field(default=())


Build = Callable[[Mapping[str, Any]], Letter | None]
_kinds: dict[str, Build] = {}


def register(template: str, build: Build) -> None:
    """Tell how letters of kind `template` are made. `build` returns None when the letter is no longer needed."""
    if template in _kinds:
        raise ValueError(f"The letter {template} is already registered.")
    _kinds[template] = build


def kinds() -> dict[str, Build]:
    """Return every kind of letter by its template's name."""
    return dict(_kinds)


def queue(
    template: str,
    ids: Mapping[str, Any],
    *,
    subject: models.Model,
    school_id: int | None = None,
    once: str = "",
    due_at: datetime | None = None,
) -> OutgoingEmail | None:
    """Queue a letter in the caller's transaction; the worker is woken when that commits.

    `ids` are primary keys and codes only. `once` is a key under which one letter is ever queued: a second call
    returns None. Raises KeyError for a kind that nobody registered.
    """
    if template not in _kinds:
        raise KeyError(f"No letter is registered under {template}.")
    subject_type, subject_id = subject_of(subject)
    values = {
        "template": template,
        "ids": dict(ids),
        "school_id": school_id,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "message_id": f"<{uuid.uuid4().hex}@{settings.EMAIL_DOMAIN}>",
        "due_at": due_at or timezone.now(),
    }
    if once:
        email, made = OutgoingEmail.objects.get_or_create(once=once, defaults=values)
        if not made:
            return None
    else:
        email = OutgoingEmail.objects.create(**values)
    transaction.on_commit(_wake)
    return email


def _wake() -> None:
    """Ask the worker to look now. When no broker answers, the next beat does it: the row is what counts."""
    from core.tasks import send_due_emails, wake

    wake(send_due_emails)
