"""What a candidate and the school write to each other about one application."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from applications.models.application import Application
from core.fields import EncryptedTextField
from core.refs import new_ref
from vacancies.models import Vacancy


class Thread(models.Model):
    """The conversation about one application. HR's address of it is `ref`, which names nobody while the sift is blind.

    `waits_since`: when the candidate wrote what HR has not answered yet; empty while nothing waits for HR.
    """

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="thread")
    waits_since = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.ref


class BulkMessage(models.Model):
    """One text to many candidates, with fields still in it; each gets a Message with the fields filled in."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="bulk_messages")
    text = models.TextField()
    groups = models.JSONField(default=list)  # states of applications: ["draft", "submitted"]
    recipients = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField(unique=True)  # of the page it was sent from: pressed twice, sent once

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"Bulk message {self.pk}"


class Message(models.Model):
    """One letter of a thread. Encrypted: candidates write here about health, adjustments and children.

    `read_at`: when the other side first opened it.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    from_school = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = EncryptedTextField()
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    bulk = models.ForeignKey(BulkMessage, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages")
    form_key = models.UUIDField(unique=True, default=uuid.uuid4)  # of the page it was sent from

    class Meta:
        ordering = ["sent_at", "pk"]
        indexes = [
            models.Index(fields=["thread"], condition=Q(read_at=None, from_school=True), name="message_unread"),
        ]

    def __str__(self) -> str:
        return f"Message {self.pk}"


class Acquaintance(models.Model):
    """Somebody at the school came to know who a candidate may be before the outcomes were released.

    They entered the candidate's paper form, or read what the candidate wrote to HR. So they may not sift the vacancy.
    """

    class How(models.TextChoices):
        ENTERED = "entered", "Entered the application from paper"
        WROTE = "wrote", "Read what the candidate wrote to HR"
        POSTED = "posted", "Printed a letter to the candidate"
        TOLD = "told", "Looked whose it is, to enter what the candidate told HR"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="acquaintances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=7, choices=How.choices)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "user", "how"], name="acquaintance_once")]

    def __str__(self) -> str:
        return f"{self.user_id} knows {self.application_id}"
