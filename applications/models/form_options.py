"""How a school wants the statements of one vacancy written."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from vacancies.models import Vacancy

MOST_SIDES = 6


class StatementKind(models.TextChoices):
    """One box for each criterion, or one text for all of them."""

    EACH = "each", "One answer for each thing you look for"
    ONE = "one", "One supporting statement"


class LimitKind(models.TextChoices):
    """What the length of the statements is counted in."""

    WORDS = "words", "Words"
    SIDES = "sides", "Sides of A4"


class FormOptions(models.Model):
    """HR's choices for the application form of a vacancy; a vacancy without a row has the defaults.

    Frozen at publication with the person specification, so that everybody writes under the same rules.
    """

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="form_options")
    kind = models.CharField(max_length=4, choices=StatementKind.choices, default=StatementKind.EACH)
    limit = models.CharField(max_length=5, choices=LimitKind.choices, default=LimitKind.WORDS)
    words = models.PositiveSmallIntegerField(  # of each answer, or of the one statement
        default=300, validators=[MinValueValidator(50), MaxValueValidator(5000)]
    )
    sides = models.PositiveSmallIntegerField(  # of all the text together
        default=2, validators=[MinValueValidator(1), MaxValueValidator(MOST_SIDES)]
    )

    class Meta:
        verbose_name_plural = "form options"
        constraints = [models.CheckConstraint(condition=Q(words__gte=50, sides__gte=1), name="form_options_limits")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.limit}"
