"""What another service shows of a vacancy, and what it should show."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class VacancyPosting(models.Model):
    """A vacancy on Teaching Vacancies. What is wanted is written in the work's own transaction; a worker sees to it.

    `wanted_version` grows with every wish; the posting is up to date when `posted_version` has reached it.
    """

    class Wanted(models.TextChoices):
        LIVE = "live", "Shown"
        REMOVED = "removed", "Taken off"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        DONE = "done", "Up to date"
        REFUSED = "refused", "Refused"

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="posting")
    wanted = models.CharField(max_length=7, choices=Wanted.choices, default=Wanted.LIVE)
    wanted_version = models.PositiveIntegerField(default=1)
    posted_version = models.PositiveIntegerField(default=0)
    kept_off = models.BooleanField("HR does not want it there", default=False)

    number = models.PositiveSmallIntegerField(default=1)  # of the posting: one taken off is never taken up again
    offered = models.BooleanField(default=False)  # a request to create it has gone out, answered or not
    remote_id = models.CharField(max_length=64, blank=True)
    public_url = models.CharField(max_length=500, blank=True)
    expires_at = models.DateTimeField(null=True)  # as it was told

    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error_code = models.CharField(max_length=40, blank=True)
    answer = models.JSONField(default=dict)  # {"errors": [their words], "link": address}
    posted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="posting_due")]
        constraints = [
            models.CheckConstraint(condition=Q(posted_version__lte=F("wanted_version")), name="posting_not_ahead"),
            models.CheckConstraint(
                condition=Q(state="sending", claimed_at__isnull=False) | (~Q(state="sending") & Q(claimed_at=None)),
                name="posting_claimed_while_sending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.state})"

    @property
    def reference(self) -> str:
        """How it is known there: our reference, and from the second posting on its number."""
        return self.vacancy.ref if self.number == 1 else f"{self.vacancy.ref}-{self.number}"
