"""Starting before the DBS result: the written risk assessment and its reviews (KCSIE Part 3)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from applications.models import Application
from core.fields import EncryptedTextField


class RiskAssessment(models.Model):
    """Written by HR, approved by the head. In force until the DBS is clear or it is ended."""

    class State(models.TextChoices):
        WRITTEN = "written", "Waits for the head"
        APPROVED = "approved", "Approved"
        ENDED = "ended", "Ended"

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="risk_assessment")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WRITTEN)
    reason = EncryptedTextField()  # why the start cannot wait
    risks = EncryptedTextField()
    measures = EncryptedTextField()  # what keeps children safe meanwhile
    supervisor_name = models.CharField(max_length=150)
    supervisor_job = models.CharField(max_length=150)
    supervisor_email = models.EmailField(blank=True)
    starts_on = models.DateField()
    review_days = models.PositiveSmallIntegerField("days between reviews")
    next_review_on = models.DateField()
    remind_on = models.DateField(null=True, blank=True)  # when people are reminded of it next
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["remind_on"], name="risk_review_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="risk_approved_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("written_by")), name="risk_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"Risk assessment {self.pk}"


class RiskReview(models.Model):
    """One look at a start before the DBS result: does it go on, and how."""

    assessment = models.ForeignKey(RiskAssessment, on_delete=models.CASCADE, related_name="reviews")
    due_on = models.DateField()
    done_on = models.DateField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    goes_on = models.BooleanField()
    note = EncryptedTextField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["assessment", "due_on"], name="risk_review_once")]

    def __str__(self) -> str:
        return f"Review {self.pk}"
