"""Which of the many saves of an answer are worth showing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

APART = timedelta(minutes=10)


class Version(Protocol):
    """A save."""

    saved_at: datetime
    set_aside: bool


V = TypeVar("V", bound=Version)


def thinned(versions: Iterable[V], apart: timedelta = APART) -> list[V]:
    """Of saves given newest first, the last of each stretch of writing, and every one that was set aside.

    Saving while typing makes a version each few seconds; all are kept, and one for each ten minutes is shown.
    """
    shown: list[V] = []
    latest: datetime | None = None
    for version in versions:
        if version.set_aside:
            shown.append(version)
        elif latest is None or latest - version.saved_at >= apart:
            shown.append(version)
            latest = version.saved_at
    return shown
