"""The states of a reference request and of an offer."""

from __future__ import annotations

from appointments.models import Offer, ReferenceRequest
from core.states import Move, StateTable

R = ReferenceRequest.State

REFERENCE = StateTable(
    verb="reference",
    moves={
        R.WAITING: {R.REQUESTED: Move("Ask the referee"), R.STOPPED: Move("Stop", reason=True)},
        R.REQUESTED: {
            R.OPENED: Move("Opened"),
            R.RECEIVED: Move("Received"),
            R.DECLINED: Move("Declined"),
            R.BOUNCED: Move("Address refused"),
            R.REQUESTED: Move("Ask at another address"),
            R.STOPPED: Move("Stop", reason=True),
        },
        R.OPENED: {
            R.REQUESTED: Move("Ask at another address"),
            R.RECEIVED: Move("Received"),
            R.DECLINED: Move("Declined"),
            R.STOPPED: Move("Stop", reason=True),
        },
        R.BOUNCED: {R.REQUESTED: Move("Ask at another address"), R.STOPPED: Move("Stop", reason=True)},
        R.DECLINED: {R.STOPPED: Move("Stop", reason=True)},
        R.RECEIVED: {R.VERIFIED: Move("Verified")},
        R.VERIFIED: {},
        R.STOPPED: {},
    },
)

S = Offer.State

OFFER = StateTable(
    verb="offer",
    moves={
        S.MADE: {
            S.ACCEPTED: Move("Accept"),
            S.DECLINED: Move("Decline"),
            S.TAKEN_BACK: Move("Take back", reason=True),
        },
        S.ACCEPTED: {S.TAKEN_BACK: Move("Take back", reason=True)},
        S.DECLINED: {},
        S.TAKEN_BACK: {},
    },
)
