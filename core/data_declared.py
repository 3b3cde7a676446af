"""What core's own models hold about people."""

from __future__ import annotations

from core.models import (
    AuditEvent,
    AuditSeal,
    BankHoliday,
    LegalHold,
    OutgoingEmail,
    Reminder,
    StoredFile,
    TypedReason,
    Waiver,
)
from core.personal_data import Erase, FieldPolicy, Lifetime, declare

declare(
    AuditEvent,
    about="Who did what and when, by number and code",
    personal={
        "actor_id": FieldPolicy(
            Lifetime.SIX_YEARS, erase=Erase.KEEP, why_kept="Shows who acted; a number without the account names nobody"
        )
    },
    not_personal=[
        "at", "verb", "school_id", "subject_type", "subject_id", "fields", "codes", "reason_digest",
    ],
)  # fmt: skip
declare(
    TypedReason,
    about="Reasons that somebody typed for an act",
    personal={"text": FieldPolicy(Lifetime.RECRUITMENT)},
    not_personal=["event", "salt"],
)
declare(AuditSeal, about="The audit's chain", not_personal=["position", "event_id", "digest", "sealed_at"])
declare(
    OutgoingEmail,
    about="That a letter was sent, not what it said",
    not_personal=[
        "template", "ids", "once", "school_id", "subject_type", "subject_id", "message_id", "state", "queued_at",
        "due_at", "claimed_at", "attempts", "sent_at", "error_code", "provider_id",
    ],
)  # fmt: skip
declare(
    Reminder,
    about="That a reminder was sent",
    not_personal=["kind", "subject_type", "subject_id", "step", "due_at", "decided_at", "outcome", "school_id"],
)
declare(
    Waiver,
    about="Points of guidance that were let pass, and why",
    personal={
        "reason": FieldPolicy(Lifetime.RECRUITMENT),
        "by": FieldPolicy(Lifetime.RECRUITMENT),
    },
    not_personal=["gate", "code", "subject_type", "subject_id", "fingerprint", "at", "taken_back_at"],
)
declare(
    LegalHold,
    about="That papers must not be erased because a claim is expected, and why",
    personal={
        "reason": FieldPolicy(Lifetime.SIX_YEARS),
        "placed_by": FieldPolicy(Lifetime.SIX_YEARS, export=False),
        "lifted_by": FieldPolicy(Lifetime.SIX_YEARS, export=False),
    },
    not_personal=["subject_type", "subject_id", "school_id", "placed_at", "lifted_at"],
)
declare(BankHoliday, about="Bank holidays", not_personal=["date", "name"])
declare(
    StoredFile,
    about="Files that were uploaded",
    personal={
        "file": FieldPolicy(Lifetime.RECRUITMENT),
        "name": FieldPolicy(Lifetime.RECRUITMENT),
        "uploaded_by": FieldPolicy(Lifetime.RECRUITMENT),
    },
    not_personal=["ref", "kind", "size", "school_id", "uploaded_at", "delete_after"],
)
