"""A vacancy kept to start others from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import School, Trust
from core.refs import new_ref


class VacancyTemplate(models.Model):
    """What a vacancy held, without its dates, people and state. It belongs to a school, or to all of a trust."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    school = models.ForeignKey(
        School, null=True, blank=True, on_delete=models.CASCADE, related_name="vacancy_templates"
    )
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.CASCADE, related_name="vacancy_templates")
    name = models.CharField(max_length=80)
    content = models.JSONField()  # see vacancies/content.py
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(school=None, trust__isnull=False) | Q(school__isnull=False, trust=None),
                name="template_of_school_or_trust",
            ),
            models.UniqueConstraint(fields=["school", "name"], name="template_name_once_in_school"),
            models.UniqueConstraint(fields=["trust", "name"], name="template_name_once_in_trust"),
        ]

    def __str__(self) -> str:
        return self.name
