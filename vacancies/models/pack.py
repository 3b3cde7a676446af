"""A pack that was brought in."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class ImportedPackQuerySet(models.QuerySet["ImportedPack"]):
    """Named reads of packs."""

    def in_use(self) -> Self:
        """Those whose criteria and duties the draft was made from, the newest first."""
        return self.filter(state=ImportedPack.State.READ).select_related("file")

    def on_their_way(self) -> Self:
        """Those that wait or are being read."""
        return self.filter(state__in=[ImportedPack.State.WAITING, ImportedPack.State.READING])

    def due(self, stale: datetime) -> Self:
        """Those to read: waiting, or claimed before `stale` by a worker that has not come back. The oldest first."""
        states = ImportedPack.State
        return self.filter(Q(state=states.WAITING) | Q(state=states.READING, claimed_at__lt=stale)).order_by("pk")


class ImportedPack(models.Model):
    """The source as it came, what was read from it and what was doubtful.

    A row that waits is the order to read it: Celery only wakes the reader (vacancies/services/packs.py).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        READING = "reading", "Being read"
        READ = "read", "In use"
        REFUSED = "refused", "Could not be read"
        SET_ASIDE = "set_aside", "No longer in use"  # another took its place, or it was undone

    class How(models.TextChoices):
        REPLACE = "replace", "In place of what I have"
        ADD = "add", "After what I have"

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="packs")
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    how = models.CharField(max_length=7, choices=How.choices, default=How.REPLACE)
    # Of the showing of the form that sent it: pressed twice, it is one pack.
    key = models.CharField(max_length=40, unique=True, null=True)  # noqa: DJ001 - none has no key to share
    file = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source_text = models.TextField(blank=True)  # pasted text, as it came
    result = models.JSONField(default=dict)  # the pack schema, as import_pack prints it, with its source and places
    warnings = models.JSONField(default=list)
    refusal = models.TextField(blank=True)  # what HR is told to do
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = ImportedPackQuerySet.as_manager()

    class Meta:
        ordering = ["-imported_at", "-pk"]
        indexes = [models.Index(fields=["state"], name="pack_to_read", condition=Q(state__in=["waiting", "reading"]))]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="refused") | Q(file__isnull=True), name="pack_refused_keeps_no_file"
            )
        ]

    def __str__(self) -> str:
        return f"Pack of {self.imported_at:%Y-%m-%d}"

    @property
    def source(self) -> list[str]:
        """The document as lines; places count them from 0. Empty until it is read."""
        lines: list[str] = self.result.get("source", {}).get("blocks", [])
        return lines
