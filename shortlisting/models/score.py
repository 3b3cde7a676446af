"""Scores: one sheet for each member, application and stage. Originals stay for ever."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core.display import plain_date
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
    TASK = "task", "Task"


class PassFail(models.TextChoices):
    """For criteria outside the points."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not_met", "Not met"


class ScoreSheetQuerySet(models.QuerySet["ScoreSheet"]):
    """Named reads of score sheets."""

    def of_sift(self, panel: Panel) -> Self:
        """Sheets of the panel's sift that count.

        The application was not withdrawn, the sheet was not set aside, and the member scores on the panel or had
        submitted before they left it.
        """
        scores = Q(member__removed_at=None) & ~Q(member__role=PanelMember.Role.OBSERVER)
        counts = scores | Q(submitted_at__isnull=False)
        mine = self.filter(
            counts, member__panel=panel, stage=Stage.SIFT, application__vacancy=panel.vacancy_id, set_aside_at=None
        )
        return mine.exclude(application__state__in=[Application.State.DRAFT, Application.State.WITHDRAWN])

    def open(self) -> Self:
        """Not submitted yet."""
        return self.filter(submitted_at=None)

    def first_to_do(self) -> Self:
        """Of the calibration round, not handed in for it, and still to be: the candidate did not withdraw."""
        there = Q(first_round=True, calibrated_at=None, set_aside_at=None)
        return self.filter(there, application__state=Application.State.SUBMITTED)


class ScoreSheet(models.Model):
    """One member's scores of one application at one stage.

    `number` is how this member knows the candidate: random, different for each member until sheets are in, and with
    gaps from the start, so that a candidate who is no longer there leaves none.
    """

    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="sheets")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="sheets")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.SIFT)
    activity = models.ForeignKey(  # of the interview day; none at the sift
        "shortlisting.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="sheets"
    )
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    waits = models.BooleanField(default=False)  # not shown to the member until HR has decided on what they declared
    set_aside_at = models.DateTimeField(null=True, blank=True)  # the member is out for this candidate
    first_round = models.BooleanField(default=False)  # one of the two that everybody scores first
    calibrated_at = models.DateTimeField(null=True, blank=True)  # handed in for the calibration round

    objects = ScoreSheetQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "application", "stage"], condition=Q(activity=None), name="sheet_once"
            ),
            models.UniqueConstraint(
                fields=["member", "application", "activity"],
                condition=Q(activity__isnull=False),
                name="sheet_once_an_activity",
            ),
            models.UniqueConstraint(
                fields=["member", "stage", "number"], condition=Q(activity=None), name="sheet_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Sheet {self.pk}"


def on_behalf(member: PanelMember, entered_by: User | None, at: datetime) -> str:
    """The mark of what came back on paper; "" where nobody typed it for the member."""
    return f"Entered on behalf of {member.user} by {entered_by} on {plain_date(at)}" if entered_by else ""


class Score(models.Model):
    """A score with its evidence note. An absent row means not assessed, which is never a 0."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    judgement = models.CharField(max_length=7, choices=PassFail.choices, blank=True)
    note = models.TextField(blank=True)
    scored_at = models.DateTimeField(default=timezone.now)
    entered_by = models.ForeignKey(  # who typed what the member gave on paper
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(value__lte=7), name="score_within_any_scale"),
            models.CheckConstraint(condition=Q(value__isnull=True) | Q(judgement=""), name="score_points_or_judgement"),
        ]

    def __str__(self) -> str:
        return f"Score {self.pk}"

    @property
    def on_behalf(self) -> str:
        """Who typed it from paper, for whom and when; "" for one that the member gave here themselves."""
        return on_behalf(self.sheet.member, self.entered_by, self.scored_at)


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
