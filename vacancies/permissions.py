"""Who may see and change a vacancy. Whoever applied for it loses every staff permission on it."""

from __future__ import annotations

from typing import Any

import rules

from accounts.models import Role
from accounts.permissions import is_deputy, is_head, is_hr, is_hr_anywhere, roles_of
from core.conflicts import has_interest
from vacancies.models import Vacancy, VacancyTemplate


@rules.predicate
def runs_it(user: Any, vacancy: Vacancy | None) -> bool:
    """HR of the vacancy's school."""
    return vacancy is not None and is_hr(user, vacancy.school)


@rules.predicate
def heads_it(user: Any, vacancy: Vacancy | None) -> bool:
    """Head of the vacancy's school."""
    return vacancy is not None and is_head(user, vacancy.school)


@rules.predicate
def stands_in(user: Any, vacancy: Vacancy | None) -> bool:
    """Acting deputy: named by the head of the vacancy's school to sign in their place, today."""
    return vacancy is not None and is_deputy(user, vacancy.school)


@rules.predicate
def has_no_interest(user: Any, vacancy: Vacancy | None) -> bool:
    """Did not apply for it."""
    return vacancy is not None and not has_interest(user, vacancy)


@rules.predicate
def recruits_anywhere(user: Any) -> bool:
    """HR or head of some school or trust."""
    return user.is_authenticated and any(role in (Role.HR, Role.HEAD) for role, _, _ in roles_of(user))


@rules.predicate
def keeps_template(user: Any, template: VacancyTemplate | None) -> bool:
    """HR of the school that the template is for; of one for a whole trust, HR of the trust."""
    if template is None:
        return False
    if template.school is not None:
        return is_hr(user, template.school)
    return user.is_authenticated and (Role.HR, "trust", template.trust_id) in roles_of(user)


rules.add_perm("vacancies.delete_template", keeps_template)
rules.add_perm("vacancies.list", recruits_anywhere)
rules.add_perm("vacancies.start", is_hr_anywhere)
rules.add_perm("vacancies.add", is_hr)
rules.add_perm("vacancies.view", (runs_it | heads_it | stands_in) & has_no_interest)
rules.add_perm("vacancies.change", runs_it & has_no_interest)
rules.add_perm("vacancies.approve", (heads_it | stands_in) & has_no_interest)
