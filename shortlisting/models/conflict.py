"""Whom a member of the panel knows: said from a list of names before they read anything, decided on by HR."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from shortlisting.models.panel import Panel, PanelMember


class ConflictDeclarationQuerySet(models.QuerySet["ConflictDeclaration"]):
    """Named reads of declarations."""

    def of_panel(self, panel: Panel) -> Self:
        """Those of the panel's members, on candidates who did not withdraw."""
        mine = self.filter(member__panel=panel, member__removed_at=None)
        return mine.exclude(application__state=Application.State.WITHDRAWN)

    def undecided(self) -> Self:
        """HR has to decide."""
        return self.filter(knows=True, decision="")

    def recused(self) -> Self:
        """The member is out for this candidate."""
        return self.filter(decision=ConflictDeclaration.Decided.RECUSE)


class ConflictDeclaration(models.Model):
    """That one member knows one candidate, or said that they do not; and what HR decided.

    A row for each name that the member was shown: who says "none" said it of every one.
    """

    class Decided(models.TextChoices):
        RECUSE = "recuse", "They do not score this candidate"
        GO_ON = "go_on", "They may score this candidate"

    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="conflicts")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="conflicts")
    knows = models.BooleanField(default=False)
    how = models.TextField(blank=True)
    declared_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(  # who typed what the member said on paper
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.CharField(max_length=6, choices=Decided.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = ConflictDeclarationQuerySet.as_manager()

    class Meta:
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["member", "application"], name="conflict_declared_once"),
            models.CheckConstraint(condition=Q(knows=False) | ~Q(how=""), name="conflict_says_how"),
            models.CheckConstraint(
                condition=Q(decision="", reason="", decided_by__isnull=True, decided_at__isnull=True)
                | (Q(knows=True, decided_by__isnull=False, decided_at__isnull=False) & ~Q(decision="") & ~Q(reason="")),
                name="conflict_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Declaration {self.pk}"
