"""An application that came on paper: HR enters it for its candidate, then it goes on like any other.

Whoever enters it knows whose it is, so they may not be on the panel, and cannot join it before the release.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.services.people import find_or_create_user
from applications.models import (
    Acquaintance,
    Application,
    Declaration,
    PaperApplication,
    PersonalDetails,
    ProfessionalStatus,
)
from applications.permissions import forget_applied_to
from applications.services import sections
from applications.services.draft import hold_draft
from applications.services.messages import acquaint
from core.audit import record
from core.display import when
from core.emails import POSTED_AT
from core.models import StoredFile
from core.refs import new_ref
from core.services.files import DOCX, JPEG, PDF, PNG, delete_file, store_file
from vacancies.models import Vacancy

KINDS = (PDF, JPEG, PNG, DOCX)
MOMENT = timedelta(seconds=1)
TWICE = "This person has an application for this job already. Ask them which of the two counts"


class PaperError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Sender:
    """Who sent it in: an e-mail address, or a postal one."""

    first_names: str
    last_name: str = ""
    email: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        """First names and last name."""
        return f"{self.first_names} {self.last_name}".strip()


def begin_paper(
    vacancy: Vacancy, *, by: User, sender: Sender, arrived_at: datetime, late_reason: str = "", form_key: uuid.UUID
) -> Application:
    """Start to enter an application that arrived on paper at `arrived_at`; pressed twice it is one.

    It is in time by the closing rule of every other: before the closing second. A late one is taken only with a
    reason. Raises PaperError (words for people) for that, for somebody who has applied already, for HR on the panel.
    """
    if (same := _begun_from(form_key, by)) is not None:
        return same
    late_reason = late_reason.strip()
    _refuse_wrong(vacancy, by, sender, arrived_at, late_reason)
    _refuse_second(vacancy, sender, by)
    late = _is_late(vacancy, arrived_at)
    try:
        with transaction.atomic():
            candidate = _account_of(sender, by)
            application = Application.objects.create(
                vacancy=vacancy,
                candidate=candidate,
                on_paper_at=arrived_at,
                closes_at_for_them=arrived_at + MOMENT if late else None,
                reminders_wanted=False,
            )
            _rows_of(application, sender, by, late_reason if late else "", form_key)
            school_id, codes = vacancy.school_id, {"by_post": not sender.email, "late": late}
            record("paper.begun", by=by, subject=application, school_id=school_id, codes=codes)
            if late:
                record("late.allowed", by=by, subject=application, school_id=school_id, reason=late_reason)
    except IntegrityError:  # the other press was first
        if (same := _begun_from(form_key, by)) is not None:
            return same
        raise PaperError(TWICE, "email") from None
    forget_applied_to(candidate)
    return application


def _begun_from(form_key: uuid.UUID, by: User) -> Application | None:
    return Application.objects.filter(paper__form_key=form_key, paper__entered_by=by).first()


def _is_late(vacancy: Vacancy, arrived_at: datetime) -> bool:
    return vacancy.closes_at is None or arrived_at >= vacancy.closes_at


def _refuse_wrong(vacancy: Vacancy, by: User, sender: Sender, arrived_at: datetime, late_reason: str) -> None:
    if not by.has_perm("applications.enter_paper", vacancy):
        raise PaperError("You cannot enter paper applications for this vacancy now")
    if not sender.email and not sender.address.strip():
        raise PaperError("Enter an e-mail address, or the address to post letters to", "email")
    if sender.email.strip().lower() == by.email.lower():
        raise PaperError("This is your own address. Enter the candidate’s, or leave it empty", "email")
    if arrived_at > timezone.now():
        raise PaperError("The day and time it arrived must be in the past", "arrived_on")
    if vacancy.published_at and timezone.localdate(arrived_at) < timezone.localdate(vacancy.published_at):
        raise PaperError("It cannot have arrived before the job was advertised", "arrived_on")
    if _is_late(vacancy, arrived_at) and not late_reason:
        closed = f" Applications closed at {when(vacancy.closes_at)}." if vacancy.closes_at else ""
        raise PaperError(f"It arrived late.{closed} Say why you take it, or give it back", "late_reason")


def _account_of(sender: Sender, by: User) -> User:
    """The account at the address; without one an account that nobody can sign in to."""
    if sender.email:
        return find_or_create_user(sender.email, sender.name)
    made: User = User.objects.create_user(f"{new_ref()}{POSTED_AT}", sender.name, is_active=False)
    record("account.made", by=by, subject=made, codes={"by_post": True})
    return made


def _refuse_second(vacancy: Vacancy, sender: Sender, by: User) -> None:
    """One application a person. Who is told so knows of one, which keeps them off the panel as well."""
    if not sender.email:
        return
    theirs = Application.objects.filter(vacancy=vacancy, candidate__email__iexact=sender.email.strip())
    found = theirs.exclude(state=Application.State.WITHDRAWN).select_related("vacancy").first()
    if found is None:
        return
    with transaction.atomic():
        acquaint(found, by=by, how=Acquaintance.How.ENTERED)
    raise PaperError(TWICE, "email")


def _rows_of(application: Application, sender: Sender, by: User, late_reason: str, form_key: uuid.UUID) -> None:
    address = "" if sender.email else sender.address.strip()
    PersonalDetails.objects.create(
        application=application, first_names=sender.first_names, last_name=sender.last_name, address=address
    )
    ProfessionalStatus.objects.create(application=application)
    PaperApplication.objects.create(
        application=application,
        entered_by=by,
        by_post=not sender.email,
        postal_address=address,
        late_reason=late_reason,
        form_key=form_key,
    )
    acquaint(application, by=by, how=Acquaintance.How.ENTERED)


def take_over(application: Application, *, by: User) -> None:
    """Another of HR goes on with the entering; from then on they know whose it is. Doing it twice changes nothing.

    Raises PaperError for HR on the panel, and once it was sent.
    """
    if not by.has_perm("applications.enter_paper", application.vacancy):
        raise PaperError("You cannot enter paper applications for this vacancy now")
    drafts = PaperApplication.objects.filter(application=application, application__state=Application.State.DRAFT)
    with transaction.atomic():
        if not drafts.filter(pk__in=drafts.values("pk")).update(entered_by=by):
            raise PaperError("This application has been entered already")
        acquaint(application, by=by, how=Acquaintance.How.ENTERED)
        record("paper.taken_over", by=by, subject=application, school_id=application.vacancy.school_id)


def save_signature(
    application: Application, *, by: User, values: Mapping[str, Any], signed_on: date | None, done: bool
) -> None:
    """Save the declarations as they were signed on paper, under the date on it."""
    with transaction.atomic():
        sections.save_declaration(application, by=by, values=values, done=done)
        name = values.get("signed_name", "")
        signed_on = signed_on if name else None
        paper = PaperApplication.objects.filter(application=application)
        paper.update(signed_name=name, signed_on=signed_on)
        at = timezone.make_aware(datetime.combine(signed_on, time(12))) if signed_on else None
        Declaration.objects.filter(application=application).update(signed_at=at)


def keep_scan(application: Application, *, by: User, upload: File[Any]) -> StoredFile:
    """Keep the scan, encrypted, in place of an earlier one. Raises FileRefusedError, StateError once it was sent."""
    paper, school_id = application.paper, application.vacancy.school_id
    with transaction.atomic():
        hold_draft(application)
        stored = store_file(upload, by=by, kinds=KINDS, subject=application, school_id=school_id)
        earlier = paper.scan
        paper.scan = stored
        paper.save(update_fields=["scan"])
        if earlier is not None:
            delete_file(earlier, by=by)
    return stored


def remove_scan(application: Application, *, by: User) -> None:
    """Take the scan away; one that has gone already is no error."""
    paper = application.paper
    with transaction.atomic():
        hold_draft(application)
        if (scan := paper.scan) is not None:
            paper.scan = None
            paper.save(update_fields=["scan"])
            delete_file(scan, by=by)
