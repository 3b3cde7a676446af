"""Which of the many saves of an answer are worth showing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

APART = timedelta(minutes=10)
KEPT = 0.7  # of a text must stay for a save to be more of the same


class Version(Protocol):
    """A save."""

    text: str
    saved_at: datetime
    set_aside: bool


V = TypeVar("V", bound=Version)


def thinned(versions: Iterable[V], apart: timedelta = APART) -> list[V]:
    """Of saves given newest first: the last of each stretch of writing, what stood before much was taken out, and all
    that were set aside.

    Saving while typing makes a version each few seconds; all are kept, and one for each ten minutes is shown.
    """
    shown: list[V] = []
    newer: V | None = None
    latest: datetime | None = None
    for version in versions:
        if version.set_aside:
            shown.append(version)
            continue
        cut = newer is not None and len(newer.text) < KEPT * len(version.text)
        if latest is None or latest - version.saved_at >= apart or cut:
            shown.append(version)
            latest = version.saved_at
        newer = version
    return shown
