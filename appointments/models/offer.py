"""The conditional offer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application


class Offer(models.Model):
    """An offer, always conditional on the checks (KCSIE Part 3). One stands open for a vacancy at a time."""

    class State(models.TextChoices):
        MADE = "made", "Made"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        TAKEN_BACK = "taken_back", "Taken back"
        LAPSED = "lapsed", "Lapsed without an answer"

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="offers")
    state = models.CharField(max_length=10, choices=State.choices, default=State.MADE)
    pay_text = models.CharField("pay", max_length=300)
    salary = models.DecimalField("salary, pounds a year", max_digits=9, decimal_places=2)
    salary_how = models.CharField("how the salary is worked out", max_length=300, blank=True)
    starts_on = models.DateField()
    hours_text = models.CharField("hours", max_length=200)
    reply_by = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["state", "reply_by"], name="offer_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(state__in=["made", "accepted"]), name="offer_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"Offer {self.pk}"
