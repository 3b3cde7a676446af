"""Accounts, invitations and roles."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import Delegation, Invitation, Membership, Role, School, Trust, User
from accounts.models.people import INVITATION_DAYS
from core import audit, emails


class PeopleError(Exception):
    """What stands in the way, as a sentence for the person who asked. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


def find_or_create_user(email: str, name: str = "") -> User:
    """Return the account at `email`, whatever its case, making it where there is none.

    Two requests at once get the same account. An existing account keeps its name; a missing one is filled in.
    """
    email = email.strip().lower()
    # Never by the database's own idea of case: to PostgreSQL "ı" is an "i", and its mailbox is another person's.
    user = User.objects.filter(email=email).first()
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(email, name)
                audit.record("account.made", by=user, subject=user)
        except IntegrityError:
            user = User.objects.get(email=email)
    if name and not user.name:
        rename(user, name=name, by=user)
    return user


@transaction.atomic
def rename(user: User, *, name: str, by: User) -> None:
    """Change how a person is called."""
    user.name = name
    user.save(update_fields=["name"])
    audit.record("account.renamed", by=by, subject=user, fields=["name"])


@transaction.atomic
def set_weekly_digest(user: User, *, wanted: bool) -> None:
    """Say whether the person gets Monday's e-mail of what is due."""
    user.weekly_digest = wanted
    user.save(update_fields=["weekly_digest"])
    audit.record("account.digest", by=user, subject=user, fields=["weekly_digest"])


@transaction.atomic
def give_role(user: User, place: School | Trust, *, role: str, by: User | None, job_title: str = "") -> Membership:
    """Return the person's membership in `role`, making it where there is none. `by` is None for an operator."""
    key = _place(place)
    membership, made = Membership.objects.current().get_or_create(
        user=user, role=role, **key, defaults={"job_title": job_title, "ended_at": None}
    )
    if made:
        audit.record(
            "membership.started",
            by=by,
            subject=membership,
            school_id=membership.school_id,
            codes={"role": role},
        )
    return membership


@transaction.atomic
def invite(place: School | Trust, *, email: str, name: str, role: str, by: User, job_title: str = "") -> Invitation:
    """Ask somebody to join `place` in `role`, by e-mail. Raises PeopleError when they are in or asked already."""
    email = email.strip().lower()
    key = _place(place)
    if Membership.objects.current().filter(user__email__iexact=email, role=role, **key).exists():
        raise PeopleError(f"{name} already has this role at {place}", "email")
    values = {"name": name, "job_title": job_title, "invited_by": by}
    invitation, made = Invitation.objects.waiting().get_or_create(email=email, role=role, **key, defaults=values)
    if not made:
        raise PeopleError("This person has an invitation already. Send it again from the list of people", "email")
    audit.record("invitation.sent", by=by, subject=invitation, school_id=invitation.school_id, codes={"role": role})
    _send(invitation)
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> None:
    """Send the letter again; its link works for another 14 days. Raises PeopleError when nobody waits for it."""
    now = timezone.now()
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(invited_at=now):
        raise PeopleError("This invitation has been accepted or withdrawn")
    invitation.invited_at = now
    audit.record("invitation.sent_again", by=by, subject=invitation, school_id=invitation.school_id)
    _send(invitation)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> None:
    """Take an invitation back. Raises PeopleError when it was accepted in the meantime."""
    now = timezone.now()
    if not Invitation.objects.waiting().filter(pk=invitation.pk).update(withdrawn_at=now):
        raise PeopleError("This invitation has been accepted or withdrawn")
    invitation.withdrawn_at = now
    audit.record("invitation.withdrawn", by=by, subject=invitation, school_id=invitation.school_id)


@transaction.atomic
def accept(invitation: Invitation, *, by: User) -> Membership:
    """Join. `by` must have signed in at the invited address. Raises PeopleError when it is too late."""
    if by.email.lower() != invitation.email.lower():
        raise PeopleError("This invitation is for another e-mail address")
    now = timezone.now()
    open_since = now - timedelta(days=INVITATION_DAYS)
    claimed = Invitation.objects.waiting().filter(pk=invitation.pk, invited_at__gt=open_since)
    if not claimed.update(accepted_at=now):
        raise PeopleError("This invitation can no longer be used")
    invitation.accepted_at = now
    audit.record("invitation.accepted", by=by, subject=invitation, school_id=invitation.school_id)
    if not by.name:
        rename(by, name=invitation.name, by=by)
    place = invitation.school or invitation.trust
    assert place is not None  # noqa: S101  (the row's own constraint)
    return give_role(by, place, role=invitation.role, by=invitation.invited_by, job_title=invitation.job_title)


