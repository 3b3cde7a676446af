"""Which of their schools a person has in hand. It narrows what they see first; it gives and takes no right."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import Role, School, User
from accounts.permissions import schools_of

KEY = "school"


def current_school(request: HttpRequest) -> School | None:
    """Return the chosen school while the person is still HR or head there, else their first, else None."""
    if not isinstance(request.user, User):
        return None
    mine = list(schools_of(request.user, Role.HR, Role.HEAD))
    chosen = request.session.get(KEY)
    return next((school for school in mine if school.pk == chosen), mine[0] if mine else None)


def only_school(user: User) -> School | None:
    """Return the school where the person is HR or head, if it is one: pages over all their schools wear its name."""
    mine = list(schools_of(user, Role.HR, Role.HEAD))
    return mine[0] if len(mine) == 1 else None


def choose_school(request: HttpRequest, school: School) -> None:
    """Remember the school for this session."""
    request.session[KEY] = school.pk
