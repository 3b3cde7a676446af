"""A ladder that chases every person once, by a letter and an audit row, as the product's own ladders do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from core import emails, ladders
from core.audit import record
from core.emails import Letter, queue
from core.ladders import Step

KIND = "faults.chase"


def due(now: datetime) -> Iterator[Step]:
    """Yield the one step of every person whose time has come."""
    for person in User.objects.filter(date_joined__lte=now).order_by("pk"):
        yield Step(KIND, person, "+2", person.date_joined, lambda person=person: _chase(person))


def _chase(person: User) -> str:
    queue("test_note", {"person": person.pk}, subject=person)
    record("person.chased", by=None, subject=person)
    return "sent"


def _letter(ids: Mapping[str, Any]) -> Letter:
    person = User.objects.get(pk=ids["person"])
    return Letter(to=person.email, context={"number": person.pk, "name": person.name})


def register() -> None:
    """Make this the only ladder of this process."""
    ladders._ladders.clear()
    ladders.register(KIND, due)
    emails.register("test_note", _letter)
