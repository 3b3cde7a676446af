"""A letter and a ladder that only tests know, registered for as long as a test runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from core import emails, ladders
from core.emails import Build, Letter


@contextmanager
def letter_kind(name: str, build: Build) -> Iterator[None]:
    """Know the letter `name` for a while. Its template is in tests/core/templates/emails/."""
    emails.register(name, build)
    try:
        yield
    finally:
        del emails._kinds[name]


@contextmanager
def ladder_kind(name: str, due: ladders.Due) -> Iterator[None]:
    """Know the ladder `name`, and no other, for a while."""
    before = dict(ladders._ladders)
    ladders._ladders.clear()
    ladders.register(name, due)
    try:
        yield
    finally:
        ladders._ladders.clear()
        ladders._ladders.update(before)


def note_to(address: str, **context: Any) -> Callable[[Mapping[str, Any]], Letter]:
    """Return a builder of a letter to `address`."""
    return lambda ids: Letter(to=address, context={"number": ids.get("number", 1), **context})
