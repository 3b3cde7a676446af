"""Every pair of states: the moves that are there, and no others."""

from __future__ import annotations

import pytest

from vacancies.models import Vacancy
from vacancies.states import ENDED, VACANCY

S = Vacancy.State
LEGAL = {
    (S.DRAFT, S.SCHEDULED),
    (S.SCHEDULED, S.DRAFT),
    (S.SCHEDULED, S.PUBLISHED),
    (S.SCHEDULED, S.WITHDRAWN),
    (S.DRAFT, S.PUBLISHED),
    (S.DRAFT, S.WITHDRAWN),
    (S.PUBLISHED, S.CLOSED),
    (S.PUBLISHED, S.WITHDRAWN),
    (S.CLOSED, S.PUBLISHED),
    (S.CLOSED, S.FILLED),
    (S.CLOSED, S.UNFILLED),
    (S.CLOSED, S.WITHDRAWN),
    (S.FILLED, S.CLOSED),
    (S.UNFILLED, S.CLOSED),
}
NEEDS_NO_REASON = {
    (S.DRAFT, S.SCHEDULED),
    (S.SCHEDULED, S.DRAFT),
    (S.DRAFT, S.PUBLISHED),
    (S.SCHEDULED, S.PUBLISHED),
    (S.PUBLISHED, S.CLOSED),  # early, the service asks why
    (S.CLOSED, S.FILLED),
}


@pytest.mark.parametrize("old", S.values)
@pytest.mark.parametrize("new", S.values)
def test_moves(old, new):
    assert VACANCY.allows(old, new) == ((old, new) in LEGAL)


def test_every_step_back_or_out_asks_why():
    asks = {(old, new) for old, moves in VACANCY.moves.items() for new, move in moves.items() if move.reason}
    assert asks == LEGAL - NEEDS_NO_REASON


def test_every_state_is_in_the_table():
    assert set(VACANCY.moves) == set(S)
    assert {S.FILLED, S.UNFILLED, S.WITHDRAWN} == ENDED
