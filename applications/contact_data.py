"""What is held of how a candidate and the school reached each other: messages, letters, paper, asking for more time."""

from __future__ import annotations

from applications.models import (
    Acquaintance,
    BulkMessage,
    LateRequest,
    Message,
    OnBehalf,
    PaperApplication,
    Thread,
)
from applications.personal_data import ACTED, OURS, SELECTION, alike
from core.personal_data import declare

declare(
    LateRequest,
    about="That you asked to send an application after closing, why, and what the school said",
    person=OURS,
    personal={
        "reason": SELECTION,
        "answer": SELECTION,
        "asked_at": SELECTION,
        "allowed_until": SELECTION,
        "decided_by": ACTED,
    },
    not_personal=["application", "decided_at"],
)
declare(
    Thread,
    about="That you and the school wrote to each other",
    person=OURS,
    personal={"started_at": SELECTION},
    not_personal=["ref", "application", "waits_since"],
)
declare(
    Message,
    about="What you and the school wrote to each other",
    person="thread__application__candidate",
    personal={
        "text": SELECTION,
        "from_school": SELECTION,
        "sent_at": SELECTION,
        "read_at": SELECTION,
        "author": ACTED,
    },
    not_personal=["thread", "bulk", "form_key"],
)
declare(
    BulkMessage,
    about="Texts that a school sent to many candidates, without their names",
    personal={"by": ACTED},
    not_personal=["vacancy", "text", "groups", "recipients", "sent_at", "form_key"],
)
declare(
    Acquaintance,
    about="Who at the school knew of you before the panel had chosen, so that they could not choose",
    person=OURS,
    personal={"user": ACTED, "how": SELECTION, "since": SELECTION},
    not_personal=["application"],
)
declare(
    PaperApplication,
    about="That you applied on paper, and what you signed",
    person=OURS,
    personal={
        "postal_address": SELECTION,
        "late_reason": SELECTION,
        "signed_name": SELECTION,
        "signed_on": SELECTION,
        "scan": SELECTION,
        "by_post": SELECTION,
        "entered_at": SELECTION,
        "entered_by": ACTED,
    },
    not_personal=["application", "form_key"],
)
declare(
    OnBehalf,
    about="What you told the school by letter or phone, and what HR did for you",
    person=OURS,
    personal=alike(SELECTION, "act", "how", "heard_by", "heard_on", "words", "recorded_at") | {"recorded_by": ACTED},
    not_personal=["application", "about", "form_key"],
)
