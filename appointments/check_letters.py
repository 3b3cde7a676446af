"""The letters about checks, the self-declaration, the online search and a start before the DBS result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Role
from applications.models import Application
from appointments import check_chase as chase
from appointments.catalogue import GUIDANCE
from appointments.letters import application_of, context_of
from appointments.models import Check, OnlineSearch, RiskAssessment, SearchScope, SelfDeclaration
from core.conflicts import has_interest
from core.emails import Letter, register
from core.links import absolute
from vacancies.letters import hr_address
from vacancies.models import Vacancy

OPEN = (Check.Status.TO_DO, Check.Status.ASKED_FOR, Check.Status.RECEIVED, Check.Status.NEEDS_DECISION)
Build = Callable[[Mapping[str, Any]], Letter | None]


def head_address(vacancy: Vacancy) -> str:
    """Return the address of the school's head; HR's where no head is set up or the head applied."""
    rows = Membership.objects.at(vacancy.school).filter(role=Role.HEAD).select_related("user").order_by("pk")
    free = [row.user.email for row in rows if not has_interest(row.user, vacancy)]
    return free[0] if free else hr_address(vacancy)


def letter(application: Application, to: str, path: str, **more: Any) -> Letter:
    """Return a letter about one person, with a link to `path`."""
    return Letter(to, context_of(application, path, **more), application.vacancy.school.name)


def _gone(application: Application) -> bool:
    return application.state == Application.State.WITHDRAWN


def _named(ids: Mapping[str, Any], application: Application) -> list[Check]:
    """The checks that the letter was queued for and that are still open."""
    rows = application.checks.filter(status__in=OPEN).defer("detail", "decision").order_by("due_on", "pk")
    return list(rows.filter(pk__in=ids["checks"]) if "checks" in ids else rows.filter(due_on__isnull=False))


def _to_hr(ids: Mapping[str, Any]) -> Letter | None:
    application = application_of(ids["application"])
    rows = _named(ids, application)
    if not rows or _gone(application):
        return None
    path = reverse("appointments:checks", args=[application.ref])
    return letter(application, hr_address(application.vacancy), path, rows=rows)


def _to_candidate(ids: Mapping[str, Any]) -> Letter | None:
    """What is still theirs to bring, send or do: the whole list, in one letter."""
    application = application_of(ids["application"])
    waiting = application.checks.filter(status=Check.Status.ASKED_FOR).defer("detail", "decision")
    rows = [row for row in waiting if chase.turn_of(row.code, row.status) == chase.CANDIDATE]
    if not rows or _gone(application):
        return None
    asked = [(row.get_code_display(), GUIDANCE[row.code].ask) for row in rows]
    path = reverse("appointments:my_checks", args=[application.ref])
    days = [row.due_on for row in rows if row.due_on and row.due_on >= timezone.localdate()]
    return letter(application, application.candidate.email, path, asked=asked, by=min(days, default=None))


def _to_head(ids: Mapping[str, Any]) -> Letter | None:
    application = application_of(ids["application"])
    rows = _named(ids, application)
    if not rows or _gone(application):
        return None
    path = reverse("appointments:checks", args=[application.ref])
    return letter(application, head_address(application.vacancy), path, rows=rows)


def _decision(ids: Mapping[str, Any]) -> Letter | None:
    check = Check.objects.filter(pk=ids["check"], status=Check.Status.NEEDS_DECISION).defer("detail").first()
    if check is None:
        return None
    application = application_of(ids["application"])
    path = reverse("appointments:check", args=[application.ref, check.code])
    return letter(application, head_address(application.vacancy), path, check=check)


def _right_to_work(ids: Mapping[str, Any]) -> Letter | None:
    application = application_of(ids["application"])
    rows = application.checks.filter(pk__in=ids["checks"], status=Check.Status.CLEAR, expires_on__isnull=False)
    rows = rows.exclude(application__record_entry__left_on__lt=timezone.localdate())
    check = rows.defer("detail", "decision").first()
    if check is None:
        return None
    path = reverse("appointments:check", args=[application.ref, check.code])
    return letter(application, hr_address(application.vacancy), path, check=check)


def _declaration(state: str, *, to_candidate: bool) -> Build:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        declaration = SelfDeclaration.objects.only("state", "application").get(pk=ids["declaration"])
        application = application_of(declaration.application_id)
        if declaration.state != state or _gone(application):
            return None
        name = "my_declaration" if to_candidate else "declaration"
        to = application.candidate.email if to_candidate else hr_address(application.vacancy)
        return letter(application, to, reverse(f"appointments:{name}", args=[application.ref]))

    return build


def _search_asked(ids: Mapping[str, Any]) -> Letter | None:
    scope = SearchScope.objects.select_related("vacancy__school", "searcher", "agreed_by").get(pk=ids["scope"])
    path = reverse("appointments:searches", args=[scope.vacancy.ref])
    school = scope.vacancy.school.name
    context = {"scope": scope, "vacancy": scope.vacancy, "school": school, "link": absolute(path)}
    return Letter(scope.searcher.email, context, school)


def _search(*, to_candidate: bool) -> Build:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        search = OnlineSearch.objects.only("settled_at", "responded_at", "application").get(pk=ids["search"])
        application = application_of(search.application_id)
        if search.settled_at or _gone(application) or (to_candidate and search.responded_at):
            return None
        name = "my_search" if to_candidate else "search"
        to = application.candidate.email if to_candidate else hr_address(application.vacancy)
        return letter(application, to, reverse(f"appointments:{name}", args=[application.ref]))

    return build


def _risk(state: str, *, to_head: bool) -> Build:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        risk = RiskAssessment.objects.defer("reason", "risks", "measures").get(pk=ids["risk"])
        application = application_of(risk.application_id)
        if risk.state != state:
            return None
        to = head_address(application.vacancy) if to_head else hr_address(application.vacancy)
        return letter(application, to, reverse("appointments:risk", args=[application.ref]), risk=risk)

    return build


def _review(ids: Mapping[str, Any]) -> Letter | None:
    """To HR, the head or the supervisor; the supervisor has no account, so their letter carries no link."""
    risk = RiskAssessment.objects.defer("reason", "risks", "measures").get(pk=ids["risk"])
    application = application_of(risk.application_id)
    if risk.state != RiskAssessment.State.APPROVED:
        return None
    vacancy, reader = application.vacancy, ids["reader"]
    to = {"hr": hr_address(vacancy), "head": head_address(vacancy)}.get(reader, risk.supervisor_email)
    path = reverse("appointments:risk", args=[application.ref])
    return letter(application, to, path, risk=risk, reader=reader) if to else None


D, K = SelfDeclaration.State, RiskAssessment.State
register("checks_due", _to_hr)
register("checks_head", _to_head)
register("checks_asked", _to_candidate)
register("checks_waiting", _to_candidate)
register("check_decision", _decision)
register("right_to_work_ends", _right_to_work)
register("declaration_asked", _declaration(D.ASKED, to_candidate=True))
register("declaration_sent", _declaration(D.SENT, to_candidate=False))
register("search_asked", _search_asked)
register("search_found", _search(to_candidate=False))
register("search_response_asked", _search(to_candidate=True))
register("search_response", _search(to_candidate=False))
register("risk_to_approve", _risk(K.WRITTEN, to_head=True))
register("risk_approved", _risk(K.APPROVED, to_head=False))
register("risk_review", _review)
