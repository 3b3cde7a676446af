"""The head's word on an advert before it is published, where the school asks for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Named reads of approvals."""

    def waiting(self) -> ApprovalQuerySet:
        """Asked, and neither given nor sent back."""
        return self.filter(state=Approval.State.ASKED)


class Approval(models.Model):
    """One asking. `digest` is of the advert's words as they were approved: other words need another word."""

    class State(models.TextChoices):
        ASKED = "asked", "Waiting for the head"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent_back", "Sent back"

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="approvals")
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["vacancy"], condition=Q(state="asked"), name="one_approval_asked"),
            models.CheckConstraint(
                condition=Q(state="asked", decided_by=None, decided_at=None)
                | Q(state__in=["approved", "sent_back"], decided_by__isnull=False, decided_at__isnull=False),
                name="approval_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.get_state_display()
