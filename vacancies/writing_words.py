"""Asking the stage that takes applications how candidates write, so that the advert and the pack can say so.

The stage registers how it knows; without one the advert says nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable

from vacancies.models import Vacancy
from vacancies.selection import WritingWords

_askers: list[Callable[[Vacancy], WritingWords]] = []


def register(ask: Callable[[Vacancy], WritingWords]) -> None:
    """Add `ask(vacancy)`, which returns how the statements of `vacancy` are to be written."""
    _askers.append(ask)


def of(vacancy: Vacancy) -> WritingWords | None:
    """Return how candidates write, if a stage knows."""
    return _askers[0](vacancy) if _askers else None
