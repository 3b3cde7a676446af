"""What appointments hold about people."""

from __future__ import annotations

from appointments.models import Check, Offer, RecordEntry, Reference, ReferenceRequest, SignOff
from core.personal_data import Erase, FieldPolicy, Lifetime, declare

FILE = FieldPolicy(Lifetime.APPOINTED)
CONFIDENCE = FieldPolicy(Lifetime.APPOINTED, export=False)  # references in confidence: DPA 2018, schedule 2, para 24
STAFF = FieldPolicy(Lifetime.STAFF)
ACTED = FieldPolicy(Lifetime.SIX_YEARS, export=False, erase=Erase.KEEP, why_kept="Shows who acted for the school")

declare(
    ReferenceRequest,
    about="That a reference was asked for",
    person="application__candidate",
    personal={"referee": FILE, "draft": CONFIDENCE, "declined_reason": CONFIDENCE},
    not_personal=[
        "ref", "application", "state", "link_version", "requested_at", "opened_at", "answered_at", "with_hr_at",
    ],
)  # fmt: skip
declare(
    Reference,
    about="What your referees said, and how the school checked that it came from them",
    person="request__application__candidate",
    personal={
        "answers": CONFIDENCE,
        "concern": CONFIDENCE,
        "concern_note": CONFIDENCE,
        "verified_note": CONFIDENCE,
        "concern_settled_by": ACTED,
        "verified_by": ACTED,
    },
    not_personal=["request", "may_share", "received_at", "verified_how", "verified_at", "concern_settled_at"],
)
declare(
    Check,
    about="Pre-employment checks: what was checked, when, and what was seen",
    person="application__candidate",
    personal={
        "evidence": FILE,
        "number_end": FILE,
        "expires_on": FILE,
        "detail": FILE,
        "status": FILE,
        "done_by": ACTED,
    },
    not_personal=["application", "code", "why", "due_on", "done_on", "changed_at"],
)
declare(
    Offer,
    about="The offer made to you and your answer",
    person="application__candidate",
    personal={
        "pay_text": FILE,
        "salary": FILE,
        "starts_on": FILE,
        "hours_text": FILE,
        "answer_reason": FILE,
        "state": FILE,
        "made_by": ACTED,
    },
    not_personal=["application", "reply_by", "made_at", "answered_at"],
)
declare(
    SignOff,
    about="The head's signature over your appointment",
    person="application__candidate",
    personal={"statement": FILE, "signed_by": ACTED},
    not_personal=["application", "signed_as", "signed_at", "content", "digest"],
)
declare(
    RecordEntry,
    about="Your row in the school's single central record",
    person="application__candidate",
    personal={
        "surname": STAFF,
        "forenames": STAFF,
        "former_names": STAFF,
        "date_of_birth": STAFF,
        "job_title": STAFF,
        "starts_on": STAFF,
        "left_on": STAFF,
        "cells": STAFF,
    },
    not_personal=["school", "application", "made_at"],
)
