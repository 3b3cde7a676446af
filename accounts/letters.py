"""The letters of accounts. The code to sign in is not one of them: accounts/sign_in.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from accounts.models import Delegation, Invitation, Membership, Role, User
from core import emails, links
from core.emails import Letter

AS_ROLE = {
    Role.HR: "in HR, where you make vacancies and run each recruitment",
    Role.HEAD: "as head, where you see each recruitment and sign the appointment",
    Role.STAFF: "as a member of staff or a governor, where you can sit on panels",
}


def invitation(ids: Mapping[str, Any]) -> Letter | None:
    """To somebody whom HR asks to join."""
    row = Invitation.objects.select_related("school", "trust", "invited_by").filter(pk=ids["invitation"]).first()
    if row is None or not row.is_open:
        return None
    path = reverse("accounts:invitation", args=[links.sign("invitation", row.ref)])
    return Letter(
        to=row.email,
        context={
            "name": row.name,
            "inviter": str(row.invited_by),
            "place": row.place,
            "as_role": AS_ROLE[Role(row.role)],
            "link": links.absolute(path),
            "until": row.expires_at,
        },
        school=row.place,
        reply_to=row.invited_by.email,
    )


def welcome(ids: Mapping[str, Any]) -> Letter | None:
    """To the first HR person of a school that an operator set up."""
    row = Membership.objects.current().select_related("user", "school", "trust").filter(pk=ids["membership"]).first()
    if row is None:
        return None
    place = str(row.school or row.trust)
    return Letter(
        to=row.user.email,
        context={"name": str(row.user), "place": place, "link": links.absolute(reverse("account_login"))},
        school=place,
    )


def delegation(ids: Mapping[str, Any]) -> Letter | None:
    """To whoever may sign for the head."""
    row = Delegation.objects.select_related("school", "head", "deputy").filter(pk=ids["delegation"]).first()
    if row is None or row.ended_at:
        return None
    return Letter(
        to=row.deputy.email,
        context={"row": row, "link": links.absolute(reverse("home"))},
        school=row.school.name,
        reply_to=row.head.email,
    )


CHANGES = {
    "app_added": "An authenticator app was added to your account.",
    "app_removed": "The authenticator app was removed from your account.",
    "passkey_added": "A passkey was added to your account.",
    "passkey_removed": "A passkey was removed from your account.",
    "codes_made": "New recovery codes were made for your account. The old ones no longer work.",
}


def second_step_changed(ids: Mapping[str, Any]) -> Letter | None:
    """To a person whose way of signing in has changed, in case it was not them."""
    user = User.objects.filter(pk=ids["user"]).first()
    if user is None:
        return None
    return Letter(
        to=user.email,
        context={
            "name": str(user),
            "change": CHANGES[ids["change"]],
            "link": links.absolute(reverse("accounts:security")),
        },
    )


emails.register("invitation", invitation)
emails.register("welcome", welcome)
emails.register("delegation", delegation)
emails.register("second_step_changed", second_step_changed)
