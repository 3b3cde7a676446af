"""The interview day: what happens where, who is there, and each person's own place in it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from core.fields import EncryptedJSONField, EncryptedTextField
from core.refs import new_ref
from shortlisting.models.panel import Panel, PanelMember
from shortlisting.models.score import Stage
from vacancies.models import Criterion, Method


class InterviewDay(models.Model):
    """One day of interviews. Times are the school's own, in Europe/London."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="days")
    on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    second_part_at = models.TimeField(null=True, blank=True)  # from here only those who are kept; None: all stay
    turnaround = models.PositiveSmallIntegerField(default=5)  # minutes between two things of a person or a room
    place = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)  # for candidates: what to bring, where to park
    made_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    short_notice_reason = models.TextField(blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="interview_day_ends_later"),
            models.UniqueConstraint(
                fields=["panel", "on"], condition=Q(cancelled_at=None), name="interview_day_once_a_date"
            ),
        ]

    def __str__(self) -> str:
        return f"Interviews on {self.on}"


class Activity(models.Model):
    """One thing that candidates do on the day, one at a time, or all `together_at` a time (welcome, lunch)."""

    class Kind(models.TextChoices):
        INTERVIEW = "interview", "Panel interview"
        LESSON = "lesson", "Lesson or small group"
        DATA_TASK = "data_task", "Data task"
        IN_TRAY = "in_tray", "In-tray task"
        WRITING = "writing", "Writing task"
        LEARNING_WALK = "learning_walk", "Learning walk"
        PRESENTATION = "presentation", "Presentation"
        STUDENT_PANEL = "student_panel", "Student panel"
        OWN = "own", "Something else"
        TOGETHER = "together", "Everybody together"

    day = models.ForeignKey(InterviewDay, on_delete=models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=13, choices=Kind.choices)
    title = models.CharField(max_length=120)
    room = models.CharField(max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField()
    together_at = models.TimeField(null=True, blank=True)
    members = models.ManyToManyField(PanelMember, blank=True, related_name="activities")
    also_needed = models.CharField(max_length=200, blank=True)  # "four pupils of Year 8": not looked at for clashes
    second_part = models.BooleanField(default=False)  # only for those who are kept
    candidates_choose = models.BooleanField(default=False)
    criteria = models.ManyToManyField(Criterion, blank=True, related_name="activities")
    task = models.CharField(max_length=40, blank=True)  # its code in the bank of tasks
    brief = models.TextField(blank=True)  # told to candidates
    materials = models.TextField(blank=True)  # for those who run it
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "activities"
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5, minutes__lte=480), name="activity_5_minutes_to_8_hours"),
            models.CheckConstraint(
                condition=Q(kind="together", together_at__isnull=False) | (~Q(kind="together") & Q(together_at=None)),
                name="activity_together_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_together(self) -> bool:
        """Everybody at once, at a fixed time."""
        return self.kind == self.Kind.TOGETHER

    @property
    def is_scored(self) -> bool:
        """Pupils say what they think in words; nobody turns that into numbers."""
        return self.kind not in (self.Kind.STUDENT_PANEL, self.Kind.TOGETHER)

    @property
    def stage(self) -> Stage:
        """The stage of its score sheets."""
        return Stage.INTERVIEW if self.kind == self.Kind.INTERVIEW else Stage.TASK

    @property
    def method(self) -> Method | None:
        """The way of assessing whose criteria are judged here, unless the school chooses others."""
        if not self.is_scored:
            return None
        return {self.Kind.INTERVIEW: Method.INTERVIEW, self.Kind.PRESENTATION: Method.PRESENTATION}.get(
            self.Kind(self.kind), Method.TASK
        )


class SlotQuerySet(models.QuerySet["Slot"]):
    """Named reads of slots."""

    def of_day(self, day: InterviewDay) -> Self:
        """Every slot of a day with its activity and candidate, in order of time."""
        rows = self.filter(activity__day=day).select_related("activity", "application__details")
        return rows.order_by("starts_at", "activity__position", "pk")


class Slot(models.Model):
    """One activity at one time: a candidate's, or free for a candidate to choose."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="slots")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="interview_slots"
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    by_hand = models.BooleanField(default=False)  # moved or chosen: making the timetable again leaves it

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="slot_ends_later"),
            models.UniqueConstraint(
                fields=["activity", "application"], condition=Q(application__isnull=False), name="slot_once_a_candidate"
            ),
        ]

    def __str__(self) -> str:
        return f"Slot {self.pk}"


class BookingQuerySet(models.QuerySet["Booking"]):
    """Named reads of bookings."""

    def coming(self) -> Self:
        """Not cancelled, and the candidate did not withdraw."""
        return self.filter(cancelled_at=None).exclude(application__state=Application.State.WITHDRAWN)

    def candidates(self) -> Self:
        """Those of candidates, by name."""
        rows = self.filter(application__isnull=False)
        return rows.select_related("application__details", "application__candidate").order_by(
            "application__details__last_name", "application_id"
        )

    def members(self) -> Self:
        """Those of panel members, who are still on the panel."""
        rows = self.filter(member__isnull=False, member__removed_at=None)
        return rows.select_related("member__user").order_by("member__role", "member_id")


class Booking(models.Model):
    """One person's place on the day: a candidate or a panel member. What they were sent, and what they answered."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    day = models.ForeignKey(InterviewDay, on_delete=models.CASCADE, related_name="bookings")
    application = models.ForeignKey(
        Application, null=True, blank=True, on_delete=models.CASCADE, related_name="bookings"
    )
    member = models.ForeignKey(PanelMember, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
    # {"extra": {"activity id": minutes}, "not_before": "10:00", "rest": minutes}: what HR allowed, never why
    adjusted = EncryptedJSONField(null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)  # of the invitation (RFC 5546): raised with each change
    told = models.CharField(max_length=64, blank=True)  # a digest of the timetable that was sent last
    sent_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # For another time, in the candidate's words. Encrypted like the answer: both may be about somebody's health.
    asked = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stays = models.BooleanField(null=True, blank=True)  # for the second part; None: not decided
    stays_reason = models.TextField(blank=True)
    stays_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stays_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    absent_at = models.DateTimeField(null=True, blank=True)  # when it was recorded that the candidate did not come
    absent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    absent_reason = EncryptedTextField(blank=True)  # where one was told

    objects = BookingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "application"], name="booking_once_a_candidate"),
            models.UniqueConstraint(fields=["day", "member"], name="booking_once_a_member"),
            models.CheckConstraint(
                condition=Q(application__isnull=True, member__isnull=False)
                | Q(application__isnull=False, member__isnull=True),
                name="booking_of_one_person",
            ),
            models.CheckConstraint(
                condition=Q(stays=None, stays_by=None, stays_at=None)
                | Q(stays__isnull=False, stays_by__isnull=False, stays_at__isnull=False),
                name="booking_stays_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(absent_at=None, absent_by=None)
                | Q(absent_at__isnull=False, absent_by__isnull=False, application__isnull=False),
                name="booking_absent_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"Booking {self.ref}"

    @property
    def is_absent(self) -> bool:
        """Recorded as not having come."""
        return self.absent_at is not None

    @property
    def waits_for_answer(self) -> bool:
        """Asked for another time, and HR has not answered."""
        return self.asked_at is not None and (self.answered_at is None or self.answered_at < self.asked_at)

    def is_over(self, now: datetime | None = None) -> bool:
        """Whether the day has passed."""
        return self.day.on < timezone.localdate(now)
