"""What HR did at the word of a candidate who has no e-mail address and so no pages of their own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.models.application import Application
from core.fields import EncryptedTextField


class OnBehalf(models.Model):
    """One thing that a candidate told the school by letter or phone, and that HR did for them.

    `about`: the key of the row that it was done to (an offer, a request for a reference, a booking) or that was made
    (a message); None for the application itself. `words`: what they said beside it, where the act has no place of its
    own for that.
    """

    class Act(models.TextChoices):
        WITHDRAW = "withdraw", "Withdrew"
        WROTE = "wrote", "Wrote to the school"
        COMES = "comes", "Comes to the interview"
        OTHER_TIME = "other_time", "Asked for another interview time"
        TAKES_TIME = "takes_time", "Chose an interview time"
        ACCEPT = "accept", "Accepted the offer"
        DECLINE = "decline", "Declined the offer"
        MAY_ASK = "may_ask", "Let the school ask a referee"
        NOT_YET = "not_yet", "Did not let the school ask a referee before an offer"
        DECLARED = "declared", "Sent the self-declaration on paper"
        SEARCH = "search", "Answered about the online search"

    class How(models.TextChoices):
        LETTER = "letter", "By letter"
        PHONE = "phone", "By phone"
        IN_PERSON = "in_person", "In person"

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="on_behalf")
    act = models.CharField(max_length=10, choices=Act.choices)
    about = models.PositiveBigIntegerField(null=True, blank=True)
    how = models.CharField(max_length=9, choices=How.choices)
    heard_by = models.CharField("who took the call or opened the letter", max_length=150)
    heard_on = models.DateField()
    words = EncryptedTextField(blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    form_key = models.UUIDField(unique=True)  # of the page it was recorded on: pressed twice, done once

    class Meta:
        ordering = ["recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.act} for {self.application_id}"
