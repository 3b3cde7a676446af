"""What the panel decided about each person, and what to explore at interview."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from core.fields import EncryptedTextField
from shortlisting.models.score import Stage


class Decision(models.Model):
    """Who decided what about one application at one stage, on which criteria, why and when. Held until released."""

    class Outcome(models.TextChoices):
        SHORTLIST = "shortlist", "Shortlist"
        DO_NOT_SHORTLIST = "do_not_shortlist", "Do not shortlist"
        RECOMMEND = "recommend", "Recommend"
        RESERVE = "reserve", "Reserve"
        DO_NOT_APPOINT = "do_not_appoint", "Do not appoint"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    stage = models.CharField(max_length=9, choices=Stage.choices)
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    reason = models.TextField()
    criteria = models.ManyToManyField("vacancies.Criterion", blank=True, related_name="decisions")  # it rests on
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions")
    decided_at = models.DateTimeField(default=timezone.now)
    released_at = models.DateTimeField(null=True, blank=True)
    interviewed_on = models.DateField(null=True, blank=True)  # at the interview stage
    reserve_place = models.PositiveSmallIntegerField("place in reserve", null=True, blank=True)  # 1: asked first
    # HR added the candidate to the shortlist after the chair had decided. Outcome is "shortlist" then; reason, criteria
    # and who decided stay the chair's. Why HR did it stands nowhere.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "stage"], name="decision_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="decision_has_reason"),
            models.CheckConstraint(
                condition=Q(added_by__isnull=True, added_at__isnull=True)
                | Q(added_by__isnull=False, added_at__isnull=False, outcome="shortlist"),
                name="decision_added_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(reserve_place__isnull=True) | Q(outcome="reserve"), name="decision_place_in_reserve"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage}: {self.outcome}"

    @property
    def why(self) -> str:
        """The reason as pages and files say it; of one whom HR added the chair's reason no longer holds."""
        return "Added by HR" if self.added_by_id else self.reason

    @property
    def who(self) -> str:
        """Whose decision it is, as pages and files say it."""
        return "HR" if self.added_by_id else str(self.decided_by)


class ProbePoint(models.Model):
    """Something to explore with one candidate at interview: a gap, later a difference in a reference."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="probe_points")
    source = models.CharField(max_length=40)  # "history.gap"
    key = models.CharField(max_length=60)  # tells apart the points of one source, so that none is written twice
    text = EncryptedTextField()  # why somebody had no post: may be about health
    made_at = models.DateTimeField(default=timezone.now)
    explored_note = EncryptedTextField(blank=True)
    explored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    explored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "source", "key"], name="probe_point_once"),
            models.CheckConstraint(
                condition=Q(explored_at__isnull=True, explored_by__isnull=True)
                | Q(explored_at__isnull=False, explored_by__isnull=False),
                name="probe_point_explored_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.source
