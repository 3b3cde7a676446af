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
    DBS = "DBS", "Enhanced DBS with children's barred list"
    BL = "BL", "Children's barred list, checked separately"
    PROH = "PROH", "Not prohibited from teaching"
    QTS = "QTS", "Qualified teacher status and induction"
    SENCO = "SENCO", "SENCo qualification, or the plan for it"
    S128 = "S128", "Not barred from managing a school (section 128)"
    OS = "OS", "Checks overseas"
    MED = "MED", "Fit for the job"
    CD = "CD", "Childcare disqualification"
    SD = "SD", "Self-declaration talked through"
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

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="checks")
    code = models.CharField(max_length=6, choices=CheckCode.choices)
    status = models.CharField(max_length=14, choices=Status.choices, default=Status.TO_DO)
    why = models.CharField(max_length=300)  # why it is required, or why not
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.CharField("what was seen", max_length=200, blank=True)  # "Passport", never its number in full
    number_end = models.CharField("last four characters of the number", max_length=4, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    detail = EncryptedTextField(blank=True, default="")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["status", "due_on"], name="check_due")]
        constraints = [
            models.UniqueConstraint(fields=["application", "code"], name="check_once"),
            models.CheckConstraint(
                condition=~Q(status="clear") | (Q(done_on__isnull=False, done_by__isnull=False) & ~Q(evidence="")),
                name="check_clear_has_who_when_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.status}"
