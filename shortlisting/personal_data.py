"""What shortlisting holds about people: who selected, what they scored and decided, and why."""

from __future__ import annotations

from core.personal_data import Erase, FieldPolicy, Lifetime, declare
from shortlisting.models import (
    Activity,
    AgreedScore,
    Answer,
    Booking,
    CalibrationScore,
    ChallengeOrder,
    ConflictDeclaration,
    Decision,
    Feedback,
    HrCheck,
    InterviewDay,
    Panel,
    PanelMember,
    ProbePoint,
    Question,
    Release,
    Score,
    ScoreMark,
    ScoreSheet,
    ScoringScale,
    Slot,
)

ABOUT_CANDIDATE = FieldPolicy(Lifetime.RECRUITMENT)
ACTED = FieldPolicy(Lifetime.RECRUITMENT, export=False, erase=Erase.KEEP, why_kept="Shows who acted for the school")
TRAINED = FieldPolicy(Lifetime.SIX_YEARS, erase=Erase.KEEP, why_kept="Proves that somebody trained was on the panel")

declare(
    Panel,
    about="The panel of a vacancy and where its work stands",
    personal={"plan_agreed_by": ACTED, "rest_opened_by": ACTED},
    not_personal=[
        "vacancy",
        "sift_opened_at",
        "sift_due_on",
        "places",
        "ties",
        "tie_criterion",
        "calibrates",
        "rest_opened_at",
        "talked",
        "plan_agreed_at",
        "outcomes_released_at",
    ],
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
    not_personal=[
        "stage", "activity", "number", "submitted_at", "waits", "set_aside_at", "first_round", "calibrated_at",
    ],
)  # fmt: skip
declare(
    Score,
    about="What panel members scored and noted about your application",
    person="sheet__application__candidate",
    personal={
        "value": ABOUT_CANDIDATE,
        "judgement": ABOUT_CANDIDATE,
        "note": ABOUT_CANDIDATE,
        "entered_by": ACTED,
    },
    not_personal=["sheet", "criterion", "scored_at"],
)
declare(
    CalibrationScore,
    about="What panel members had first scored and noted about your application, before they talked about it",
    person="sheet__application__candidate",
    personal={
        "value": ABOUT_CANDIDATE,
        "judgement": ABOUT_CANDIDATE,
        "note": ABOUT_CANDIDATE,
        "entered_by": ACTED,
    },
    not_personal=["sheet", "criterion", "scored_at"],
)
declare(
    ConflictDeclaration,
    about="Whether a panel member said that they know you, and what the school decided about it",
    person="application__candidate",
    personal={
        "member": ACTED,
        "application": ABOUT_CANDIDATE,
        "knows": ABOUT_CANDIDATE,
        "how": ABOUT_CANDIDATE,
        "entered_by": ACTED,
        "decision": ABOUT_CANDIDATE,
        "reason": ABOUT_CANDIDATE,
        "decided_by": ACTED,
    },
    not_personal=["declared_at", "decided_at"],
)
declare(
    ChallengeOrder,
    about="That a file about the decisions on you was made; the file itself goes after a few days",
    person="application__candidate",
    personal={"application": ABOUT_CANDIDATE, "others": ABOUT_CANDIDATE, "asked_by": ACTED},
    not_personal=["state", "key", "file", "asked_at", "claimed_at", "tries", "made_at"],
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
        "reserve_place": ABOUT_CANDIDATE,
        "decided_by": ACTED,
        "added_by": ACTED,
    },
    not_personal=["stage", "decided_at", "released_at", "added_at"],
)
declare(
    Feedback,
    about="What the panel wrote to you about each criterion",
    person="application__candidate",
    personal={
        "application": ABOUT_CANDIDATE,
        "strength": ABOUT_CANDIDATE,
        "words": ABOUT_CANDIDATE,
        "written_by": ACTED,
    },
    not_personal=["stage", "criterion", "written_at"],
)
declare(
    Release,
    about="When the outcomes of a stage were told, and who asked for it",
    personal={"asked_by": ACTED, "stopped_by": ACTED},
    not_personal=["panel", "stage", "asked_at", "due_at", "done_at", "stopped_at"],
)
declare(
    HrCheck,
    about="That HR made its own check before the outcomes were told",
    personal={"made_by": ACTED},
    not_personal=["panel", "made_at"],
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
declare(
    InterviewDay,
    about="A day of interviews",
    not_personal=[
        "panel", "on", "starts_at", "ends_at", "second_part_at", "turnaround", "place", "note", "made_at", "sent_at",
        "short_notice_reason", "cancelled_at",
    ],
)  # fmt: skip
declare(
    Activity,
    about="What candidates do on the day of the interviews, and who is there",
    personal={"members": ACTED},
    not_personal=[
        "day", "kind", "title", "room", "minutes", "together_at", "also_needed", "second_part", "candidates_choose",
        "criteria", "task", "brief", "materials", "position",
    ],
)  # fmt: skip
declare(
    Slot,
    about="When you did what on the day of the interviews",
    person="application__candidate",
    personal={"application": ABOUT_CANDIDATE, "starts_at": ABOUT_CANDIDATE, "ends_at": ABOUT_CANDIDATE},
    not_personal=["activity", "by_hand"],
)
declare(
    Booking,
    about="Your place on the day of the interviews: what was sent, what you asked, what was arranged for you",
    person="application__candidate",
    personal={
        **dict.fromkeys(
            ("application", "adjusted", "sent_at", "confirmed_at", "asked", "asked_at", "answer", "answered_at",
             "stays", "stays_reason", "stays_at", "cancelled_at", "absent_at", "absent_reason"),
            ABOUT_CANDIDATE,
        ),
        **dict.fromkeys(("member", "answered_by", "stays_by", "absent_by"), ACTED),
    },
    not_personal=["ref", "day", "sequence", "told"],
)  # fmt: skip
declare(
    Question,
    about="The questions that every candidate was asked",
    not_personal=[
        "activity", "code", "area", "text", "follow_ups", "listen_for", "criterion", "safeguarding", "position",
    ],
)  # fmt: skip
declare(
    Answer,
    about="What panel members noted of your answers at interview",
    person="sheet__application__candidate",
    personal={"asked": ABOUT_CANDIDATE, "note": ABOUT_CANDIDATE, "judgement": ABOUT_CANDIDATE},
    not_personal=["sheet", "question", "kept_at"],
)
