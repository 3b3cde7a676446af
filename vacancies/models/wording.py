"""What HR said to the checks of an advert's words: advice left alone, and words that a check put right."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class AdviceLeft(models.Model):
    """Advice that somebody looked at and left. It fits only the words it was given for: `fingerprint`."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="advice_left")
    code = models.CharField(max_length=100)  # of the finding at the gate: "L01_gp:overview-3fa92c"
    fingerprint = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "advice left"
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["vacancy", "code"], name="advice_left_once")]

    def __str__(self) -> str:
        return self.code


class WordingMend(models.Model):
    """Words that a check put right at the press of a button, as they were and as they became, so it can be undone."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="wording_mends")
    check_code = models.CharField(max_length=10)  # "L31"
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=60)  # "criterion-12", "overview"
    label = models.CharField(max_length=200)  # "Person specification, 2.2"
    before = models.TextField(blank=True)
    after = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.check_code} {self.label}"
