"""Asking to send an application after closing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.application import Application
from core.fields import EncryptedTextField


class LateRequest(models.Model):
    """A candidate asks for more time; HR allows them one, with a reason, or does not. One open request at a time.

    What both wrote is encrypted: it may be about somebody's health.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="late_requests")
    reason = EncryptedTextField()
    asked_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    allowed_until = models.DateTimeField(null=True, blank=True)  # empty once decided: not allowed
    answer = EncryptedTextField(blank=True)  # HR's reason, told to the candidate

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application"], condition=Q(decided_at=None), name="late_request_one_open"),
        ]

    def __str__(self) -> str:
        return f"Late request {self.pk}"
