"""What appointments hold about people."""

from __future__ import annotations

from dataclasses import replace

from appointments import declaration, record_table
from appointments.models import (
    Call,
    Check,
    CheckFacts,
    CheckFile,
    Countersignature,
    Discrepancy,
    HeadConfirmation,
    InductionItem,
    NpqPlan,
    Offer,
    OnlineSearch,
    PersonalTie,
    RecordEntry,
    RecordImport,
    RecordLayout,
    Reference,
    ReferenceRequest,
    RiskAssessment,
    RiskReview,
    SearchScope,
    SelfDeclaration,
    SignOff,
    Verification,
)
from appointments.reference_text import answers_told
from core.personal_data import Erase, FieldPolicy, Lifetime, declare

FILE = FieldPolicy(Lifetime.APPOINTED)
# The seal stands without them: it proves later that something was signed, and names nobody.
SEALED = FieldPolicy(Lifetime.APPOINTED, erase=Erase.BLANK)
RECRUITED = FieldPolicy(Lifetime.RECRUITMENT)  # destroyed with the recruitment's file, for the appointed too
IN_CONFIDENCE = "Given in confidence: Data Protection Act 2018, schedule 2, paragraph 24"
CONFIDENCE = FieldPolicy(Lifetime.APPOINTED, export=False, withheld=IN_CONFIDENCE)
SHAREABLE = FieldPolicy(Lifetime.APPOINTED, export=False, withheld=IN_CONFIDENCE, open_if="may_share")
ON_RECORD = FieldPolicy(Lifetime.STAFF, erase=Erase.BLANK)
DATES = FieldPolicy(Lifetime.SIX_YEARS, erase=Erase.KEEP, why_kept="Says from when the personnel file is kept")
ACTED = FieldPolicy(Lifetime.SIX_YEARS, export=False, erase=Erase.KEEP, why_kept="Shows who acted for the school")

