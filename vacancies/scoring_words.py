"""Asking the stage that scores which scale a vacancy's panel uses, so that the advert can say so.

Later stages register how they know; without one, or before there is a panel, the advert says nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable

from vacancies.models import Vacancy
from vacancies.selection import ScaleWords

_askers: list[Callable[[Vacancy], ScaleWords | None]] = []


def register(ask: Callable[[Vacancy], ScaleWords | None]) -> None:
    """Add `ask(vacancy)`, which returns the scale or None where it knows of none."""
    _askers.append(ask)


def of(vacancy: Vacancy) -> ScaleWords | None:
    """Return the scale on which `vacancy` is scored, if any stage knows."""
    return next((found for ask in _askers if (found := ask(vacancy)) is not None), None)
