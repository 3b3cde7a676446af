"""What a member had given in the calibration round, before the panel talked about it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from shortlisting.models.score import PassFail, ScoreSheet, on_behalf
from vacancies.models import Criterion


class CalibrationScore(models.Model):
    """The original of one score, kept as it was handed in: the score itself may be revised after the talk."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="originals")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    judgement = models.CharField(max_length=7, choices=PassFail.choices, blank=True)
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="calibration_score_once")]

    def __str__(self) -> str:
        return f"Original {self.pk}"

    @property
    def on_behalf(self) -> str:
        """Who typed it from paper; "" for one that the member gave here themselves."""
        return on_behalf(self.sheet.member, self.entered_by, self.scored_at)
