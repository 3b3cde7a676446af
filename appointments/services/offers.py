"""The conditional offer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services import lifecycle
from appointments.models import Offer
from appointments.services import checks
from appointments.states import OFFER
from core import emails, gates
from core.audit import record
from core.states import StateError


def make_offer(
    application: Application,
    *,
    by: User,
    pay_text: str,
    salary: Decimal,
    starts_on: date,
    hours_text: str,
    reply_by: date,
) -> Offer:
    """Offer the post, conditional on the checks (KCSIE Part 3), and write to the candidate.

    `salary` is pounds a year. Raises GateShutError when the offer gate is shut, StateError when an offer for
    this vacancy stands open already.
    """
    gates.require(gates.GateName.OFFER, application)
    open_states = [Offer.State.MADE, Offer.State.ACCEPTED]
    try:
        with transaction.atomic():
            lifecycle.move(application, Application.State.OFFERED, by=by)
            if Offer.objects.filter(application__vacancy=application.vacancy, state__in=open_states).exists():
                raise StateError("Somebody has an open offer for this job. Take it back or wait for the answer.")
            offer = Offer.objects.create(
                application=application,
                pay_text=pay_text,
                salary=salary,
                starts_on=starts_on,
                hours_text=hours_text,
                reply_by=reply_by,
                made_by=by,
            )
            record("offer.made", by=by, subject=offer, school_id=application.vacancy.school_id)
            _write(offer, "offer_made")
    except IntegrityError as error:
        raise StateError("This offer was made already.") from error
    return offer


def accept(offer: Offer, *, by: User) -> None:
    """The candidate accepts: the checks start and HR is told."""
    with transaction.atomic():
        _answer(offer, Offer.State.ACCEPTED, by=by)
        lifecycle.move(offer.application, Application.State.ACCEPTED, by=by)
        checks.require_checks(offer.application, by=by)
        _write(offer, "offer_accepted")


def decline(offer: Offer, *, by: User, reason: str = "") -> None:
    """The candidate says no. A reason may be given and is not required."""
    with transaction.atomic():
        _answer(offer, Offer.State.DECLINED, by=by, answer_reason=reason.strip())
        lifecycle.move(offer.application, Application.State.DECLINED, by=by)
        _write(offer, "offer_declined")


def _answer(offer: Offer, state: str, *, by: User, **also: str) -> None:
    school_id = offer.application.vacancy.school_id
    OFFER.move(offer, state, by=by, school_id=school_id, answered_at=timezone.now(), **also)


def _write(offer: Offer, template: str) -> None:
    school_id = offer.application.vacancy.school_id
    emails.queue(template, {"offer": offer.pk}, subject=offer, school_id=school_id, once=f"{template}:{offer.pk}")
