"""A spreadsheet that is being taken into the single central record, and how another system wants the record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import School
from core.refs import new_ref


class RecordImport(models.Model):
    """A file between choosing it and taking it in. Nothing of it is in the record before `done_at`."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="record_imports")
    file = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    mapping = models.JSONField(default=dict)  # {place of the column as text: "surname" or "DBS.on"}
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.ref


class RecordLayout(models.Model):
    """The headings and dates that another system wants, so that the record can be given to it as it is."""

    class Days(models.TextChoices):
        BRITISH = "%d/%m/%Y", "31/08/2026"
        ISO = "%Y-%m-%d", "2026-08-31"
        WORDS = "%d %b %Y", "31 Aug 2026"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="record_layouts")
    name = models.CharField(max_length=60)
    columns = models.JSONField(default=list)  # [[our column, its heading there]] in their order
    days = models.CharField("how dates are written", max_length=10, choices=Days.choices, default=Days.BRITISH)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["school", "name"], name="record_layout_once")]

    def __str__(self) -> str:
        return self.name
