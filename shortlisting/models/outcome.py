"""Telling the outcomes: a release that waits out its grace, and what each candidate reads by criterion."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from shortlisting.models.panel import Panel
from shortlisting.models.score import Stage
from vacancies.models import Criterion


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Named reads of releases."""

    def waiting(self) -> Self:
        """Asked for, not done and not stopped."""
        return self.filter(done_at=None, stopped_at=None)


class Release(models.Model):
    """Somebody asked to tell the outcomes of a stage. Until `due_at` nothing has happened and it can be stopped."""

    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="releases")
    stage = models.CharField(max_length=9, choices=Stage.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True)
    # Nobody: what must be true before a release no longer was when it came due.
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "stage"], condition=Q(done_at=None, stopped_at=None), name="release_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(stopped_at__isnull=True), name="release_done_or_stopped"
            ),
        ]

    def __str__(self) -> str:
        return f"Release {self.pk}"


class Feedback(models.Model):
    """What one candidate may read of one criterion once the outcome is told, in the chair's words."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="feedback")
    stage = models.CharField(max_length=9, choices=Stage.choices)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    strength = models.BooleanField()  # else: what was not shown
    words = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["criterion__position", "pk"]
        constraints = [models.UniqueConstraint(fields=["application", "stage", "criterion"], name="feedback_once")]

    def __str__(self) -> str:
        return f"Feedback {self.pk}"


class HrCheck(models.Model):
    """HR looked whether anybody is to be added after the chair had decided. Says nothing of what was found."""

    panel = models.OneToOneField(Panel, on_delete=models.CASCADE, related_name="hr_check")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"HR's check of panel {self.panel_id}"
