"""The single central record."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import School
from applications.models import Application
from core.fields import EncryptedDateField


class RecordEntryQuerySet(models.QuerySet["RecordEntry"]):
    """Named reads of the record."""

    def in_service(self, school: School) -> Self:
        """Who works at `school` today. Who has left is not in the record (KCSIE Part 3)."""
        today = timezone.localdate()
        return self.filter(Q(left_on=None) | Q(left_on__gte=today), school=school)


class RecordEntry(models.Model):
    """One person's row in a school's single central record (School Staffing Regulations 2009; Independent
    School Standards 2014). A cell never says yes without a date and a person."""

    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="record_entries")
    application = models.OneToOneField(
        Application, null=True, blank=True, on_delete=models.SET_NULL, related_name="record_entry"
    )
    surname = models.CharField(max_length=150)
    forenames = models.CharField(max_length=150, blank=True)
    former_names = models.CharField(max_length=200, blank=True)
    date_of_birth = EncryptedDateField(null=True)  # emptied when the person has left
    job_title = models.CharField(max_length=150)
    starts_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    cells = models.JSONField(default=dict)  # {column: {"status", "on", "by", "note"}}, "until" where it runs out
    made_at = models.DateTimeField(default=timezone.now)

    objects = RecordEntryQuerySet.as_manager()

    class Meta:
        ordering = ["surname", "forenames", "pk"]
        verbose_name_plural = "record entries"

    def __str__(self) -> str:
        return f"{self.surname}, {self.forenames}"
