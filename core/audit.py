"""Writing the audit trail. Sealing and verifying it: core/services/seal.py."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db import models, transaction

from core.models import AuditEvent, TypedReason

if TYPE_CHECKING:
    from accounts.models import User


def subject_of(subject: models.Model) -> tuple[str, int]:
    """Return the type label and id under which a row stands in audit, outbox, reminders and waivers."""
    return subject._meta.label_lower, subject.pk


def record(
    verb: str,
    *,
    by: User | None,
    subject: models.Model,
    school_id: int | None = None,
    fields: Iterable[str] = (),
    codes: Mapping[str, str | int | bool | None] | None = None,
    reason: str = "",
) -> AuditEvent:
    """Write that `by` did `verb` to `subject`, inside the caller's transaction.

    `fields` are names of fields, `codes` neutral codes and ids: no personal text. `reason` is what somebody
    typed; it is kept in an erasable row and tied here by a salted digest.
    Raises TransactionManagementError outside a transaction: an act and its record commit together or not at all.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(f"{verb}: audit must be written in the act's own transaction")
    subject_type, subject_id = subject_of(subject)
    salt = secrets.token_hex(16) if reason else ""
    event = AuditEvent.objects.create(
        verb=verb,
        actor_id=by.pk if by else None,
        school_id=school_id,
        subject_type=subject_type,
        subject_id=subject_id,
        fields=sorted(fields),
        codes=dict(codes or {}),
        reason_digest=digest_of_reason(salt, reason) if reason else "",
    )
    if reason:
        TypedReason.objects.create(event=event, salt=salt, text=reason)
    return event


def digest_of_reason(salt: str, reason: str) -> str:
    """Return the digest that ties a typed reason to its event and tells nothing once the reason is erased."""
    return hashlib.sha256(f"{salt}{reason}".encode()).hexdigest()
