"""Asking for references, and what came in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application, Referee
from core.fields import EncryptedJSONField, EncryptedTextField
from core.models import StoredFile
from core.refs import new_ref


class ReferenceRequest(models.Model):
    """One referee asked about one candidate. States: appointments/states.py."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting for the candidate’s consent"
        REQUESTED = "requested", "Asked for"
        OPENED = "opened", "Opened"
        RECEIVED = "received", "Received"
        DECLINED = "declined", "Declined"
        BOUNCED = "bounced", "Address refused"
        VERIFIED = "verified", "Verified"
        STOPPED = "stopped", "Stopped"  # withdrawn candidate, or another referee in place of this one

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="reference_requests")
    referee = models.OneToOneField(Referee, on_delete=models.PROTECT, related_name="request")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    link_version = models.PositiveSmallIntegerField(default=1)  # a link of an earlier version is dead
    # Nothing is chased before this instant; null where nothing is chased at all. Set with each step of a ladder, so
    # that the tick reads an index and not every open reference. A day that the school closes later moves a step on.
    next_at = models.DateTimeField(null=True, blank=True)

    # Asked of the candidate: that we may write to this referee, or another referee in place of a silent one.
    consent_asked_at = models.DateTimeField(null=True, blank=True)
    consent_refused_at = models.DateTimeField(null=True, blank=True)
    consent_reason = EncryptedTextField(blank=True, default="")
    another_asked_at = models.DateTimeField(null=True, blank=True)

    requested_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    with_hr_at = models.DateTimeField(null=True, blank=True)  # the ladder ended without an answer
    draft: models.Field[Any, Any] = EncryptedJSONField(
        null=True, blank=True
    )  # what the referee has saved so far, by question
    declined_reason = EncryptedTextField(blank=True, default="")
    named_name = models.CharField("who should answer instead", max_length=150, blank=True)
    named_job_title = models.CharField(max_length=150, blank=True)
    named_email = models.EmailField(blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "requested_at"], name="reference_chase"),
            models.Index(fields=["next_at"], name="reference_next", condition=Q(next_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.ref


class Reference(models.Model):
    """What a referee answered, encrypted, and that HR verified that it came from them."""

    class Source(models.TextChoices):
        CALL_BACK = "call_back", "I rang the organisation’s main number"
        WORK_ADDRESS = "work_address", "I checked that the address is the organisation’s own"
        KNOWN = "known", "I know the referee and spoke with them"

    class Channel(models.TextChoices):
        LINK = "link", "By link"
        PHONE = "phone", "By phone"
        PAPER = "paper", "On paper"

    request = models.OneToOneField(ReferenceRequest, on_delete=models.CASCADE, related_name="reference")
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.LINK)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who typed what came by phone or on paper
    scan = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answers: models.Field[Any, Any] = EncryptedJSONField(null=True)  # by question of appointments/questions.py
    concern = models.BooleanField(default=False)  # neutral code: an answer needs somebody's decision
    concern_note = EncryptedTextField(blank=True, default="")
    concern_settled_at = models.DateTimeField(null=True, blank=True)
    concern_settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    may_share = models.BooleanField(default=False)
    received_at = models.DateTimeField(default=timezone.now)
    verified_how = models.CharField(max_length=12, choices=Source.choices, blank=True)
    verified_note = models.TextField(blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_how="", verified_by__isnull=True, verified_at__isnull=True)
                | (~Q(verified_how="") & Q(verified_by__isnull=False, verified_at__isnull=False)),
                name="reference_verified_whole",
            ),
            models.CheckConstraint(
                condition=Q(channel="link", entered_by__isnull=True)
                | (~Q(channel="link") & Q(entered_by__isnull=False)),
                name="reference_entered_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Reference {self.pk}"
