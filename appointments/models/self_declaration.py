"""The self-declaration of the shortlisted (KCSIE Part 3). Never asked before shortlisting."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from core.fields import EncryptedJSONField, EncryptedTextField


class SelfDeclaration(models.Model):
    """Asked when the outcomes are released; read by the chair and HR alone, each reading recorded.

    `something_told` is a neutral code: gates and lists read it, never the words.
    """

    class State(models.TextChoices):
        ASKED = "asked", "Asked for"
        SENT = "sent", "Sent"
        SIGNED = "signed", "Signed again at interview"
        SETTLED = "settled", "Talked through"

    class SignedOn(models.TextChoices):
        OWN = "own", "On their own page"
        DEVICE = "device", "On the school’s device"

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="self_declaration")
    state = models.CharField(max_length=7, choices=State.choices, default=State.ASKED)
    asks_section_128 = models.BooleanField(default=False)  # in scope when it was asked
    asks_childcare = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    draft: models.Field[Any, Any] = EncryptedJSONField(
        null=True, blank=True
    )  # {"done": [page], "yes": [key], "detail": {}}
    answers: models.Field[Any, Any] = EncryptedJSONField(null=True, blank=True)  # {key: {"yes", "detail"}}
    something_told = models.BooleanField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_name = EncryptedTextField(blank=True, default="")
    read_at = models.DateTimeField("first read at", null=True, blank=True)  # every reading stands in the audit
    signed_at = models.DateTimeField("signed again at", null=True, blank=True)
    signed_name = EncryptedTextField(blank=True, default="")
    signed_on = models.CharField(max_length=6, choices=SignedOn.choices, blank=True)
    signed_with = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # whose device it was
    changes = EncryptedTextField("what is different now", blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_note = EncryptedTextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="asked") | Q(sent_at__isnull=False, something_told__isnull=False),
                name="declaration_sent_whole",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="declaration_settled_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Self-declaration {self.pk}"
