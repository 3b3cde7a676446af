"""The base that every app stands on: the audit trail, the outbox, reminders, waivers, bank holidays."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.refs import new_ref


class AuditEvent(models.Model):
    """One thing that happened. Append-only.

    Holds ids, field names and codes, never personal text, and no foreign key: a person can be erased
    without breaking the chain. A typed reason lives in `TypedReason`, tied here by a salted digest.
    Events are written unchained inside the work's own transaction; the sealer orders and chains them later.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    verb = models.CharField(max_length=60)  # "vacancy.published"
    actor_id = models.BigIntegerField(null=True)  # null: the service itself
    school_id = models.BigIntegerField(null=True, db_index=True)
    subject_type = models.CharField(max_length=60)  # "vacancies.vacancy"
    subject_id = models.BigIntegerField()
    fields = models.JSONField(default=list)  # names of the fields that changed or were read
    codes = models.JSONField(default=dict)  # neutral codes and ids: {"from": "draft", "to": "published"}
    reason_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class TypedReason(models.Model):
    """The words somebody typed to explain an act. Erasable: the audit keeps only a salted digest of them."""

    event = models.OneToOneField(AuditEvent, on_delete=models.CASCADE, related_name="typed_reason")
    salt = models.CharField(max_length=32)
    text = models.TextField()

    def __str__(self) -> str:
        return f"Reason of event {self.event_id}"


class AuditSeal(models.Model):
    """One link of the chain: the place of an event and the HMAC over it and the link before."""

    position = models.BigIntegerField(unique=True)
    event_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Seal {self.position}"


class OutgoingEmail(models.Model):
    """A letter to send: a template's name and the ids it is about, never a body, an address of a body, or a token.

    What it says and whom it goes to is worked out when it is sent (core/emails.py).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "No longer needed"
        TO_POST = "to_post", "To be printed and posted"

    template = models.CharField(max_length=80)
    ids = models.JSONField(default=dict)  # {"application": 12}
    once = models.CharField(max_length=200, unique=True, null=True)  # noqa: DJ001 - only one is ever queued under a key
    school_id = models.BigIntegerField(null=True, db_index=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error_code = models.CharField(max_length=80, blank=True)  # "smtp-550", "ConnectionRefusedError"; never an address
    provider_id = models.CharField(max_length=200, blank=True)  # what a provider calls it when it tells of a bounce

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="outbox_due"),
            models.Index(fields=["subject_type", "subject_id"], name="outbox_subject"),
            models.Index(fields=["provider_id"], name="outbox_provider", condition=~models.Q(provider_id="")),
        ]

    def __str__(self) -> str:
        return f"{self.template} ({self.state})"


class Reminder(models.Model):
    """That one step of one ladder was decided for one subject. The unique key makes the tick idempotent."""

    kind = models.CharField(max_length=60)  # "reference.referee"
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    step = models.CharField(max_length=40)  # "+2"
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=20)  # "sent", "escalated", "skipped"
    school_id = models.BigIntegerField(null=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_type", "subject_id", "step"], name="reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.step}"


class Waiver(models.Model):
    """A named person let a finding of statutory guidance pass, with a typed reason. Never of a LAW check."""

    gate = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    fingerprint = models.CharField(max_length=64)  # of the finding: when its facts change the waiver no longer fits
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="waivers")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["gate", "subject_type", "subject_id"], name="waiver_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["gate", "code", "subject_type", "subject_id"],
                condition=models.Q(taken_back_at__isnull=True),
                name="waiver_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gate} {self.code}"


class LegalHold(models.Model):
    """Nothing about its subject (a vacancy, or one application) may be erased while it stands: a claim is expected."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    school_id = models.BigIntegerField(db_index=True)
    reason = models.TextField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(lifted_at__isnull=True),
                name="legal_hold_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"Hold on {self.subject_type} {self.subject_id}"


class BankHoliday(models.Model):
    """A bank holiday in England and Wales, as observed."""

    date = models.DateField(unique=True)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class StoredFile(models.Model):
    """An encrypted file and who may be asked about it. The bytes are under MEDIA_ROOT or S3, encrypted."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    file = models.FileField(upload_to="f/%Y/%m/")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=100)  # media type, found from the bytes; Word's has 71 characters
    size = models.PositiveIntegerField()
    school_id = models.BigIntegerField(null=True, db_index=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    delete_after = models.DateField(null=True)

    def __str__(self) -> str:
        return self.ref
