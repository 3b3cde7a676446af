"""What other stages set off here."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from applications.signals import application_withdrawn
from appointments.models import HeadConfirmation, ReferenceRequest
from appointments.services import offers, references, requirements, reserves, self_declaration
from appointments.services.references import heads
from appointments.signals import appointment_signed
from core.signals import email_refused
from shortlisting.signals import application_shortlisted
from vacancies.models import Vacancy
from vacancies.signals import vacancy_withdrawn


@receiver(application_shortlisted)
def ask_referees(sender: Any, *, application: Any, by: Any, **kwargs: Any) -> None:
    """Shortlisted: ask the referees, and start what belongs before the interview."""
    references.ask(application, by=by)
    requirements.require_checks(application, by=by, shortlisted_only=True)
    self_declaration.ask(application, by=by)


@receiver(application_withdrawn)
def stop_chasing(sender: Any, *, application: Any, by: Any, **kwargs: Any) -> None:
    """Withdrawn: nobody is chased any more, and no offer stands."""
    references.stop_all(application, by=by, reason="The candidate withdrew.")
    offers.withdrawn(application, by=by)


@receiver(vacancy_withdrawn)
def stop_for_a_withdrawn_vacancy(sender: Any, *, vacancy: Vacancy, by: Any, **kwargs: Any) -> None:
    """There is no post any more: no referee is asked about it, and nobody can accept it."""
    offers.vacancy_withdrawn(vacancy, by=by)
    for application in vacancy.applications.filter(reference_requests__isnull=False).distinct():
        references.stop_all(application, by=by, reason="The vacancy was withdrawn.")


@receiver(appointment_signed)
def stop_for_the_others(sender: Any, *, signoff: Any, by: Any, **kwargs: Any) -> None:
    """Somebody was appointed: the referees of the others are left in peace."""
    mine = signoff.application
    others = mine.vacancy.applications.filter(reference_requests__isnull=False).exclude(pk=mine.pk).distinct()
    for application in others:
        references.stop_all(application, by=by, reason="Somebody else was appointed.")


@receiver(appointment_signed)
def tell_the_others(sender: Any, *, signoff: Any, by: Any, **kwargs: Any) -> None:
    """Somebody was appointed: those in reserve, and whoever still waits for an outcome, are told."""
    reserves.tell_the_others(signoff.application.vacancy, by=by)


@receiver(email_refused)
def note_refused_address(sender: Any, *, email: Any, **kwargs: Any) -> None:
    """The address of a referee or of their head does not work: HR hears at once."""
    version = email.ids.get("version")
    if email.template in ("reference_request", "reference_reminder"):
        if request := ReferenceRequest.objects.filter(pk=email.ids["request"]).first():
            references.address_refused(request, version=version)
    elif email.template in ("reference_head", "reference_head_reminder"):
        if head := HeadConfirmation.objects.filter(pk=email.ids["head"]).first():
            heads.address_refused(head, version=email.ids["version"])
