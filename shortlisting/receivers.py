"""What other stages set off here."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from applications.models import Application
from applications.signals import application_submitted
from shortlisting.models import Panel
from shortlisting.services.panel import take_in


@receiver(application_submitted)
def read_late_one(sender: type[Application], application: Application, **kwargs: Any) -> None:
    """Sent after the sift opened, in a time that HR allowed: it is read as well.

    A withdrawal needs nothing here: the reads of a sift leave it out, and its sheets and scores stay.
    """
    panel = Panel.objects.filter(vacancy=application.vacancy_id, sift_opened_at__isnull=False).first()
    if panel is not None:
        take_in(panel)