@transaction.atomic
def end_membership(membership: Membership, *, by: User) -> None:
    """End a role now, with what hangs on it: acting for the head. Raises PeopleError for the last HR of a place."""
    if membership.role == Role.HR and not _other_hr(_held(membership)):
        raise PeopleError(f"{membership.user} is the only HR person of {_name(membership)}. Invite another one first")
    now = timezone.now()
    if not Membership.objects.current().filter(pk=membership.pk).update(ended_at=now):
        return
    membership.ended_at = now
    audit.record(
        "membership.ended",
        by=by,
        subject=membership,
        school_id=membership.school_id,
        codes={"role": membership.role, "user": membership.user_id},
    )
    _end_delegations(membership, by=by)


def _end_delegations(membership: Membership, *, by: User) -> None:
    """Nobody acts for the head of a school they have left, or for a head who has left; of a trust: of its schools."""
    user = membership.user
    at = Q(school=membership.school_id) if membership.school_id else Q(school__trust=membership.trust_id)
    for delegation in Delegation.objects.to_come().filter(at, Q(head=user) | Q(deputy=user)).select_related("school"):
        roles = Membership.objects.at(delegation.school).filter(user=user)
        as_head = delegation.head_id == user.pk
        if not (roles.filter(role=Role.HEAD) if as_head else roles).exists():
            end_delegation(delegation, by=by)


def _held(membership: Membership) -> Membership:
    """The role, with all HR of its place held: of the last two who end each other's role at once, one must stay."""
    rows = Membership.objects.current().filter(role=Role.HR, school=membership.school_id, trust=membership.trust_id)
    list(rows.select_for_update().order_by("pk"))
    return membership


def _other_hr(membership: Membership) -> bool:
    others = Membership.objects.exclude(pk=membership.pk).exclude(user=membership.user_id).filter(role=Role.HR)
    if membership.school:
        return others.at(membership.school).exists()
    return others.current().filter(trust=membership.trust_id).exists()


@transaction.atomic
def name_deputy(school: School, *, head: User, deputy: User, starts_on: date, ends_on: date) -> Delegation:
    """Let `deputy` sign in the head's place from `starts_on` to `ends_on` (dates, both included).

    Raises PeopleError when the deputy is not a member of the school or has this task on some of the days.
    """
    if deputy == head or not Membership.objects.at(school).filter(user=deputy).exists():
        raise PeopleError("Choose somebody else who has a role at the school", "deputy")
    overlap = Delegation.objects.filter(
        school=school, deputy=deputy, ended_at=None, starts_on__lte=ends_on, ends_on__gte=starts_on
    )
    if overlap.exists():
        raise PeopleError(f"{deputy} already signs for the head on some of these days", "starts_on")
    delegation = Delegation.objects.create(
        school=school, head=head, deputy=deputy, starts_on=starts_on, ends_on=ends_on
    )
    audit.record("delegation.started", by=head, subject=delegation, school_id=school.pk, codes={"deputy": deputy.pk})
    emails.queue("delegation", {"delegation": delegation.pk}, subject=delegation, school_id=school.pk)
    return delegation


@transaction.atomic
def end_delegation(delegation: Delegation, *, by: User) -> None:
    """End it now. Nothing happens when it had ended."""
    if Delegation.objects.filter(pk=delegation.pk, ended_at=None).update(ended_at=timezone.now()):
        audit.record("delegation.ended", by=by, subject=delegation, school_id=delegation.school_id)


def _send(invitation: Invitation) -> None:
    emails.queue("invitation", {"invitation": invitation.pk}, subject=invitation, school_id=invitation.school_id)


def _place(place: School | Trust) -> dict[str, School | Trust | None]:
    is_school = isinstance(place, School)
    return {"school": place if is_school else None, "trust": None if is_school else place}


def _name(membership: Membership) -> str:
    return str(membership.school or membership.trust)
