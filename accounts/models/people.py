"""People and their roles. The e-mail address is the name; referees have no account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models.schools import School, Trust
from core.refs import new_ref


class UserManager(BaseUserManager["User"]):
    """Finds people by address whatever its case."""

    def create_user(self, email: str, name: str = "", **extra: Any) -> User:
        """Make an account without a password: people sign in by a code sent to `email`."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **extra)
        user.set_unusable_password()
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person with an account. What they may do follows from memberships, panels and applications."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    weekly_digest = models.BooleanField(default=True)  # to HR and heads, on Mondays

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def has_usable_password(self) -> bool:
        """Nobody has one, however the row was made."""
        return False

    def check_password(self, raw_password: str | None) -> bool:
        """No password opens an account."""
        return False

    def has_perm(self, perm: str, obj: object | None = None) -> bool:
        """Ask the rules: there are no permission tables and no superuser."""
        return self.is_active and rules.has_perm(perm, self, obj)


class Role(models.TextChoices):
    """What a member does at a school or trust."""

    HR = "hr", "HR"
    HEAD = "head", "Head"
    STAFF = "staff", "Staff or governor"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Named reads of memberships."""

    def current(self) -> MembershipQuerySet:
        """Not ended."""
        return self.filter(ended_at=None)

    def at(self, school: School) -> MembershipQuerySet:
        """Of this school, or of the trust that runs it."""
        here = Q(school=school)
        return self.current().filter(here | Q(trust=school.trust_id) if school.trust_id else here)


class Membership(models.Model):
    """A person's role at one school, or at all the schools of one trust."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=5, choices=Role.choices)
    job_title = models.CharField(max_length=100, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, trust__isnull=True) | Q(school__isnull=True, trust__isnull=False),
                name="membership_school_or_trust",
            ),
            models.UniqueConstraint(
                fields=["user", "school", "role"],
                condition=Q(ended_at__isnull=True, school__isnull=False),
                name="membership_once_at_school",
            ),
            models.UniqueConstraint(
                fields=["user", "trust", "role"],
                condition=Q(ended_at__isnull=True, trust__isnull=False),
                name="membership_once_at_trust",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.school or self.trust}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Named reads of delegations."""

    def current(self) -> DelegationQuerySet:
        """In force today."""
        today = timezone.localdate()
        return self.filter(ended_at=None, starts_on__lte=today, ends_on__gte=today)

    def to_come(self) -> DelegationQuerySet:
        """In force today or later."""
        return self.filter(ended_at=None, ends_on__gte=timezone.localdate())


class Delegation(models.Model):
    """The head lets a named deputy sign for a period."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="delegations")
    head = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_given")
    deputy = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations_held")
    starts_on = models.DateField()
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="delegation_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.head}"


INVITATION_DAYS = 14


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Named reads of invitations."""

    def waiting(self) -> InvitationQuerySet:
        """Neither accepted nor withdrawn; old ones too, which HR may send again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def at(self, school: School) -> InvitationQuerySet:
        """To this school, or to the trust that runs it."""
        here = Q(school=school)
        return self.filter(here | Q(trust=school.trust_id) if school.trust_id else here)


class Invitation(models.Model):
    """HR asks somebody to join. Accepted by signing in with a code at the invited address."""

    ref = models.CharField(max_length=10, unique=True, default=new_ref)
    email = models.EmailField()
    name = models.CharField(max_length=150)
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    trust = models.ForeignKey(Trust, null=True, blank=True, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=5, choices=Role.choices)
    job_title = models.CharField(max_length=100, blank=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, trust__isnull=True) | Q(school__isnull=True, trust__isnull=False),
                name="invitation_school_or_trust",
            ),
            models.UniqueConstraint(
                fields=["email", "school", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, school__isnull=False),
                name="invitation_once_to_school",
            ),
            models.UniqueConstraint(
                fields=["email", "trust", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True, trust__isnull=False),
                name="invitation_once_to_trust",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} {self.role}"

    @property
    def expires_at(self) -> datetime:
        """When the link in the last letter stops working."""
        return self.invited_at + timedelta(days=INVITATION_DAYS)

    @property
    def is_open(self) -> bool:
        """Whether it can be accepted now."""
        return self.accepted_at is None and self.withdrawn_at is None and timezone.now() < self.expires_at

    @property
    def place(self) -> str:
        """The name of the school or trust."""
        return str(self.school or self.trust)
