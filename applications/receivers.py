"""What a vacancy sets off here: candidates are told, those with drafts too."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from applications.models import Application
from core import emails
from vacancies.models import SpecificationVersion, Vacancy
from vacancies.signals import (
    specification_corrected,
    vacancy_closed_early,
    vacancy_extended,
    vacancy_withdrawn,
)

ON_PAPER = Q(state=Application.State.DRAFT, on_paper_at__isnull=False)  # its candidate waits, and does not write


@receiver(vacancy_withdrawn)
def tell_that_it_ended(sender: Any, *, vacancy: Vacancy, by: Any, **kwargs: Any) -> None:
    """The vacancy was withdrawn: everyone who wrote or is writing hears it."""
    for application in vacancy.applications.exclude(state=Application.State.WITHDRAWN).exclude(ON_PAPER):
        _queue("application_vacancy_withdrawn", application, vacancy, once=str(application.pk))


@receiver(vacancy_extended)
def tell_of_more_time(sender: Any, *, vacancy: Vacancy, by: Any, **kwargs: Any) -> None:
    """There is more time: those who are still writing hear it."""
    for application in vacancy.applications.filter(state=Application.State.DRAFT).exclude(ON_PAPER):
        _queue("application_more_time", application, vacancy, once=f"{application.pk}:{vacancy.closes_at:%Y%m%d%H%M%S}")


@receiver(vacancy_closed_early)
def tell_that_it_closed_early(sender: Any, *, vacancy: Vacancy, by: Any, **kwargs: Any) -> None:
    """It closed before the time in the advert: those who were still writing hear it."""
    for application in vacancy.applications.filter(state=Application.State.DRAFT).exclude(ON_PAPER):
        _queue(
            "application_closed_early", application, vacancy, once=f"{application.pk}:{vacancy.closes_at:%Y%m%d%H%M%S}"
        )


@receiver(specification_corrected)
def tell_of_the_correction(
    sender: Any, *, vacancy: Vacancy, version: SpecificationVersion, by: Any, **kwargs: Any
) -> None:
    """What the school looks for was put right: everyone who wrote or is writing hears it."""
    for application in vacancy.applications.exclude(state=Application.State.WITHDRAWN).exclude(ON_PAPER):
        _queue("application_specification_corrected", application, vacancy, once=f"{application.pk}:{version.number}")


def _queue(template: str, application: Application, vacancy: Vacancy, *, once: str) -> None:
    emails.queue(
        template,
        {"application": application.pk},
        subject=application,
        school_id=vacancy.school_id,
        once=f"{template}:{once}",
    )
