"""The head's signature and what it sets in motion."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.permissions import is_head
from applications.models import Application
from applications.services import lifecycle
from appointments import catalogue
from appointments.models import Check, Offer, RecordEntry, SignOff
from appointments.signals import appointment_signed
from core import emails, gates
from core.audit import record
from core.display import day_date, pounds
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


def sign(application: Application, *, by: User, proved: bool) -> SignOff:
    """Sign the appointment: seal what was signed, appoint, write the record's row, fill the vacancy.

    `proved` is whether `by` has just shown a second factor. Raises GateShutError while anything stops, StateError
    without proof, without an accepted offer, or when it was signed already.
    """
    if not proved:
        raise StateError("Show that it is you first, with your passkey or your phone.")
    offer = accepted_offer(application)
    if offer is None:
        raise StateError("The offer has not been accepted.")
    report = gates.require(gates.GateName.SIGN, application)
    words = statement(application, offer)
    content = _content(application, offer, report, words)
    school = application.vacancy.school
    try:
        with transaction.atomic():
            signoff = SignOff.objects.create(
                application=application,
                signed_by=by,
                signed_as="head" if is_head(by, school) else "deputy",
                statement=words,
                content=content,
                digest=seal(content),
            )
            record("appointment.signed", by=by, subject=signoff, school_id=school.pk)
            lifecycle.move(application, Application.State.APPOINTED, by=by)
            _write_record(application, offer)
            vacancies.mark_filled(application.vacancy, by=by)
            for template in ("appointment_confirmed", "appointment_signed"):
                emails.queue(
                    template,
                    {"signoff": signoff.pk},
                    subject=signoff,
                    school_id=school.pk,
                    once=f"{template}:{signoff.pk}",
                )
            appointment_signed.send(SignOff, signoff=signoff, by=by)
    except IntegrityError as error:
        signed = SignOff.objects.select_related("signed_by").filter(application=application).first()
        if signed is None:
            raise
        raise StateError(f"{signed.signed_by} has signed this already.") from error
    return signoff


def seal(content: dict[str, Any]) -> str:
    """Return the digest over everything that was signed, under a key outside the database."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def _content(application: Application, offer: Offer, report: gates.GateReport, words: str) -> dict[str, Any]:
    rows = [
        {
            "code": row.code,
            "force": str(row.check.force),
            "what": row.finding.what,
            "open": row.finding.open,
            "waiver": row.waiver.pk if row.waiver else None,
        }
        for row in report.rows
    ]
    return {
        "application": application.pk,
        "vacancy": application.vacancy_id,
        "rows": rows,
        "salary": str(offer.salary),
        "starts_on": offer.starts_on.isoformat(),
        "statement": hashlib.sha256(words.encode()).hexdigest(),  # no name here: it outlives a purge
    }


def _write_record(application: Application, offer: Offer) -> RecordEntry:
    details = application.details
    by_code = {check.code: check for check in application.checks.select_related("done_by")}
    cells = {code: _cell(by_code.get(code)) for code, _heading in catalogue.columns()}
    if cells["BL"]["status"] == Check.Status.NOT_REQUIRED:  # the enhanced DBS of a SENCo includes the barred list
        cells["BL"] = {**cells["DBS"], "note": "With the enhanced DBS"}
    entry, _ = RecordEntry.objects.update_or_create(
        application=application,
        defaults={
            "school": application.vacancy.school,
            "surname": details.last_name or details.first_names,
            "forenames": details.first_names if details.last_name else "",
            "former_names": details.former_names,
            "job_title": application.vacancy.title,
            "starts_on": offer.starts_on,
            "cells": cells,
        },
    )
    return entry


def _cell(check: Check | None) -> dict[str, str | None]:
    if check is None:
        return {"status": Check.Status.TO_DO, "on": None, "by": None, "note": ""}
    if check.status == Check.Status.NOT_REQUIRED:
        return {"status": check.status, "on": None, "by": None, "note": check.why}
    on = check.done_on.isoformat() if check.done_on else None
    return {
        "status": check.status,
        "on": on,
        "by": str(check.done_by) if check.done_by else None,
        "note": check.evidence,
    }
