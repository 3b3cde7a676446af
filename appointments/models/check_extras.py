"""What belongs to the checks of one person: copies of evidence, facts that decide, and who is too close to record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.models import Application
from appointments.models.check import Check
from core.models import StoredFile


class CheckFile(models.Model):
    """A copy of what was seen, encrypted. `delete_after`: when it goes by itself; empty while the file lasts."""

    check_row = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="check_file")
    by_candidate = models.BooleanField(default=False)
    added_at = models.DateTimeField(default=timezone.now)
    delete_after = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["delete_after"], name="check_file_delete")]

    def __str__(self) -> str:
        return f"Copy {self.pk}"


class CheckFacts(models.Model):
    """What decides which checks are needed and is not on the form. HR enters it."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="check_facts")
    lived_abroad = models.BooleanField("lived or worked outside the UK", null=True, blank=True)
    update_service = models.BooleanField("subscribes to the DBS Update Service", default=False)
    recent_school_work = models.BooleanField("worked in a school in the last three months", default=False)
    asks_section_128 = models.BooleanField("the school asks for section 128 itself", default=False)

    class Meta:
        verbose_name_plural = "check facts"

    def __str__(self) -> str:
        return f"Facts of {self.application_id}"


class PersonalTie(models.Model):
    """A relative or close friend of the candidate, who records none of their checks."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="personal_ties")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="personal_ties")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="personal_tie_once")]

    def __str__(self) -> str:
        return f"Tie {self.pk}"
