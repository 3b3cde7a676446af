"""The candidate's words on each criterion. No save loses an earlier one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.application import Application
from vacancies.models import Criterion


class CriterionStatement(models.Model):
    """What the candidate wrote on one criterion, as last saved; without a criterion, the one supporting statement."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="statements")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="statements", null=True, blank=True)
    # Of the supporting statement: {id of a criterion: [numbers of the paragraphs that answer it]}; passages.py
    marks = models.JSONField(default=dict)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)  # the number of saves; a stale page is told, never obeyed
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "criterion"], name="statement_once"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(criterion=None), name="supporting_statement_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Statement {self.pk}"


class StatementVersion(models.Model):
    """One save. `set_aside`: typed on a page that had become stale, so kept beside the text, not in its place."""

    statement = models.ForeignKey(CriterionStatement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    set_aside = models.BooleanField(default=False)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"], condition=Q(set_aside=False), name="statement_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"
