"""The conditional offer: made, answered, given more time, taken back, lapsed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.services import lifecycle
from appointments.models import Offer
from appointments.services import requirements
from appointments.states import OFFER
from core import emails, gates
from core.audit import record
from core.conflicts import is_close
from core.states import StateError
from vacancies.models import Vacancy

A = Application.State
OPEN = (Offer.State.MADE, Offer.State.ACCEPTED)


def make_offer(
    application: Application,
    *,
    by: User,
    pay_text: str,
    salary: Decimal,
    starts_on: date,
    hours_text: str,
    reply_by: date,
    salary_how: str = "",
) -> Offer:
    """Offer the post, conditional on the checks (KCSIE Part 3), and write to the candidate.

    `salary` is pounds a year. Raises GateShutError when the offer gate is shut, StateError when an offer for
    this vacancy stands open already, or for a relative or close friend.
    """
    _refuse_close(by, application)
    try:
        with transaction.atomic():
            # The vacancy is held: of two people who offer it at once to two candidates, the second sees the first's.
            Vacancy.objects.filter(pk=application.vacancy_id).update(state=F("state"))
            gates.require(gates.GateName.OFFER, application)
            lifecycle.move(application, A.OFFERED, by=by)
            _refuse_second(application.vacancy)
            offer = Offer.objects.create(
                application=application,
                pay_text=pay_text,
                salary=salary,
                salary_how=salary_how,
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


def _refuse_close(by: User, application: Application) -> None:
    if is_close(by, application):
        raise StateError("Nobody makes an offer to a relative or close friend. Ask a colleague.")


def _refuse_second(vacancy: Vacancy) -> None:
    if Offer.objects.filter(application__vacancy=vacancy, state__in=OPEN).exists():
        raise StateError("Somebody has an open offer for this job. Take it back or wait for the answer.")


def accept(offer: Offer, *, by: User) -> None:
    """The candidate accepts: the checks start and HR is told."""
    with transaction.atomic():
        _answer(offer, Offer.State.ACCEPTED, by=by)
        lifecycle.move(offer.application, A.ACCEPTED, by=by)
        requirements.require_checks(offer.application, by=by)
        _write(offer, "offer_accepted")


def decline(offer: Offer, *, by: User, reason: str = "") -> None:
    """The candidate says no. A reason may be given and is not required."""
    with transaction.atomic():
        _answer(offer, Offer.State.DECLINED, by=by, answer_reason=reason.strip())
        lifecycle.move(offer.application, A.DECLINED, by=by)
        _write(offer, "offer_declined")


def give_more_time(offer: Offer, *, by: User, reply_by: date) -> None:
    """Set a later day to answer by, and tell the candidate; the reminders start anew.

    Raises StateError for an offer that is not open, or a day that is not later.
    """
    with transaction.atomic():
        rows = Offer.objects.filter(pk=offer.pk, state=Offer.State.MADE, reply_by__lt=reply_by)
        if not rows.update(reply_by=reply_by):
            raise StateError("More time can be given to an open offer only, and only until a later day.")
        offer.reply_by = reply_by
        school_id, codes = offer.application.vacancy.school_id, {"reply_by": reply_by.isoformat()}
        record("offer.more_time", by=by, subject=offer, school_id=school_id, codes=dict(codes))
        _write(offer, "offer_more_time", each=reply_by.isoformat())


def take_back(offer: Offer, *, by: User, reason: str) -> None:
    """Take back an offer that was not answered, or end one that was accepted: a check ruled it out, say.

    The candidate is told to speak to the school; the reason stays with the record. A contract may stand once an offer
    is accepted, so an accepted one ends the application, while one not answered can be made again.
    Raises StateError without a reason or for an offer that has ended.
    """
    was_accepted = offer.state == Offer.State.ACCEPTED
    with transaction.atomic():
        school_id = offer.application.vacancy.school_id
        OFFER.move(offer, Offer.State.TAKEN_BACK, by=by, reason=reason, school_id=school_id)
        to = A.NOT_APPOINTED if was_accepted else A.RECOMMENDED
        lifecycle.move(offer.application, to, by=by, reason=reason)
        _write(offer, "offer_taken_back")


def lapse(offer: Offer) -> None:
    """No answer came: the offer ends, candidate and HR are told. Raises StateError when it was answered meanwhile."""
    with transaction.atomic():
        OFFER.move(offer, Offer.State.LAPSED, by=None, school_id=offer.application.vacancy.school_id)
        lifecycle.move(offer.application, A.DECLINED, by=None)
        _write(offer, "offer_lapsed")
        _write(offer, "offer_lapsed_school")


def withdrawn(application: Application, *, by: User | None) -> None:
    """The candidate withdrew: what was offered to them stands no longer, so that somebody else can have an offer."""
    with transaction.atomic():
        for offer in application.offers.filter(state__in=OPEN):
            school_id = application.vacancy.school_id
            OFFER.move(offer, Offer.State.DECLINED, by=by, reason="The candidate withdrew.", school_id=school_id)


def vacancy_withdrawn(vacancy: Vacancy, *, by: User) -> None:
    """There is no post any more: offers that nobody has answered are taken back, and their candidates told.

    An accepted one stays with HR, since a contract may stand.
    """
    for offer in Offer.objects.filter(application__vacancy=vacancy, state=Offer.State.MADE):
        take_back(offer, by=by, reason="The vacancy was withdrawn.")


def _answer(offer: Offer, state: str, *, by: User, **also: str) -> None:
    school_id = offer.application.vacancy.school_id
    OFFER.move(offer, state, by=by, school_id=school_id, answered_at=timezone.now(), **also)


def _write(offer: Offer, template: str, *, each: str = "") -> None:
    school_id = offer.application.vacancy.school_id
    once = f"{template}:{offer.pk}:{each}" if each else f"{template}:{offer.pk}"
    emails.queue(template, {"offer": offer.pk}, subject=offer, school_id=school_id, once=once)
