"""Who may see and do what once a person is shortlisted."""

from __future__ import annotations

from typing import Any

import rules

from accounts.models import School
from accounts.permissions import is_deputy, is_head, is_hr
from applications.models import Application
from appointments.models import Offer
from core.conflicts import has_interest
from vacancies.models import Vacancy

State = Application.State
BEFORE_RELEASE = frozenset({State.DRAFT, State.SUBMITTED, State.NOT_SHORTLISTED})


@rules.predicate
def is_named(user: Any, application: Application | None) -> bool:
    """The person has been shortlisted, so their name may be known to the school's HR and head."""
    return application is not None and application.state not in BEFORE_RELEASE and _was_shortlisted(application)


@rules.predicate
def works_for_school(user: Any, application: Application | None) -> bool:
    """HR of the school, and not an applicant for this vacancy themselves."""
    return application is not None and _free(user, application) and is_hr(user, application.vacancy.school)


@rules.predicate
def heads_school(user: Any, application: Application | None) -> bool:
    """Head of the school or their deputy of today, and not an applicant themselves."""
    if application is None or not _free(user, application):
        return False
    school = application.vacancy.school
    return is_head(user, school) or is_deputy(user, school)


@rules.predicate
def works_on_vacancy(user: Any, vacancy: Vacancy | None) -> bool:
    """HR or head of the vacancy's school, and not an applicant."""
    if vacancy is None or has_interest(user, vacancy):
        return False
    return is_hr(user, vacancy.school) or is_head(user, vacancy.school)


@rules.predicate
def was_offered(user: Any, offer: Offer | None) -> bool:
    """The candidate to whom the offer was made."""
    return offer is not None and offer.application.candidate_id == user.pk


@rules.predicate
def keeps_record(user: Any, school: School | None) -> bool:
    """HR or head of the school."""
    return is_hr(user, school) or is_head(user, school)


def _free(user: Any, application: Application) -> bool:
    return not has_interest(user, application.vacancy)


def _was_shortlisted(application: Application) -> bool:
    """A withdrawn application keeps its name only if it had got as far as references."""
    return application.state != State.WITHDRAWN or application.reference_requests.exists()


rules.add_perm("appointments.list", works_on_vacancy)
rules.add_perm("appointments.manage", is_named & works_for_school)
rules.add_perm("appointments.view", is_named & (works_for_school | heads_school))
rules.add_perm("appointments.sign", is_named & heads_school)
rules.add_perm("appointments.own_offer", was_offered)
rules.add_perm("appointments.record", keeps_record)
