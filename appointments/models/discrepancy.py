"""What a reference leaves open: differences from the form, its verification, the head's word."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from appointments.models.reference import Reference, ReferenceRequest
from core.fields import EncryptedTextField
from core.refs import new_ref


class Discrepancy(models.Model):
    """One thing in which a reference differs from the form, or that it leaves unsaid. appointments/reconcile.py finds
    them. Each is settled with a note before the head can sign (KCSIE Part 3: take up discrepancies with the candidate).
    """

    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="discrepancies")
    code = models.CharField(max_length=40)  # of appointments/reconcile.py
    about = models.CharField(max_length=120)
    form_says = EncryptedTextField(blank=True, default="")
    reference_says = EncryptedTextField(blank=True, default="")
    found_at = models.DateTimeField(default=timezone.now)
    raised_at = models.DateTimeField(null=True, blank=True)  # put to the candidate at interview
    note = EncryptedTextField(blank=True, default="")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)  # without a person: what was missing came in

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "discrepancies"
        constraints = [
            models.UniqueConstraint(fields=["reference", "code"], name="discrepancy_once"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True) | Q(settled_at__isnull=False), name="discrepancy_settled_whole"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Verification(models.Model):
    """One try to make sure that a reference came from the person named: how, who, when, and what came of it."""

    class Found(models.TextChoices):
        WEBSITE = "website", "On the organisation’s website"
        REGISTER = "register", "In the national register of schools"
        RECORDS = "records", "In our own records"

    class Outcome(models.TextChoices):
        CONFIRMED = "confirmed", "Yes, it came from them"
        NO_ANSWER = "no_answer", "I could not find out yet"
        NOT_THEIRS = "not_theirs", "No, they did not give it"

    reference = models.ForeignKey(Reference, on_delete=models.CASCADE, related_name="verifications")
    how = models.CharField(max_length=12, choices=Reference.Source.choices)
    spoke_with = models.CharField(max_length=150, blank=True)
    number = models.CharField("number rung", max_length=30, blank=True)
    number_found = models.CharField(max_length=8, choices=Found.choices, blank=True)
    note = models.TextField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            # A number that came with the reference proves nothing: where it was found is part of the proof.
            models.CheckConstraint(
                condition=~Q(how="call_back") | (~Q(number="") & ~Q(number_found="")), name="verification_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.how}: {self.outcome}"


class HeadConfirmation(models.Model):
    """The head of the referee's school says whether the answers on concerns and procedures are right.

    KCSIE Part 3: where a school gives a reference and its head does not write it, the head confirms it.
    """

    class Answer(models.TextChoices):
        RIGHT = "right", "They are right"
        DIFFERENT = "different", "Something is different"

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    reference = models.OneToOneField(Reference, on_delete=models.CASCADE, related_name="head")
    name = models.CharField(max_length=150)
    email = models.EmailField()
    link_version = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(null=True, blank=True)  # as of ReferenceRequest
    with_hr_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=9, choices=Answer.choices, blank=True)
    note = EncryptedTextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="head_next", condition=Q(next_at__isnull=False))]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="head_answered_whole",
            )
        ]

    def __str__(self) -> str:
        return self.ref


class Call(models.Model):
    """HR rang a referee who had not answered: when, with whom, and what they said."""

    class Outcome(models.TextChoices):
        WILL_SEND = "will_send", "They will send it"
        MESSAGE = "message", "I left a message"
        NO_ANSWER = "no_answer", "Nobody answered"
        WRONG = "wrong", "It is the wrong number or person"

    request = models.ForeignKey(ReferenceRequest, on_delete=models.CASCADE, related_name="calls")
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    spoke_with = models.CharField(max_length=150, blank=True)
    promised_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.outcome
