"""Who at a school is told about a vacancy."""

from __future__ import annotations

from accounts.models import Membership, Role, User
from core.conflicts import has_interest
from vacancies.models import Vacancy


def leaders(vacancy: Vacancy, *, heads: bool = True, but: User | None = None) -> list[User]:
    """Return the school's own HR (the trust's where the school has none) and its head, once each.

    Leaves out `but`, who did the thing they would be told of, and whoever applied for the vacancy.
    """
    rows = list(Membership.objects.at(vacancy.school).select_related("user").order_by("pk"))
    hr = [row for row in rows if row.role == Role.HR]
    chosen = [row for row in hr if row.school_id] or hr
    if heads:
        chosen += [row for row in rows if row.role == Role.HEAD]
    people = {row.user_id: row.user for row in chosen if but is None or row.user_id != but.pk}
    return [person for person in people.values() if not has_interest(person, vacancy)]
