"""What stood on a page that could not be saved as it was: nothing that was typed is lost."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from applications.models.application import Application
from core.fields import EncryptedJSONField


class HalfTyped(models.Model):
    """The boxes of one page of the form, as typed, where they did not yet make sense (31 February, half a TRN).

    Shown again when the page is opened, and gone once the page is saved. Encrypted: any page may have been typed on.
    """

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="half_typed")
    page = models.CharField(max_length=60)  # "details", "job.new", "job.17"
    typed = EncryptedJSONField()  # {name of the box: [what stood in it]}
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "half typed"
        constraints = [models.UniqueConstraint(fields=["application", "page"], name="half_typed_once")]

    def __str__(self) -> str:
        return f"{self.page} of {self.application_id}"
