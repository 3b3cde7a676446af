"""What the panel agreed where members had scored differently. It stands beside the originals, never over them."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from shortlisting.models.panel import Panel, PanelMember
from shortlisting.models.score import PassFail, Stage
from vacancies.models import Criterion


class AgreedScoreQuerySet(models.QuerySet["AgreedScore"]):
    """Named reads of agreed scores."""

    def current(self) -> Self:
        """Not replaced by a later one."""
        return self.filter(replaced_at=None)

    def of_sift(self, panel: Panel) -> Self:
        """Those of the panel's sift."""
        return self.filter(application__vacancy=panel.vacancy_id, stage=Stage.SIFT)


class AgreedScore(models.Model):
    """One candidate on one criterion: the score agreed, or that the mean stands; why, who was there, when.

    With neither `value` nor `judgement` the panel could not agree: the mean, or the most doubtful judgement, stands.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="agreed_scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="agreed_scores")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.SIFT)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    judgement = models.CharField(max_length=7, choices=PassFail.choices, blank=True)
    reason = models.TextField()
    present = models.ManyToManyField(PanelMember, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)
    replaced_at = models.DateTimeField(null=True, blank=True)  # agreed anew: the earlier one stays to be read

    objects = AgreedScoreQuerySet.as_manager()

    class Meta:
        ordering = ["agreed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion", "stage"], condition=Q(replaced_at=None), name="agreed_score_once"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="agreed_score_has_reason"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(judgement=""), name="agreed_points_or_judgement"
            ),
        ]

    def __str__(self) -> str:
        return f"Agreed score {self.pk}"
