"""The job description and the person specification."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class Importance(models.TextChoices):
    """How much a criterion matters. Unset until somebody decides; nothing publishes with one unset."""

    UNSET = "", "Not set"
    ESSENTIAL = "essential", "Essential"
    DESIRABLE = "desirable", "Desirable"


class Method(models.TextChoices):
    """How a criterion is assessed."""

    APPLICATION = "application", "Application"
    INTERVIEW = "interview", "Interview"
    TASK = "task", "Task"
    PRESENTATION = "presentation", "Presentation"
    REFERENCES = "references", "References"
    CERTIFICATES = "certificates", "Certificates"


class Scoring(models.TextChoices):
    """Points on the scale, or met, partly, not met, outside the points (qualified teacher status)."""

    SCORED = "scored", "Scored"
    PASS_FAIL = "pass_fail", "Met, partly or not met"


class DutySection(models.Model):
    """A heading of the job description."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="duty_sections")
    heading = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class Duty(models.Model):
    """A line of the job description."""

    section = models.ForeignKey(DutySection, on_delete=models.CASCADE, related_name="duties")
    text = models.TextField()
    position = models.PositiveSmallIntegerField()
    # Where it was read: the pack and the line of its source, counted from 0.
    source = models.ForeignKey("vacancies.ImportedPack", null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return self.text


class CriterionSection(models.Model):
    """A heading of the person specification."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="criterion_sections")
    name = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class CriterionQuerySet(models.QuerySet["Criterion"]):
    """Named reads of criteria."""

    def assessed_by(self, method: str) -> Self:
        """Those that `method` is one of the ways to assess."""
        return self.filter(methods__contains=method)  # no method's name is part of another's

    def in_order(self) -> Self:
        """As printed in the pack."""
        return self.select_related("section").order_by("section__position", "section_id", "position", "pk")


class Criterion(models.Model):
    """One thing that the post asks of a person. Keyed by its id, never by the printed number."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="criteria")
    section = models.ForeignKey(CriterionSection, on_delete=models.CASCADE, related_name="criteria")
    number = models.CharField("number as printed", max_length=20, blank=True)
    text = models.TextField()
    importance = models.CharField(max_length=9, choices=Importance.choices, blank=True)
    methods = models.CharField("assessed by", max_length=80, blank=True)  # "application,interview"
    scoring = models.CharField(max_length=9, choices=Scoring.choices, default=Scoring.SCORED)
    weight = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField()
    # Where it was read: the pack and the line of its source, counted from 0.
    source = models.ForeignKey("vacancies.ImportedPack", null=True, on_delete=models.SET_NULL, related_name="+")
    place = models.PositiveIntegerField(null=True)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gte=1, weight__lte=3), name="criterion_weight_1_to_3")
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def assessed_by(self) -> tuple[str, ...]:
        """The methods, in the order of Method."""
        return tuple(self.methods.split(",")) if self.methods else ()

    @staticmethod
    def join_methods(methods: list[str] | tuple[str, ...] | set[str]) -> str:
        """Return the stored form of `methods`, in the order of Method, each once."""
        return ",".join(method for method in Method.values if method in methods)


class SpecificationVersion(models.Model):
    """The person specification as frozen at publication, or as corrected after it."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="specification_versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # [{"section", "criteria": [{"id", "number", "text", "importance", "assessed_by"}]}]
    frozen_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "number"], name="specification_version_once")]

    def __str__(self) -> str:
        return f"Version {self.number}"
