"""What roles may do, as predicates. Roles are read once for each request and kept on the user."""

from __future__ import annotations

from typing import Any

import rules
from django.db.models import Q

from accounts.models import Delegation, Membership, Role, School, Trust, User


def roles_of(user: User) -> frozenset[tuple[str, str, int]]:
    """Return `(role, "school" or "trust", its id)` for each current membership; one query for a user object."""
    if not hasattr(user, "_roles"):
        rows = Membership.objects.current().filter(user=user).values_list("role", "school_id", "trust_id")
        user._roles = frozenset(  # type: ignore[attr-defined]
            (role, "school", school) if school else (role, "trust", trust) for role, school, trust in rows
        )
    return user._roles  # type: ignore[attr-defined]


def has_role(user: Any, school: School, *wanted: str) -> bool:
    """Tell whether `user` holds one of the `wanted` roles at `school` or at the trust that runs it."""
    if not user.is_authenticated:
        return False
    held = roles_of(user)
    return any((role, "school", school.pk) in held or (role, "trust", school.trust_id) in held for role in wanted)


@rules.predicate
def is_hr(user: Any, school: School | None) -> bool:
    """HR of the school or of its trust."""
    return school is not None and has_role(user, school, Role.HR)


@rules.predicate
def is_head(user: Any, school: School | None) -> bool:
    """Head of the school."""
    return school is not None and has_role(user, school, Role.HEAD)


@rules.predicate
def is_deputy(user: Any, school: School | None) -> bool:
    """Named by the head to sign in their place, today."""
    if school is None or not user.is_authenticated:
        return False
    return Delegation.objects.current().filter(school=school, deputy=user).exists()


@rules.predicate
def is_hr_anywhere(user: Any) -> bool:
    """HR of some school or trust."""
    return user.is_authenticated and any(role == Role.HR for role, _, _ in roles_of(user))


@rules.predicate
def is_hr_or_head_anywhere(user: Any) -> bool:
    """HR or head of some school or trust."""
    return user.is_authenticated and any(role in (Role.HR, Role.HEAD) for role, _, _ in roles_of(user))


def is_trust_hr(user: Any, trust: Trust | None) -> bool:
    """HR of the trust itself: only they give and take roles in the whole trust."""
    return trust is not None and user.is_authenticated and (Role.HR, "trust", trust.pk) in roles_of(user)


def has_power(user: Any) -> bool:
    """Whether signing in as `user` takes a second step: HR, heads, trust roles, and deputies while they act."""
    if not user.is_authenticated:
        return False
    held = roles_of(user)
    if any(role in (Role.HR, Role.HEAD) or kind == "trust" for role, kind, _ in held):
        return True
    return bool(held) and Delegation.objects.current().filter(deputy=user).exists()


rules.add_perm("accounts.manage_school", is_hr)
rules.add_perm("accounts.invite", is_hr)
rules.add_perm("accounts.delegate", is_head)
rules.add_perm("accounts.hr_home", is_hr_anywhere)
rules.add_perm("accounts.view_people", is_hr | is_head)
rules.add_perm("accounts.school_list", is_hr_or_head_anywhere)


def schools_of(user: User, *wanted: str) -> Any:
    """Return the schools at which `user` holds one of the `wanted` roles, by school or by trust."""
    held = [(kind, pk) for role, kind, pk in roles_of(user) if role in wanted]
    return School.objects.filter(
        Q(pk__in=[pk for kind, pk in held if kind == "school"])
        | Q(trust__in=[pk for kind, pk in held if kind == "trust"])
    ).select_related("trust")
