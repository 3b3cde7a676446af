"""The head's signature and what it sets in motion."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import is_head
from applications.models import Application
from applications.services import lifecycle
from appointments.models import Offer, SignOff
from appointments.seal import content_of, seal, seen_of, shown_of
from appointments.services import induction, record_rows
from appointments.signals import appointment_signed
from core import emails, gates
from core.audit import record
from core.conflicts import is_close
from core.display import day_date, pounds
from core.models import Waiver
from core.states import StateError
from vacancies.services import vacancy as vacancies


def accepted_offer(application: Application) -> Offer | None:
    """Return the offer that the person accepted."""
    return application.offers.filter(state=Offer.State.ACCEPTED).first()


def statement(application: Application, offer: Offer) -> str:
    """Return the words that the head signs."""
    return (
        "I have read the evidence on this page. The checks that the law asks for are complete. Where I passed a point "
        f"of guidance, my reason is written above. I appoint {application.details.full_name} as "
        f"{application.vacancy.title} from {day_date(offer.starts_on)} at {pounds(offer.salary)} a year."
    )


def let_pass(
    application: Application, code: str, *, by: User, reason: str, gate: gates.GateName = gates.GateName.SIGN
) -> Waiver:
    """Pass a point of guidance for a typed reason, at the signature or on the first day.

    Raises StateError (words for people) as gates.waive does, and for a relative or close friend: what they may not
    sign they do not clear the way for either.
    """
    if is_close(by, application):
        raise StateError("Nobody passes a point for a relative or close friend. Name a deputy, who decides.")
    school_id = application.vacancy.school_id
    try:
        return gates.waive(gate, application, code, by=by, reason=reason, school_id=school_id)
    except ValueError as error:
        raise StateError(str(error)) from error


def sign(application: Application, *, by: User, proved: bool, seen: str | None = None) -> SignOff:
    """Sign the appointment: seal what was signed, appoint, write the record's row, fill the vacancy.

    `proved` is whether `by` has just shown a second factor, `seen` what their page carried (seal.seen_of). Raises
    GateShutError while anything stops, StateError without proof, without an accepted offer, for a relative or close
    friend, when the page shows something else by now, or when it was signed already.
    """
    if is_close(by, application):
        raise StateError("Nobody signs for a relative or close friend. Name a deputy, who signs in your place.")
    if not proved:
        raise StateError("Show that it is you first, with your passkey or your phone.")
    try:
        with transaction.atomic():
            return _signed(application, by=by, seen=seen)
    except IntegrityError as error:
        signed = SignOff.objects.select_related("signed_by").filter(application=application).first()
        if signed is None:
            raise
        raise StateError(f"{signed.signed_by} has signed this already.") from error


def _signed(application: Application, *, by: User, seen: str | None) -> SignOff:
    """Read the evidence and seal it, in one transaction in which no check of it can change."""
    list(application.checks.select_for_update().values_list("pk"))
    offer = accepted_offer(application)
    if offer is None:
        raise StateError("The offer has not been accepted.")
    report = gates.require(gates.GateName.SIGN, application)
    words, salt = statement(application, offer), secrets.token_hex(16)
    if seen not in (None, seen_of(report, words)):
        raise StateError("Something on this page has changed since you opened it. Read it again, then sign.")
    shown = shown_of(report, _pay_words(offer))
    content = content_of(application, offer, report, salt=salt, shown=shown, statement=words)
    signoff = SignOff.objects.create(
        application=application, signed_by=by, statement=words, shown=shown, salt=salt, content=content,
        signed_as="head" if is_head(by, application.vacancy.school) else "deputy", digest=seal(content),
    )  # fmt: skip
    _appoint(signoff, offer, by=by)
    return signoff


def _appoint(signoff: SignOff, offer: Offer, *, by: User) -> None:
    """What the signature sets in motion, in its transaction."""
    application = signoff.application
    vacancy = application.vacancy
    codes = {"digest": signoff.digest}
    record("appointment.signed", by=by, subject=signoff, school_id=vacancy.school_id, codes=dict(codes))
    lifecycle.move(application, Application.State.APPOINTED, by=by)
    record_rows.write_row(application, offer)
    induction.make_list(application, by=by)
    vacancies.mark_filled(vacancy, by=by)
    ids = {"signoff": signoff.pk}
    for template in ("appointment_confirmed", "appointment_signed"):
        once = f"{template}:{signoff.pk}"
        emails.queue(template, ids, subject=signoff, school_id=vacancy.school_id, once=once)
    appointment_signed.send(SignOff, signoff=signoff, by=by)


def _pay_words(offer: Offer) -> list[list[str]]:
    """The pay as the page shows it."""
    rows = [("As offered", offer.pay_text), ("Hours", offer.hours_text), ("Worked out", offer.salary_how)]
    salary = (f"Salary from {day_date(offer.starts_on)}", f"{pounds(offer.salary)} a year")
    return [[label, words] for label, words in (*rows, salary) if words]
