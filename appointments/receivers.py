"""What other stages set off here."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from applications.signals import application_withdrawn
from appointments.models import ReferenceRequest
from appointments.services import checks, references
from core.signals import email_refused
from shortlisting.signals import application_shortlisted


@receiver(application_shortlisted)
def ask_referees(sender: Any, *, application: Any, by: Any, **kwargs: Any) -> None:
    """Shortlisted: ask the referees, and start what belongs before the interview."""
    references.ask(application, by=by)
    checks.require_checks(application, by=by, shortlisted_only=True)


@receiver(application_withdrawn)
def stop_chasing(sender: Any, *, application: Any, by: Any, **kwargs: Any) -> None:
    """Withdrawn: nobody is chased any more."""
    references.stop_all(application, by=by, reason="The candidate withdrew.")


@receiver(email_refused)
def note_refused_address(sender: Any, *, email: Any, **kwargs: Any) -> None:
    """The referee's address does not work: HR hears at once."""
    if email.template.startswith("reference_re") and email.subject_type == "appointments.referencerequest":
        if request := ReferenceRequest.objects.filter(pk=email.subject_id).first():
            references.address_refused(request)
