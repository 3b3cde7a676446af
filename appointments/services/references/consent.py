""" "Ask me first": the candidate says whether a referee may be asked, and the school hears what blocks."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from appointments.models import ReferenceRequest
from appointments.services.days import Days
from appointments.services.references.chasing import plan, within
from appointments.services.references.post import school_of, write
from appointments.states import REFERENCE
from core.audit import record
from core.states import StateError

State = ReferenceRequest.State


@transaction.atomic
def give_consent(request: ReferenceRequest, *, by: User) -> None:
    """The candidate lets the school ask this referee now, also after an earlier no."""
    now = timezone.now()
    school_id = school_of(request)
    REFERENCE.move(request, State.REQUESTED, by=by, school_id=school_id, requested_at=now, consent_refused_at=None)
    write(request, "reference_request")
    plan(request)


@transaction.atomic
def refuse_consent(request: ReferenceRequest, *, by: User, reason: str) -> None:
    """The candidate says: not before an offer. HR is told at once: an offer can then only be conditional.

    Raises StateError when the referee has been asked already.
    """
    now = timezone.now()
    waiting = ReferenceRequest.objects.filter(pk=request.pk, state=State.WAITING, consent_refused_at=None)
    if not waiting.update(consent_refused_at=now, consent_reason=reason.strip()):
        raise StateError("You have answered this already.")
    request.consent_refused_at, request.consent_reason = now, reason.strip()
    record("reference.consent_refused", by=by, subject=request, school_id=school_of(request))
    write(request, "reference_consent_refused", once=f"{now:%Y%m%d%H%M%S}")
    plan(request)


@transaction.atomic
def ask_consent_again(request: ReferenceRequest, *, by: User) -> None:
    """Ask the candidate once more, for example after an offer. Raises StateError when nothing waits for them."""
    now = timezone.now()
    waiting = ReferenceRequest.objects.filter(pk=request.pk, state=State.WAITING)
    if not waiting.exclude(consent_refused_at=None).update(consent_asked_at=now, consent_refused_at=None):
        raise StateError("The candidate has been asked. Wait for the answer.")
    request.consent_asked_at, request.consent_refused_at = now, None
    record("reference.consent_asked", by=by, subject=request, school_id=school_of(request))
    write(request, "reference_consent", once=f"{now:%Y%m%d%H%M%S}")
    plan(request)


def answer_by(request: ReferenceRequest, days: Days) -> date | None:
    """Return the day by which the candidate is asked to answer: HR is told the morning after it."""
    asked_at = request.another_asked_at or request.consent_asked_at
    return days(timezone.localdate(asked_at), within(request)) if asked_at else None
