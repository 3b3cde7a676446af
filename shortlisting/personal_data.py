"""What shortlisting holds about people: who selected, what they scored and decided, and why."""

from __future__ import annotations

from core.personal_data import Erase, FieldPolicy, Lifetime, declare
from shortlisting.models import (
    AgreedScore,
    Decision,
    Panel,
    PanelMember,
    ProbePoint,
    Score,
    ScoreMark,
    ScoreSheet,
    ScoringScale,
)

ABOUT_CANDIDATE = FieldPolicy(Lifetime.RECRUITMENT)
ACTED = FieldPolicy(Lifetime.RECRUITMENT, export=False, erase=Erase.KEEP, why_kept="Shows who acted for the school")
TRAINED = FieldPolicy(Lifetime.SIX_YEARS, erase=Erase.KEEP, why_kept="Proves that somebody trained was on the panel")

declare(
    Panel,
    about="The panel of a vacancy and where its work stands",
    personal={"plan_agreed_by": ACTED},
    not_personal=["vacancy", "sift_opened_at", "sift_due_on", "places", "plan_agreed_at", "outcomes_released_at"],
)
declare(
    PanelMember,
    about="That you were on a panel, and your safer recruitment training",
    person="user",
    personal={"user": TRAINED, "trained_on": TRAINED, "training_provider": TRAINED},
    not_personal=["panel", "role", "added_at", "removed_at"],
)
declare(ScoringScale, about="The scale of a panel", not_personal=["panel", "words", "pass_mark"])
declare(
    ScoreSheet,
    about="That a panel member scored your application",
    person="application__candidate",
    personal={"member": ACTED, "application": ABOUT_CANDIDATE},
    not_personal=["stage", "number", "submitted_at"],
)
declare(
    Score,
    about="What panel members scored and noted about your application",
    person="sheet__application__candidate",
    personal={"value": ABOUT_CANDIDATE, "judgement": ABOUT_CANDIDATE, "note": ABOUT_CANDIDATE},
    not_personal=["sheet", "criterion", "scored_at"],
)
declare(
    ScoreMark,
    about="What a panel member had begun to note about your application",
    person="sheet__application__candidate",
    personal={"draft": ABOUT_CANDIDATE},
    not_personal=["sheet", "criterion", "skipped", "flagged", "kept_at"],
)
declare(
    AgreedScore,
    about="What the panel agreed on a score of yours, and why",
    person="application__candidate",
    personal={
        "application": ABOUT_CANDIDATE,
        "value": ABOUT_CANDIDATE,
        "judgement": ABOUT_CANDIDATE,
        "reason": ABOUT_CANDIDATE,
        "present": ACTED,
        "agreed_by": ACTED,
    },
    not_personal=["criterion", "stage", "agreed_at", "replaced_at"],
)
declare(
    Decision,
    about="What the panel decided about you, and why",
    person="application__candidate",
    personal={
        "application": ABOUT_CANDIDATE,
        "outcome": ABOUT_CANDIDATE,
        "reason": ABOUT_CANDIDATE,
        "criteria": ABOUT_CANDIDATE,
        "interviewed_on": ABOUT_CANDIDATE,
        "decided_by": ACTED,
    },
    not_personal=["stage", "decided_at", "released_at"],
)
declare(
    ProbePoint,
    about="What the panel was to ask you about at interview, and what you said",
    person="application__candidate",
    personal={
        "application": ABOUT_CANDIDATE,
        "text": ABOUT_CANDIDATE,
        "explored_note": ABOUT_CANDIDATE,
        "explored_by": ACTED,
    },
    not_personal=["source", "key", "made_at", "explored_at"],
)
