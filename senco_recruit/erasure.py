"""Erasing a person's account: what goes at once, what the schools must keep for a time, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import models, transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import roles_of
from applications.models import Application, Profile
from applications.services import lifecycle, monitoring
from applications.states import WITHDRAWABLE
from core.audit import record
from core.display import plain_date
from core.months import months_later
from core.personal_data import register
from core.services.personal_data import erase
from core.states import StateError
from senco_recruit.retention.clocks import ON_FILE, with_since
from shortlisting.models import PanelMember

HAS_A_ROLE = (
    "You work with a school here. Ask its HR to end your roles and panels first. Then you can erase your account."
)
FILE = "You were appointed. The school keeps this with your personnel file."
CLAIM = (
    "The school keeps what it decided on, so that it can show that it was fair. "
    "A person can take a claim to an employment tribunal."
)
_PATHS = (
    "candidate",
    "application__candidate",
    "statement__application__candidate",
    "thread__application__candidate",
)


@dataclass(frozen=True)
class Kept:
    """An application that was sent. `until`: the day on which it is erased; None while the recruitment runs."""

    application: Application
    why: str
    until: date | None

    @property
    def until_words(self) -> str:
        """Until when, as people say it."""
        if self.until:
            return plain_date(self.until)
        if self.why == FILE:
            return "As long as that file"
        months = self.application.vacancy.school.retention_months
        return f"{months} months after the recruitment ends"


def stops(user: User) -> str:
    """Why the account cannot be erased yet, in words; "" when it can."""
    return HAS_A_ROLE if roles_of(user) or PanelMember.objects.current().filter(user=user).exists() else ""


def kept_of(user: User) -> list[Kept]:
    """What schools must keep of this person for a time: every application that was sent."""
    rows = Application.objects.of_candidate(user).filter(submitted_at__isnull=False, purged_at=None)
    return [_kept(row) for row in with_since(rows)]


def _kept(application: Any) -> Kept:
    if application.state in ON_FILE:
        return Kept(application, FILE, None)
    if application.since is None or application.vacancy.ended_at is None:
        return Kept(application, CLAIM, None)
    months = application.vacancy.school.retention_months
    return Kept(application, CLAIM, timezone.localdate(months_later(application.since, months)))


def live_of(user: User) -> list[Application]:
    """Applications that erasing withdraws: drafts, and those that are still being decided."""
    return list(Application.objects.of_candidate(user).filter(state__in=WITHDRAWABLE))


def erase_account(user: User, *, by: User) -> None:
    """Withdraw what is live, delete what was never sent and all answers for equality monitoring, close the account.

    What was sent stays with its school for the school's own time (kept_of). The account's address, name and ways to
    sign in go at once. Raises StateError while the person has a role or sits on a panel.
    """
    if why := stops(user):
        raise StateError(why)
    with transaction.atomic():
        for application in live_of(user):
            lifecycle.withdraw(application, by=by)
        monitoring.forget(Application.objects.of_candidate(user))  # no school has a reason to keep these
        _erase_unsent(user, by=by)
        _close(user, by=by)


def _erase_unsent(user: User, *, by: User) -> None:
    """Delete every part of the applications that were never sent, as the register of personal data says."""
    for policy in register().values():
        if policy.person not in _PATHS:
            continue
        path = policy.person.removesuffix("candidate")
        rows = policy.model._base_manager.filter(**{policy.person: user.pk, f"{path}submitted_at": None})
        erase(rows, by=by)


def _close(user: User, *, by: User) -> None:
    """Nobody can sign in to it, and it names nobody. Its row stays for the applications that point to it."""
    ways: tuple[type[models.Model], ...] = (EmailAddress, Authenticator, SocialAccount)
    for way in ways:
        way._default_manager.filter(user=user).delete()
    Profile.objects.filter(person=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.email, user.name, user.is_active = f"erased-{user.pk}@erased.invalid", "", False
    user.save(update_fields=["email", "name", "is_active"])
    record("account.erased", by=by, subject=user, fields=["email", "name"])
