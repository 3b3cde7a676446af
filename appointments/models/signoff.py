"""The head's signature, and the governor's beside it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application


class SignOff(models.Model):
    """The head's signature over everything on the page, sealed by a digest. Never edited.

    `content` names nobody and outlives a purge, and so does its seal: codes, states and digests of the words, under
    `salt`. The words themselves are in `shown` and `statement`, which go with the personnel file.
    """

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="signoff")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    signed_as = models.CharField(max_length=8, choices=[("head", "Head"), ("deputy", "Deputy for the head")])
    signed_at = models.DateTimeField(default=timezone.now)
    statement = models.TextField()
    shown = models.JSONField(default=dict)  # {"rows": [{what, how, reason, reason_by}], "pay": [[label, words]]}
    salt = models.CharField(max_length=32, default="")
    content = models.JSONField()  # every row of the gate by code and status, pay, start, evidence: what was signed
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Signature {self.pk}"


class Countersignature(models.Model):
    """A governor's signature to an appointment on the leadership scale, asked for by HR or head."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="countersignature")
    governor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="countersignatures")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    statement = models.TextField(blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(signed_at=None) | ~Q(statement=""), name="countersigned_with_statement")
        ]

    def __str__(self) -> str:
        return f"Countersignature {self.pk}"
