"""The states of a reference request, a check, a self-declaration, a risk assessment and an offer."""

from __future__ import annotations

from appointments.models import Check, Offer, ReferenceRequest, RiskAssessment, SelfDeclaration
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
        R.BOUNCED: {
            R.REQUESTED: Move("Ask at another address"),
            R.RECEIVED: Move("Received by phone or on paper"),
            R.STOPPED: Move("Stop", reason=True),
        },
        R.DECLINED: {R.RECEIVED: Move("Received by phone or on paper"), R.STOPPED: Move("Stop", reason=True)},
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
            S.LAPSED: Move("Lapse"),
        },
        S.ACCEPTED: {
            S.TAKEN_BACK: Move("Take back", reason=True),
            S.DECLINED: Move("The candidate withdrew", reason=True),
        },
        S.DECLINED: {},
        S.TAKEN_BACK: {},
        S.LAPSED: {},
    },
)

C = Check.Status
_OPEN = (C.TO_DO, C.ASKED_FOR, C.RECEIVED, C.CLEAR, C.NEEDS_DECISION)

# People correct what they recorded, so any state but "not required" leads to any other: that one is the catalogue's.
_MOVES: dict[str, dict[str, Move]] = {old: {new: Move(str(new.label)) for new in _OPEN if new != old} for old in _OPEN}
CHECK = StateTable(
    verb="check",
    moves={**_MOVES, C.NOT_REQUIRED: {}},
    field="status",
)

D = SelfDeclaration.State

DECLARATION = StateTable(
    verb="self_declaration",
    moves={
        D.ASKED: {D.SENT: Move("Send")},
        D.SENT: {D.SIGNED: Move("Sign again at interview")},
        D.SIGNED: {D.SETTLED: Move("Talked through")},
        D.SETTLED: {},
    },
)

K = RiskAssessment.State

RISK = StateTable(
    verb="risk_assessment",
    moves={
        K.WRITTEN: {K.WRITTEN: Move("Write again"), K.APPROVED: Move("Approve"), K.ENDED: Move("End", reason=True)},
        K.APPROVED: {K.WRITTEN: Move("Write again"), K.ENDED: Move("End", reason=True)},
        K.ENDED: {K.WRITTEN: Move("Write again")},
    },
)
