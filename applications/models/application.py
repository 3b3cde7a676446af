"""The application itself: whose, for what, where it stands."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.refs import new_ref
from vacancies.models import Vacancy


class SectionName(models.TextChoices):
    """The sections of the form, in the order of the task list; the value is the address."""

    DETAILS = "details", "Your details"
    STATUS = "teaching-status", "Teaching status"
    QUALIFICATIONS = "qualifications", "Qualifications and training"
    HISTORY = "history", "Jobs and study since you left school"
    STATEMENTS = "statements", "Your statements"
    FAITH = "faith", "Faith"
    REFEREES = "referees", "Referees"
    ADJUSTMENTS = "adjustments", "Adjustments for the interview"
    LINKS = "links", "Links with people at the school"
    DECLARATIONS = "declarations", "Declarations"


class SectionState(models.TextChoices):
    """How far a section is."""

    NOT_STARTED = "not_started", "Not started"
    COPIED = "copied", "Copied, to check"
    IN_PROGRESS = "in_progress", "In progress"
    DONE = "done", "Completed"


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Named reads of applications."""

    def submitted(self) -> Self:
        """Sent, and not withdrawn since."""
        return self.exclude(state__in=[Application.State.DRAFT, Application.State.WITHDRAWN])

    def of_candidate(self, user: object) -> Self:
        """Everything this person has started, newest first, ready for their list."""
        return self.filter(candidate=user).select_related("vacancy", "vacancy__school").order_by("-created_at")

    def for_page(self) -> Self:
        """With what the head of every page of the form needs."""
        return self.select_related("vacancy__school__trust", "vacancy__form_options", "candidate")

    def whole(self, *, adjustments: bool = True) -> Self:
        """With every part, in a number of queries that does not grow; adjustments only for who may read them."""
        rows = ["details", "professional_status", "declaration", "faith", *(["adjustment"] if adjustments else [])]
        lists = ["employment", "breaks", "qualifications", "training", "memberships", "referees", "statements"]
        return self.for_page().select_related(*rows).prefetch_related(*lists)


class Application(models.Model):
    """One person's application for one vacancy. States: applications/states.py.

    `state` is what has been decided and told. What is decided but not yet told stands in shortlisting.Decision.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SUBMITTED = "submitted", "Sent"
        SHORTLISTED = "shortlisted", "Shortlisted"
        NOT_SHORTLISTED = "not_shortlisted", "Not shortlisted"
        INTERVIEWED = "interviewed", "Interviewed"
        RECOMMENDED = "recommended", "Recommended"
        RESERVE = "reserve", "Reserve"
        NOT_APPOINTED = "not_appointed", "Not appointed"
        OFFERED = "offered", "Offered"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        APPOINTED = "appointed", "Appointed"
        STARTED = "started", "Started"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="applications")
    candidate = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=15, choices=State.choices, default=State.DRAFT)
    sections = models.JSONField(default=dict)  # {SectionName: SectionState}; a missing one is not started
    left_education_on = models.DateField("when you left school or college", null=True, blank=True)  # first of a month
    # {words that may show who the candidate is, folded: "hide" or "show"}; see applications/identity.py
    identity_choices = models.JSONField(default=dict)
    closes_at_for_them = models.DateTimeField(null=True, blank=True)  # a later time that HR allowed this person
    on_paper_at = models.DateTimeField("arrived on paper", null=True, blank=True)  # HR enters it: models/paper.py
    reminders_wanted = models.BooleanField(default=True)  # of the closing time, while it is a draft
    created_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)  # its papers were erased when their time was up

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["vacancy", "state"], name="application_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "candidate"], condition=~Q(state="withdrawn"), name="application_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="application_submitted_at",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def closes_at(self) -> datetime | None:
        """The instant from which this person is late.

        The later of both: a vacancy that was extended or reopened after HR had allowed this person more time is open
        to them for as long as to everybody.
        """
        times = [at for at in (self.closes_at_for_them, self.vacancy.closes_at) if at is not None]
        return max(times, default=None)

    def may_be_sent(self, at: datetime) -> bool:
        """Whether a draft that arrives at the instant `at` is in time; at the closing second it is late.

        A vacancy that was closed while the sending waited for a lock does not make the person late: `at` counts.
        Of one that came on paper its arrival counts, not when HR has entered it.
        """
        at = self.on_paper_at or at
        taking = self.vacancy.state in (Vacancy.State.PUBLISHED, Vacancy.State.CLOSED)
        return self.state == self.State.DRAFT and taking and self.closes_at is not None and at < self.closes_at

    @property
    def section_names(self) -> list[SectionName]:
        """The sections this form has: faith only where the law lets a school ask (SSFA 1998, ss58 to 60)."""
        faith = self.vacancy.school.designated_faith
        return [name for name in SectionName if faith or name != SectionName.FAITH]

    def section_state(self, name: str) -> str:
        """How far the section `name` is."""
        return str(self.sections.get(name, SectionState.NOT_STARTED))
