"""Pre-employment checks: one row for each that this appointment asks for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models import Application
from core.fields import EncryptedTextField


class CheckCode(models.TextChoices):
    """The catalogue's codes (appointments/catalogue.py says when each is required, why and by what law)."""

    ID = "ID", "Identity"
    RTW = "RTW", "Right to work in the UK"
    DBS = "DBS", "Enhanced DBS with children’s barred list"
    BL = "BL", "Children’s barred list, checked separately"
    US = "US", "DBS Update Service"
    PROH = "PROH", "Not prohibited from teaching"
    QTS = "QTS", "Qualified teacher status and induction"
    ECT = "ECT", "Induction of an early career teacher"
    SENCO = "SENCO", "SENCo qualification, or the plan for it"
    S128 = "S128", "Not barred from managing a school (section 128)"
    OS = "OS", "Checks overseas"
    EEA = "EEA", "Letter of professional standing from abroad"
    MED = "MED", "Fit for the job"
    CD = "CD", "Childcare disqualification"
    EMP = "EMP", "Employment history and reasons for leaving"
    SD = "SD", "Self-declaration talked through"
    CMP = "CMP", "Self-declaration compared with the DBS"
    ONL = "ONL", "Online search"


class Check(models.Model):
    """A required check. The sign gate reads `status`, never a tick box."""

    class Status(models.TextChoices):
        NOT_REQUIRED = "not_required", "Not required"
        TO_DO = "to_do", "To do"
        ASKED_FOR = "asked_for", "Asked for"
        RECEIVED = "received", "Received"
        CLEAR = "clear", "Clear"
        NEEDS_DECISION = "needs_decision", "Needs a decision"

    class Seen(models.TextChoices):
        IN_PERSON = "in_person", "The original, in person"
        VIDEO = "video", "The original in my hands, the person on video"
        ONLINE = "online", "Online, in the service of the body that keeps it"
        DIGITAL = "digital", "A certified digital check"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    code = models.CharField(max_length=6, choices=CheckCode.choices)
    status = models.CharField(max_length=14, choices=Status.choices, default=Status.TO_DO)
    why = models.CharField(max_length=300)  # why it is required, or why not
    due_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)  # when the person or a body outside was asked
    chase_on = models.DateField(null=True, blank=True)  # when somebody is reminded next; empty: on the day it is due
    chased = models.PositiveSmallIntegerField("reminders sent", default=0)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence_kind = models.CharField("kind of evidence", max_length=12, blank=True)  # a Kind of appointments/catalogue
    seen_how = models.CharField("how it was seen", max_length=9, choices=Seen.choices, blank=True)
    evidence = models.CharField("what was seen", max_length=200, blank=True)  # "Passport", never its number in full
    number_end = models.CharField("last four characters of the number", max_length=4, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    detail = EncryptedTextField(blank=True, default="")
    decision = EncryptedTextField(blank=True, default="")  # what the head decided, and why
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["status", "due_on"], name="check_due"),
            models.Index(fields=["chase_on"], name="check_chase"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["application", "code"], name="check_once"),
            models.CheckConstraint(
                condition=~Q(status="clear") | (Q(done_on__isnull=False, done_by__isnull=False) & ~Q(evidence="")),
                name="check_clear_has_who_when_evidence",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_on__isnull=True)
                | Q(decided_by__isnull=False, decided_on__isnull=False),
                name="check_decided_by_and_on",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"
