"""The kit of an activity: the same lead questions for every candidate, and what each member heard."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from shortlisting.models.interview import Activity
from shortlisting.models.score import PassFail, ScoreSheet
from vacancies.models import Criterion


class Question(models.Model):
    """One lead question of an activity, with what to ask next and what a good answer shows.

    It belongs to a criterion, which is then scored; or to none (safeguarding where the specification has no such
    criterion), and is judged met, partly or not met, outside the points: no criterion is added by the back door.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="questions")
    code = models.CharField(max_length=60, blank=True)  # in the bank; "" where the school wrote it
    area = models.CharField(max_length=40, blank=True)  # of the bank
    text = models.TextField()
    follow_ups = models.TextField(blank=True)  # one a line
    listen_for = models.TextField(blank=True)  # one a line
    criterion = models.ForeignKey(
        Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="interview_questions"
    )
    safeguarding = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Answer(models.Model):
    """What one member noted of one candidate on one question. Their score stands on the same sheet."""

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    asked = models.BooleanField(default=False)
    note = models.TextField(blank=True)  # what was probed and what they said
    judgement = models.CharField(max_length=7, choices=PassFail.choices, blank=True)  # where there is no criterion
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "question"], name="answer_once")]

    def __str__(self) -> str:
        return f"Answer {self.pk}"
