"""What can be undone in a draft."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from vacancies.models.vacancy import Vacancy


class UndoStep(models.Model):
    """One change to a draft's criteria and duties: each row that changed as it was and as it became.

    Steps form a stack for each vacancy. Undone ones stay on top, to be done again, until something else is changed.
    They go when the vacancy is published.
    """

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="undo_steps")
    what = models.CharField(max_length=100)  # "deleted 3 criteria"
    changes = models.JSONField()  # {table: {id: [values before or null, values after or null]}}
    undone = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what
