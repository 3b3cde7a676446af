"""A governor signs beside the head where the post is on the leadership scale."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Role, User
from applications.models import Application
from appointments.models import Countersignature, SignOff
from appointments.services.signoff import accepted_offer
from core import emails
from core.audit import record
from core.conflicts import has_interest, is_close
from core.display import day_date, pounds
from core.states import StateError
from shortlisting.models import PanelMember


def may_be_asked(application: Application) -> list[User]:
    """Return who can countersign: on the panel or with a role at the school, but neither HR nor head nor close."""
    school = application.vacancy.school
    roles = Membership.objects.at(school)
    panel = PanelMember.objects.current().filter(panel__vacancy=application.vacancy_id)
    busy = roles.filter(role__in=[Role.HR, Role.HEAD]).values("user")
    people = User.objects.filter(pk__in=[*panel.values_list("user", flat=True), *roles.values_list("user", flat=True)])
    found = people.exclude(pk__in=busy).filter(is_active=True).order_by("name", "pk")
    vacancy = application.vacancy
    return [each for each in found if not has_interest(each, vacancy) and not is_close(each, application)]


def ask(application: Application, *, governor: User, by: User) -> Countersignature:
    """Ask `governor` to countersign, in place of whoever was asked before.

    Raises StateError for somebody who may not, and once the governor or the head has signed.
    """
    if governor not in may_be_asked(application):
        raise StateError("Choose a governor who is on the panel or has a role at the school.")
    with transaction.atomic():
        if SignOff.objects.filter(application=application).exists():
            raise StateError("The appointment is signed already.")
        row, made = Countersignature.objects.select_for_update().get_or_create(
            application=application, defaults={"governor": governor, "asked_by": by}
        )
        if row.signed_at:
            raise StateError(f"{row.governor} has countersigned already.")
        if not made:
            row.governor, row.asked_by, row.asked_at = governor, by, timezone.now()
            row.save(update_fields=["governor", "asked_by", "asked_at"])
        school_id = application.vacancy.school_id
        codes = {"governor": governor.pk}
        record("countersignature.asked", by=by, subject=row, school_id=school_id, codes=dict(codes))
        emails.queue(
            "countersign_asked", {"countersignature": row.pk, "governor": governor.pk}, subject=row,
            school_id=school_id, once=f"countersign_asked:{row.pk}:{governor.pk}",
        )  # fmt: skip
    return row


def statement(application: Application) -> str:
    """Return the words that the governor signs."""
    offer = accepted_offer(application)
    terms = f" from {day_date(offer.starts_on)} at {pounds(offer.salary)} a year" if offer else ""
    return (
        f"I have seen what the head relies on. For the governing body I agree to the appointment of "
        f"{application.details.full_name} as {application.vacancy.title}{terms}."
    )


def sign(row: Countersignature, *, by: User, proved: bool) -> None:
    """The governor signs. Raises StateError without proof, for anybody else, without an accepted offer, or twice."""
    if not proved:
        raise StateError("Show that it is you first, with your passkey or your phone.")
    if by.pk != row.governor_id or is_close(by, row.application):
        raise StateError("Only the governor who was asked can countersign.")
    if accepted_offer(row.application) is None:
        raise StateError("The offer has not been accepted.")
    with transaction.atomic():
        words, now = statement(row.application), timezone.now()
        mine = Countersignature.objects.filter(pk=row.pk, governor=by, signed_at=None)
        if not mine.update(statement=words, signed_at=now):
            raise StateError("This was countersigned already, or somebody else was asked.")
        row.statement, row.signed_at = words, now
        school_id = row.application.vacancy.school_id
        record("countersignature.signed", by=by, subject=row, school_id=school_id)
        emails.queue(
            "countersigned", {"countersignature": row.pk}, subject=row, school_id=school_id,
            once=f"countersigned:{row.pk}",
        )  # fmt: skip
