"""The states of a vacancy."""

from __future__ import annotations

from core.states import Move, StateTable
from vacancies.models import Vacancy

S = Vacancy.State

WITHDRAW = Move("Withdraw", reason=True)
LOOK_AGAIN = Move("Take up again", reason=True)  # an appointment fell through, or the wrong button

VACANCY = StateTable(
    verb="vacancy",
    moves={
        S.DRAFT: {S.SCHEDULED: Move("Schedule"), S.PUBLISHED: Move("Publish"), S.WITHDRAWN: WITHDRAW},
        S.SCHEDULED: {S.DRAFT: Move("Back to draft"), S.PUBLISHED: Move("Publish"), S.WITHDRAWN: WITHDRAW},
        S.PUBLISHED: {S.CLOSED: Move("Close"), S.WITHDRAWN: WITHDRAW},
        S.CLOSED: {
            S.PUBLISHED: Move("Open again", reason=True),
            S.FILLED: Move("Filled"),
            S.UNFILLED: Move("End without an appointment", reason=True),
            S.WITHDRAWN: WITHDRAW,
        },
        S.FILLED: {S.CLOSED: LOOK_AGAIN},
        S.UNFILLED: {S.CLOSED: LOOK_AGAIN},
        S.WITHDRAWN: {},
    },
)

ENDED = frozenset({S.FILLED, S.UNFILLED, S.WITHDRAWN})
NOT_OUT = frozenset({S.DRAFT, S.SCHEDULED})
