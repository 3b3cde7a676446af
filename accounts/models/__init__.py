"""Schools, trusts, people and their roles."""

from accounts.models.people import Delegation, Invitation, Membership, Role, User
from accounts.models.schools import PayArea, Phase, School, TermDate, Trust, TypeGroup

__all__ = [
    "Delegation",
    "Invitation",
    "Membership",
    "PayArea",
    "Phase",
    "Role",
    "School",
    "TermDate",
    "Trust",
    "TypeGroup",
    "User",
]
