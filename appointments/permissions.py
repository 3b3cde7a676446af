"""Who may see and do what once a person is shortlisted."""

from __future__ import annotations

from typing import Any

import rules

from accounts.models import School
from accounts.permissions import is_deputy, is_head, is_hr
from applications.models import Application
from appointments.models import Countersignature, Offer
from core.conflicts import has_interest, is_close
from shortlisting.models import PanelMember
from shortlisting.permissions import chairs, has_shortlist
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


@rules.predicate
def not_close(user: Any, application: Application | None) -> bool:
    """Neither a relative nor a close friend of the candidate, nor the candidate."""
    return application is not None and not is_close(user, application)


@rules.predicate
def countersigns(user: Any, application: Application | None) -> bool:
    """The governor who was asked."""
    if application is None or not user.is_authenticated or not _free(user, application):
        return False
    return Countersignature.objects.filter(application=application, governor=user).exists()


@rules.predicate
def chairs_panel(user: Any, application: Application | None) -> bool:
    """The chair of the panel, and not an applicant."""
    return application is not None and _free(user, application) and bool(chairs.test(user, application.vacancy))


@rules.predicate
def reads_declarations(user: Any, vacancy: Vacancy | None) -> bool:
    """HR of the school and the chair; never another member of the panel (KCSIE: chair and HR only)."""
    if vacancy is None or has_interest(user, vacancy):
        return False
    return is_hr(user, vacancy.school) or bool(chairs.test(user, vacancy))


@rules.predicate
def searches_online(user: Any, vacancy: Vacancy | None) -> bool:
    """HR and whom HR named, outside the panel, and not an applicant."""
    if vacancy is None or not user.is_authenticated or has_interest(user, vacancy) or _on_panel(user, vacancy):
        return False
    return is_hr(user, vacancy.school) or _named_searcher(user, vacancy)


@rules.predicate
def searches_for(user: Any, application: Application | None) -> bool:
    """The same for one candidate."""
    return application is not None and bool(searches_online.test(user, application.vacancy))


@rules.predicate
def answers_for_themselves(user: Any, application: Application | None) -> bool:
    """The candidate, from the shortlist on, unless they withdrew."""
    return (
        application is not None
        and application.candidate_id == user.pk
        and application.state not in BEFORE_RELEASE
        and application.state != State.WITHDRAWN
    )


@rules.predicate
def enters_declaration(user: Any, application: Application | None) -> bool:
    """HR, for a candidate who sent it on paper; never a relative or close friend of theirs."""
    return (
        application is not None
        and bool(is_named.test(user, application) and not_close.test(user, application))
        and user.has_perm("applications.speak_for", application)
    )


def _on_panel(user: Any, vacancy: Vacancy) -> bool:
    return PanelMember.objects.current().filter(panel__vacancy=vacancy, user=user).exists()


def _named_searcher(user: Any, vacancy: Vacancy) -> bool:
    scope = getattr(vacancy, "search_scope", None)
    return scope is not None and scope.searcher_id == user.pk


def _free(user: Any, application: Application) -> bool:
    return not has_interest(user, application.vacancy)


def _was_shortlisted(application: Application) -> bool:
    """A withdrawn application keeps its name only if it had got as far as references."""
    return application.state != State.WITHDRAWN or application.reference_requests.exists()


rules.add_perm("appointments.list", works_on_vacancy)
rules.add_perm("appointments.manage", is_named & works_for_school)
rules.add_perm("appointments.view", is_named & (works_for_school | heads_school))
rules.add_perm("appointments.sign", is_named & heads_school)
rules.add_perm("appointments.plan_npq", is_named & (works_for_school | heads_school))  # both are reminded of it
rules.add_perm("appointments.own_offer", was_offered)
rules.add_perm("appointments.record", keeps_record)
rules.add_perm("appointments.declaration", is_named & not_close & (works_for_school | chairs_panel))
rules.add_perm("appointments.declarations", has_shortlist & reads_declarations)
rules.add_perm("appointments.searches", has_shortlist & (reads_declarations | searches_online))
rules.add_perm("appointments.search", is_named & not_close & (works_for_school | chairs_panel | searches_for))
rules.add_perm("appointments.record_search", is_named & not_close & searches_for)
rules.add_perm("appointments.own", answers_for_themselves)
rules.add_perm("appointments.own_declaration", answers_for_themselves | enters_declaration)
rules.add_perm("appointments.countersign", is_named & not_close & countersigns)
