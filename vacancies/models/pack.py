"""A pack that was brought in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class ImportedPack(models.Model):
    """The source as it came, what was read from it and what was doubtful."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="packs")
    file = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source_text = models.TextField(blank=True)  # pasted text, or the words of the file for the side-by-side view
    result = models.JSONField()  # the pack schema, as import_pack prints it
    warnings = models.JSONField(default=list)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return f"Pack of {self.imported_at:%Y-%m-%d}"
