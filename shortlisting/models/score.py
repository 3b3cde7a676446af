"""Scores: one sheet for each member, application and stage. Originals stay for ever."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from shortlisting.models.panel import Panel, PanelMember
from shortlisting.scoring import DEFAULT_WORDS, Scale
from vacancies.models import Criterion


def default_words() -> dict[str, str]:
    """Return the words of the scale that panels start with."""
    return {str(value): word for value, word in DEFAULT_WORDS.items()}


class ScoringScale(models.Model):
    """The scale a panel agreed, with its words. 0 to 4 unless the school says otherwise."""

    panel = models.OneToOneField(Panel, on_delete=models.CASCADE, related_name="scale")
    words = models.JSONField(default=default_words)  # {"0": "No evidence", ...}
    pass_mark = models.PositiveSmallIntegerField(default=2)  # for each essential criterion, not an average

    def __str__(self) -> str:
        return f"Scale of {self.panel_id}"

    @property
    def scale(self) -> Scale:
        """The scale as the rules of scoring take it."""
        return Scale({int(value): str(word) for value, word in self.words.items()}, self.pass_mark)


class Stage(models.TextChoices):
    """When something is scored or decided."""

    SIFT = "sift", "Sift"
    INTERVIEW = "interview", "Interview"


class PassFail(models.TextChoices):
    """For criteria outside the points."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not_met", "Not met"


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    """Named reads of score sheets."""

    def of_sift(self, panel: Panel) -> Self:
        """Sheets of the panel's sift that count.

        The application was not withdrawn, and the member scores on the panel or had submitted before they left it.
        """
        scores = Q(member__removed_at=None) & ~Q(member__role=PanelMember.Role.OBSERVER)
        counts = scores | Q(submitted_at__isnull=False)
        mine = self.filter(counts, member__panel=panel, stage=Stage.SIFT, application__vacancy=panel.vacancy_id)
        return mine.exclude(application__state__in=[Application.State.DRAFT, Application.State.WITHDRAWN])

    def open(self) -> Self:
        """Not submitted yet."""
        return self.filter(submitted_at=None)


class ScoreSheet(models.Model):
    """One member's scores of one application at one stage.

    `number` is how this member knows the candidate: random, and different for each member until sheets are in.
    """

    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="sheets")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sheets")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.SIFT)
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["member", "application", "stage"], name="sheet_once"),
            models.UniqueConstraint(fields=["member", "stage", "number"], name="sheet_number_once"),
        ]

    def __str__(self) -> str:
        return f"Sheet {self.pk}"


class Score(models.Model):
    """A score with its evidence note. An absent row means not assessed, which is never a 0."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    judgement = models.CharField(max_length=7, choices=PassFail.choices, blank=True)
    note = models.TextField(blank=True)
    scored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__lte=7), name="score_within_any_scale"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(judgement=""), name="score_points_or_judgement"),
        ]

    def __str__(self) -> str:
        return f"Score {self.pk}"


class ScoreMark(models.Model):
    """What is not a score yet, the member's own: a note half written, a candidate skipped, or flagged to look at again.

    A draft is over once a score was given after it.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="marks")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    skipped = models.BooleanField(default=False)
    flagged = models.BooleanField(default=False)
    draft = models.TextField(null=True, blank=True)  # noqa: DJ001 - none is no draft, "" a note that was emptied
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="score_mark_once")]

    def __str__(self) -> str:
        return f"Mark {self.pk}"
