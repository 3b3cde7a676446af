"""What goes on after the signature: the plan for the NPQ, and the first day's list."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from applications.models import Application
from core.display import day_date


class NpqPlan(models.Model):
    """How a SENCo without the award reaches it by the third anniversary of first becoming one (SEND Regulations 2014,
    regulation 49). It outlives the recruitment: reminders go on until `done_on`."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="npq_plan")
    became_senco_on = models.DateField("first day as a SENCo, at any school")
    due_on = models.DateField("third anniversary")
    provider = models.CharField(max_length=150, blank=True)
    course_starts_on = models.DateField("start of the course", null=True, blank=True)
    note = models.TextField("what was agreed", blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    done_on = models.DateField("award seen on", null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)  # the next reminder; none once it is done

    class Meta:
        indexes = [models.Index(fields=["remind_on"], name="npq_to_remind")]

    def __str__(self) -> str:
        return f"NPQ by {self.due_on}"

    @property
    def due_words(self) -> str:
        """The third anniversary, as people say it."""
        return day_date(self.due_on)


class InductionItem(models.Model):
    """One thing of the first days: the policies that guidance names, training, people, keys. Made at the signature."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="induction")
    code = models.CharField(max_length=30)
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="induction_once")]

    def __str__(self) -> str:
        return self.code
