"""What other stages set off here."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from applications.models import Application
from applications.signals import application_submitted, application_withdrawn
from core.states import StateError
from shortlisting.models import Panel, Stage
from shortlisting.services.bookings import take_off
from shortlisting.services.chair import tell_chair
from shortlisting.services.panel import take_in
from vacancies.models import Vacancy
from vacancies.signals import specification_corrected


@receiver(application_submitted)
def read_late_one(sender: type[Application], application: Application, **kwargs: Any) -> None:
    """Sent after the sift opened, in a time that HR allowed: it is read as well."""
    panel = Panel.objects.filter(vacancy=application.vacancy_id, sift_opened_at__isnull=False).first()
    if panel is not None:
        take_in(panel)


@receiver(application_withdrawn)
def call_off_interview(sender: type[Application], application: Application, by: Any, **kwargs: Any) -> None:
    """Withdrawn: their times on the day are free again, and whoever was to see them is told.

    The sift's reads leave them out, and their sheets and scores stay; theirs may have been the last that were out.
    """
    take_off(application, by=by)
    out = application.sheets.filter(stage=Stage.SIFT, submitted_at=None, member__panel__outcomes_released_at=None)
    if sheet := out.select_related("member__panel__vacancy").first():
        tell_chair(sheet.member.panel, by=by)


@receiver(specification_corrected)
def agree_again(sender: type[Vacancy], vacancy: Vacancy, **kwargs: Any) -> None:
    """A corrected criterion may count, or be judged, in another way: the sift plan has to be agreed again.

    Once the sift was opened nothing of it changes, also where the vacancy is open again: raises StateError, which
    undoes the correction.
    """
    if Panel.objects.filter(vacancy=vacancy, sift_opened_at__isnull=False).exists():
        raise StateError("The panel scores by these criteria as they stand, so they can no longer change.")
    Panel.objects.filter(vacancy=vacancy, sift_opened_at=None).update(plan_agreed_at=None, plan_agreed_by=None)
