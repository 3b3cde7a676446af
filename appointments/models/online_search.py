"""The online search: one scope for everyone shortlisted, and a row for each of them (KCSIE Part 3)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from core.fields import EncryptedTextField
from vacancies.models import Vacancy


class SearchScope(models.Model):
    """Where and for what the school looks, the same for each candidate, and who outside the panel does it."""

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="search_scope")
    sites = models.TextField()  # one a line
    terms = models.TextField()  # one a line
    searcher = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="searches_to_do")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Search scope of {self.vacancy_id}"


class OnlineSearch(models.Model):
    """One person's search. Nothing found is a row too. What is not relevant is not kept."""

    class Outcome(models.TextChoices):
        NOTHING = "nothing", "Done. Nothing relevant found"
        RELEVANT = "relevant", "Done. Something relevant found"
        DECIDED_NOT = "decided_not", "Decided not to search"

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="online_search")
    outcome = models.CharField(max_length=11, choices=Outcome.choices)
    done_on = models.DateField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finding = EncryptedTextField(blank=True, default="")  # what was found, and where
    relevance = EncryptedTextField(blank=True, default="")  # why it matters for work with children
    why_not = EncryptedTextField(blank=True, default="")
    asked_at = models.DateTimeField(null=True, blank=True)  # the candidate was asked what they say to it
    response = EncryptedTextField(blank=True, default="")
    responded_at = models.DateTimeField(null=True, blank=True)
    settled_note = EncryptedTextField(blank=True, default="")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "online searches"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="online_search_settled_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Online search {self.pk}"
