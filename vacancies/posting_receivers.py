"""What happens to a vacancy, told to the places where its advert is shown."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from vacancies.models import Vacancy, VacancyPosting
from vacancies.services.posting import want
from vacancies.signals import vacancy_closed, vacancy_extended, vacancy_published, vacancy_withdrawn

Wanted = VacancyPosting.Wanted


@receiver([vacancy_published, vacancy_extended], dispatch_uid="posting.show")
def show(sender: Any, vacancy: Vacancy, **kwargs: Any) -> None:
    """Published, opened again, or with more time: the advert is shown as it reads now."""
    want(vacancy, Wanted.LIVE)


@receiver(vacancy_closed, dispatch_uid="posting.closed")
def closed(sender: Any, vacancy: Vacancy, **kwargs: Any) -> None:
    """Closed early: the advert goes. At its own time it has ended there by itself."""
    posting = VacancyPosting.objects.filter(vacancy=vacancy).first()
    if posting is not None and (posting.expires_at is None or posting.expires_at > timezone.now()):
        want(vacancy, Wanted.REMOVED)


@receiver(vacancy_withdrawn, dispatch_uid="posting.withdrawn")
def withdrawn(sender: Any, vacancy: Vacancy, **kwargs: Any) -> None:
    """Withdrawn: the advert goes."""
    want(vacancy, Wanted.REMOVED)
