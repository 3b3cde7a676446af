"""What an advert carries besides its facts: further statements, level tables, documents, and how far each part is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class VacancyStatement(models.Model):
    """A passage under a heading of the school's own: data protection, conditions of a trust, notes."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="further_statements")
    heading = models.CharField(max_length=120)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.heading


class LevelTable(models.Model):
    """A supplement to the job description: which duties go with which post and level of payment."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="level_tables")
    title = models.CharField(max_length=200)
    intro = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class LevelRow(models.Model):
    """A row of such a table. `duties`: one a line."""

    table = models.ForeignKey(LevelTable, on_delete=models.CASCADE, related_name="rows")
    post = models.CharField(max_length=200, blank=True)
    level = models.CharField(max_length=100, blank=True)
    duties = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.post} {self.level}".strip()


class VacancyDocument(models.Model):
    """A file that candidates may download beside the pack: a letter from the head, a policy."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="documents")
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["added_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "title"], name="document_title_once")]

    def __str__(self) -> str:
        return self.title


class SectionMark(models.Model):
    """What HR said of a part of the advert when they last left it: done, or they will come back."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="section_marks")
    section = models.CharField(max_length=20)
    done = models.BooleanField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vacancy", "section"], name="section_mark_once")]

    def __str__(self) -> str:
        return f"{self.section}: {'done' if self.done else 'later'}"
