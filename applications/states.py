"""The states of an application. What is decided but not yet told is not a state: it waits as a held decision."""

from __future__ import annotations

from applications.models import Application
from core.states import Move, StateTable

S = Application.State

WITHDRAW = Move("Withdraw")  # asks once, for no reason
WRONG_BUTTON = "Put back"

APPLICATION = StateTable(
    verb="application",
    moves={
        S.DRAFT: {S.SUBMITTED: Move("Send"), S.WITHDRAWN: WITHDRAW},
        S.SUBMITTED: {
            S.SHORTLISTED: Move("Shortlist"),
            S.NOT_SHORTLISTED: Move("Do not shortlist"),
            S.WITHDRAWN: WITHDRAW,
        },
        S.SHORTLISTED: {
            S.INTERVIEWED: Move("Interviewed"),
            S.NOT_SHORTLISTED: Move("Take off the shortlist", reason=True),
            S.SUBMITTED: Move(WRONG_BUTTON, reason=True),
            S.WITHDRAWN: WITHDRAW,
        },
        S.NOT_SHORTLISTED: {
            S.SHORTLISTED: Move("Shortlist after all", reason=True),
            S.SUBMITTED: Move(WRONG_BUTTON, reason=True),
        },
        S.INTERVIEWED: {
            S.RECOMMENDED: Move("Recommend"),
            S.RESERVE: Move("Hold in reserve"),
            S.NOT_APPOINTED: Move("Do not appoint"),
            S.SHORTLISTED: Move(WRONG_BUTTON, reason=True),
            S.WITHDRAWN: WITHDRAW,
        },
        S.RECOMMENDED: {
            S.OFFERED: Move("Make an offer"),
            S.RESERVE: Move("Hold in reserve", reason=True),
            S.NOT_APPOINTED: Move("Do not appoint", reason=True),
            S.INTERVIEWED: Move(WRONG_BUTTON, reason=True),
            S.WITHDRAWN: WITHDRAW,
        },
        S.RESERVE: {
            S.RECOMMENDED: Move("Recommend after all"),
            S.NOT_APPOINTED: Move("Do not appoint"),
            S.INTERVIEWED: Move(WRONG_BUTTON, reason=True),
            S.WITHDRAWN: WITHDRAW,
        },
        S.NOT_APPOINTED: {
            S.RECOMMENDED: Move("Recommend after all", reason=True),
            S.RESERVE: Move("Hold in reserve", reason=True),
            S.INTERVIEWED: Move(WRONG_BUTTON, reason=True),
        },
        S.OFFERED: {
            S.ACCEPTED: Move("Accept"),
            S.DECLINED: Move("Decline"),
            S.RECOMMENDED: Move("Take the offer back", reason=True),
            S.NOT_APPOINTED: Move("Do not appoint", reason=True),
            S.WITHDRAWN: WITHDRAW,
        },
        S.ACCEPTED: {
            S.APPOINTED: Move("Appoint"),
            S.OFFERED: Move(WRONG_BUTTON, reason=True),
            S.NOT_APPOINTED: Move("End the offer", reason=True),
            S.WITHDRAWN: WITHDRAW,
        },
        S.DECLINED: {S.RECOMMENDED: Move("Recommend again", reason=True)},
        S.APPOINTED: {
            S.STARTED: Move("Started work"),
            S.ACCEPTED: Move("Take the signature back", reason=True),
        },
        S.STARTED: {},
        S.WITHDRAWN: {},
    },
)

WITHDRAWABLE = frozenset(state for state, moves in APPLICATION.moves.items() if S.WITHDRAWN in moves)
