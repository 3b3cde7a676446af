"""An application that came on paper and that HR enters for its candidate."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.application import Application
from core.fields import EncryptedTextField


class PaperApplication(models.Model):
    """How an application came on paper, who enters it, and what its candidate signed.

    When it arrived is Application.on_paper_at, by which it is in time or late.
    """

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="paper")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)
    by_post = models.BooleanField("gets letters by post", default=False)  # has no e-mail address
    postal_address = models.TextField(blank=True)
    late_reason = EncryptedTextField(blank=True)  # why it is taken although it arrived after closing
    signed_name = models.CharField("name signed on paper", max_length=300, blank=True)
    signed_on = models.DateField("date of the signature on paper", null=True, blank=True)
    form_key = models.UUIDField(unique=True)  # of the page it was begun on: pressed twice, begun once
    scan = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | ~Q(signed_name=""), name="paper_signed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"Paper application {self.application_id}"
