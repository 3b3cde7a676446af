"""A file for a challenge that somebody asked for."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application


class Others(enum.StrEnum):
    """What the file holds of the other candidates."""

    LEFT_OUT = "left_out"
    NUMBERS = "numbers"

    @property
    def label(self) -> str:
        """In words."""
        return {Others.LEFT_OUT: "Leave them out", Others.NUMBERS: "As numbers and totals, without names"}[self]


class ChallengeOrderQuerySet(models.QuerySet["ChallengeOrder"]):
    """Named reads of orders."""

    def due(self, stale: datetime) -> Self:
        """Those to make: waiting, or claimed before `stale` by a worker that has not come back. The oldest first."""
        states = ChallengeOrder.State
        return self.filter(Q(state=states.WAITING) | Q(state=states.MAKING, claimed_at__lt=stale)).order_by("pk")

    def there(self) -> Self:
        """Those that are on their way, and those whose file has not gone yet; the newest first."""
        states = ChallengeOrder.State
        coming, today = Q(state__in=[states.WAITING, states.MAKING]), timezone.localdate()
        kept = Q(state=states.MADE, file__isnull=False, file__delete_after__gte=today)
        return self.filter(coming | kept).select_related("file", "asked_by").order_by("-asked_at", "-pk")


class ChallengeOrder(models.Model):
    """The order to make a file of the decisions on one candidate, and the file until it goes.

    A row that waits is the order: Celery only wakes the maker (shortlisting/services/challenge.py). The file is
    encrypted, and goes on its own day (StoredFile.delete_after); that it was made stays in the audit.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be made"
        MAKING = "making", "Being made"
        MADE = "made", "Ready"
        FAILED = "failed", "Could not be made"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="challenge_orders")
    others = models.CharField(max_length=8, choices=[(each.value, each.label) for each in Others])
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    # Of the showing of the form that sent it: pressed twice, it is one file.
    key = models.CharField(max_length=40, unique=True)
    file = models.ForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ChallengeOrderQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [
            models.Index(fields=["state"], name="challenge_to_make", condition=Q(state__in=["waiting", "making"]))
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="made", made_at__isnull=False) | (~Q(state="made") & Q(made_at=None, file=None)),
                name="challenge_file_when_made",
            )
        ]

    def __str__(self) -> str:
        return f"File for a challenge {self.pk}"
