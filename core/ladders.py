"""Ladders: what is chased, by whom, on which working day. Each app registers its own.

Once a minute the tick (core/services/tick.py) asks every ladder what is due at that time and decides each
step once; the unique key of Reminder makes a second decision impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models


@dataclass(frozen=True)
class Step:
    """A step of a ladder that is due for one subject.

    `act` does it inside the transaction that decides it (queue a letter, tell HR), and returns the outcome's
    code: "sent", "escalated", "closed", "skipped".
    """

    kind: str  # "reference.referee"
    subject: models.Model
    step: str  # "+2"
    due_at: datetime
    act: Callable[[], str]
    school_id: int | None = None


Due = Callable[[datetime], Iterable[Step]]
_ladders: dict[str, Due] = {}


def register(kind: str, due: Due) -> None:
    """Add a ladder. `due(now)` yields the steps due at `now`, already decided ones too if that is cheaper to ask."""
    if kind in _ladders:
        raise ValueError(f"The ladder {kind} is already registered.")
    _ladders[kind] = due


def registered() -> dict[str, Due]:
    """Return every ladder by its kind."""
    return dict(_ladders)
