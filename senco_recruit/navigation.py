"""The menu: what each person can reach, from their roles, panels and applications."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse

from accounts.current import current_school
from accounts.models import Role, User
from accounts.permissions import roles_of
from applications.models import Application
from core.components import NavItem
from shortlisting.models import PanelMember

Entry = tuple[str, str, tuple[str, ...]]


def navigation_for(request: HttpRequest) -> list[NavItem]:
    """Return the menu of whoever is signed in; at most three queries, whatever the person does."""
    user = request.user
    if not isinstance(user, User):
        return _items([("Jobs", "vacancies:public_list", ()), ("Sign in", "account_login", ())], request.path)
    roles = {role for role, _, _ in roles_of(user)}
    entries: list[Entry] = []
    if roles or sits_on_panel(user):
        entries.append(("Home", "home", ()))
    if roles & {Role.HR, Role.HEAD}:
        entries += _recruiting(request, roles)
    if has_applied(user) or not roles:
        entries += [
            ("Your applications", "applications:mine", ()),
            ("Your profile", "applications:profile", ()),
            ("Jobs", "vacancies:public_list", ()),
        ]
    entries.append(("Your account", "accounts:security", ()))
    return _items(entries, request.path)


def _recruiting(request: HttpRequest, roles: set[str]) -> list[Entry]:
    entries: list[Entry] = [("Vacancies", "vacancies:list", ())]
    if school := current_school(request):
        entries.append(("Single central record", "appointments:record", (school.ref,)))
        entries.append(("Fairness", "shortlisting:fairness", (school.ref,)))
        place = "accounts:school" if Role.HR in roles else "accounts:people"
        entries.append(("School", place, (school.ref,)))
    return entries


def has_applied(user: User) -> bool:
    """Tell whether the person has ever started an application; kept for the request."""
    return _standing(user)["applied"]


def sits_on_panel(user: User) -> bool:
    """Tell whether the person is on a panel; kept for the request."""
    return _standing(user)["on_panel"]


def _standing(user: User) -> dict[str, bool]:
    if not hasattr(user, "_standing"):
        user._standing = (  # type: ignore[attr-defined]
            User.objects.filter(pk=user.pk)
            .values(
                applied=Exists(Application.objects.filter(candidate=OuterRef("pk"))),
                on_panel=Exists(PanelMember.objects.current().filter(user=OuterRef("pk"))),
            )
            .get()
        )
    standing: dict[str, bool] = user._standing  # type: ignore[attr-defined]
    return standing


def _items(entries: list[Entry], path: str) -> list[NavItem]:
    urls = [(label, reverse(name, args=args)) for label, name, args in entries]
    # The longest that fits: the record stands under the school's own address.
    here = max((url for _, url in urls if path.startswith(url)), key=len, default="")
    return [NavItem(label, url, current=url == here) for label, url in urls]
