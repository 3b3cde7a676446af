"""Equality monitoring: with the draft, then apart from it, then nobody's.

Answers come as MonitoringDraft, tied to the application while it is written. When nobody can apply any more they move
in one shuffled batch to MonitoringHeld, whose only tie is an HMAC under a key outside the database. When the vacancy
ends they become MonitoringAnswer, with the stage that was reached and no tie at all.
"""

from __future__ import annotations

import uuid

from django.db import models

from accounts.models import School
from applications.models.application import Application
from core.fields import EncryptedJSONField


class MonitoringDraft(models.Model):
    """The answers while the application is written. On no page of the application; read by their writer alone."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="+")
    answers = EncryptedJSONField(null=True)  # {question: answer}

    def __str__(self) -> str:
        return "Monitoring"


class MonitoringHeld(models.Model):
    """The answers of one person from closing until the vacancy ends. Nothing but `tie` leads to anybody."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    tie = models.CharField(max_length=64, unique=True)
    answers = EncryptedJSONField(null=True)

    def __str__(self) -> str:
        return "Monitoring"


class MonitoringStage(models.TextChoices):
    """How far somebody came, when the vacancy had ended."""

    APPLIED = "applied", "Applied"
    SHORTLISTED = "shortlisted", "Shortlisted"
    APPOINTED = "appointed", "Appointed"


class MonitoringAnswer(models.Model):
    """The answers of nobody in particular, for totals by school or trust and year."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # 2026: September 2026 to August 2027
    stage = models.CharField(max_length=11, choices=MonitoringStage.choices)
    sex = models.CharField(max_length=12)
    gender = models.CharField(max_length=12)
    age = models.CharField(max_length=12)
    ethnicity = models.CharField(max_length=12)
    disability = models.CharField(max_length=12)
    religion = models.CharField(max_length=12)
    orientation = models.CharField(max_length=12)

    class Meta:
        indexes = [models.Index(fields=["school", "year"], name="monitoring_by_year")]

    def __str__(self) -> str:
        return "Monitoring"
