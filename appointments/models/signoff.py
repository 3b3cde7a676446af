"""The head's signature."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.models import Application


class SignOff(models.Model):
    """The head's signature over everything on the page, sealed by a digest. Never edited."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="signoff")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    signed_as = models.CharField(max_length=8, choices=[("head", "Head"), ("deputy", "Deputy for the head")])
    signed_at = models.DateTimeField(default=timezone.now)
    statement = models.TextField()
    content = models.JSONField()  # every row of the gate by code and status, pay, start: what was signed
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Signature {self.pk}"