declare(
    ReferenceRequest,
    about="That a reference was asked for",
    person="application__candidate",
    personal={
        "referee": FILE,
        "consent_reason": FILE,
        "draft": CONFIDENCE,
        "declined_reason": CONFIDENCE,
        "named_name": CONFIDENCE,
        "named_job_title": CONFIDENCE,
        "named_email": CONFIDENCE,
    },
    not_personal=[
        "ref", "application", "state", "link_version", "next_at", "consent_asked_at", "consent_refused_at",
        "another_asked_at", "requested_at", "opened_at", "answered_at", "with_hr_at",
    ],
)  # fmt: skip
declare(
    Reference,
    about="What your referees said, and how the school checked that it came from them",
    person="request__application__candidate",
    personal={
        "answers": replace(SHAREABLE, told=answers_told),
        "scan": CONFIDENCE,
        "concern": CONFIDENCE,
        "concern_note": CONFIDENCE,
        "verified_note": CONFIDENCE,
        "concern_settled_by": ACTED,
        "verified_by": ACTED,
        "entered_by": ACTED,
    },
    not_personal=[
        "request", "channel", "may_share", "received_at", "verified_how", "verified_at", "concern_settled_at",
    ],
)  # fmt: skip
declare(
    Discrepancy,
    about="Where a reference differs from your form, and how that was settled",
    person="reference__request__application__candidate",
    personal={"form_says": FILE, "reference_says": CONFIDENCE, "note": CONFIDENCE, "settled_by": ACTED},
    not_personal=["reference", "code", "about", "found_at", "raised_at", "settled_at"],
)
declare(
    Verification,
    about="How the school checked that a reference came from your referee",
    person="reference__request__application__candidate",
    personal={"spoke_with": CONFIDENCE, "number": CONFIDENCE, "note": CONFIDENCE, "by": ACTED},
    not_personal=["reference", "how", "number_found", "outcome", "at"],
)
declare(
    HeadConfirmation,
    about="That the head of your referee's school was asked to confirm the reference",
    person="reference__request__application__candidate",
    personal={"name": CONFIDENCE, "email": CONFIDENCE, "answer": CONFIDENCE, "note": CONFIDENCE},
    not_personal=["ref", "reference", "link_version", "asked_at", "next_at", "with_hr_at", "answered_at"],
)
declare(
    Call,
    about="That the school rang your referee",
    person="request__application__candidate",
    personal={"spoke_with": CONFIDENCE, "note": CONFIDENCE, "by": ACTED},
    not_personal=["request", "outcome", "promised_on", "at"],
)
declare(
    Check,
    about="Pre-employment checks: what was checked, when, and what was seen",
    person="application__candidate",
    personal={
        "evidence_kind": FILE,
        "seen_how": FILE,
        "evidence": FILE,
        "number_end": FILE,
        "expires_on": FILE,
        "detail": FILE,
        "decision": FILE,
        "status": FILE,
        "done_by": ACTED,
        "decided_by": ACTED,
    },
    not_personal=[
        "application", "code", "why", "due_on", "asked_on", "chase_on", "chased", "done_on", "decided_on", "changed_at",
    ],
)  # fmt: skip
declare(
    CheckFile,
    about="Copies of documents for the checks; of a DBS certificate for six months at most, of a right to work until "
    "two years after you leave",
    person="check_row__application__candidate",
    personal={"file": FILE},
    not_personal=["check_row", "by_candidate", "added_at", "delete_after"],
)
declare(
    CheckFacts,
    about="What decides which checks you need",
    person="application__candidate",
    personal={
        "lived_abroad": FILE,
        "update_service": FILE,
        "recent_school_work": FILE,
        "asks_section_128": FILE,
    },
    not_personal=["application"],
)
declare(
    PersonalTie,
    about="That somebody is close to a candidate and records none of their checks",
    person="application__candidate",
    personal={"user": CONFIDENCE},
    not_personal=["application", "said_at"],
)
declare(
    SelfDeclaration,
    about="Your self-declaration after you were shortlisted",
    person="application__candidate",
    personal={
        "draft": replace(RECRUITED, told=lambda row: declaration.draft_in_words(row.draft)),
        "answers": replace(RECRUITED, told=lambda row: declaration.in_words(row.answers)),
        "something_told": RECRUITED,
        "sent_name": RECRUITED,
        "signed_name": RECRUITED,
        "changes": RECRUITED,
        "settled_note": RECRUITED,
        "signed_with": ACTED,
        "settled_by": ACTED,
    },
    not_personal=[
        "application", "state", "asks_section_128", "asks_childcare", "asked_at", "sent_at", "read_at", "signed_at",
        "signed_on", "settled_at",
    ],
)  # fmt: skip
declare(
    SearchScope,
    about="Where the school looks online, the same for everyone shortlisted",
    personal={"searcher": ACTED, "agreed_by": ACTED},
    not_personal=["vacancy", "sites", "terms", "agreed_at"],
)
declare(
    OnlineSearch,
    about="The online search after you were shortlisted, and what you said to it",
    person="application__candidate",
    personal={
        "outcome": RECRUITED,
        "finding": RECRUITED,
        "relevance": RECRUITED,
        "why_not": RECRUITED,
        "response": RECRUITED,
        "settled_note": RECRUITED,
        "done_by": ACTED,
        "settled_by": ACTED,
    },
    not_personal=["application", "done_on", "asked_at", "responded_at", "settled_at", "changed_at"],
)
declare(
    RiskAssessment,
    about="The written assessment of a start before the DBS result",
    person="application__candidate",
    personal={
        "reason": FILE,
        "risks": FILE,
        "measures": FILE,
        "supervisor_name": FILE,
        "supervisor_job": FILE,
        "supervisor_email": FILE,
        "starts_on": FILE,
        "written_by": ACTED,
        "approved_by": ACTED,
    },
    not_personal=[
        "application", "state", "review_days", "next_review_on", "remind_on", "written_at", "approved_at",
    ],
)  # fmt: skip
declare(
    RiskReview,
    about="Reviews of a start before the DBS result",
    person="assessment__application__candidate",
    personal={"note": FILE, "goes_on": FILE, "done_by": ACTED},
    not_personal=["assessment", "due_on", "done_on"],
)
declare(
    Offer,
    about="The offer made to you and your answer",
    person="application__candidate",
    personal={
        "pay_text": FILE,
        "salary": FILE,
        "salary_how": FILE,
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
    personal={"statement": SEALED, "shown": SEALED, "salt": SEALED, "signed_by": ACTED},
    not_personal=["application", "signed_as", "signed_at", "content", "digest"],
)
declare(
    Countersignature,
    about="A governor's signature beside the head's",
    person="application__candidate",
    personal={"statement": FILE, "governor": ACTED, "asked_by": ACTED},
    not_personal=["application", "asked_at", "signed_at"],
)
declare(
    NpqPlan,
    about="Your plan to reach the SENCo qualification in time",
    person="application__candidate",
    personal={
        "became_senco_on": FILE,
        "due_on": FILE,
        "provider": FILE,
        "course_starts_on": FILE,
        "note": FILE,
        "done_on": FILE,
        "written_by": ACTED,
    },
    not_personal=["application", "written_at", "remind_on"],
)
declare(
    InductionItem,
    about="What was done on your first days",
    person="application__candidate",
    personal={"done_on": FILE, "done_by": ACTED},
    not_personal=["application", "code"],
)
declare(
    RecordEntry,
    about="Your row in the school's single central record",
    person="application__candidate",
    personal={
        "surname": ON_RECORD,
        "forenames": ON_RECORD,
        "former_names": ON_RECORD,
        "date_of_birth": ON_RECORD,
        "job_title": ON_RECORD,
        "cells": replace(ON_RECORD, told=record_table.told),
        "starts_on": DATES,
        "left_on": DATES,
    },
    not_personal=["school", "application", "made_at"],
)
declare(
    RecordImport,
    about="Spreadsheets that were taken into a single central record",
    personal={"by": ACTED},
    not_personal=["ref", "school", "file", "mapping", "made_at", "done_at", "taken"],
)
declare(RecordLayout, about="How other systems want the record", not_personal=["school", "name", "columns", "days"])
