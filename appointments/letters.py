"""The letters that appointments sends, made at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from applications.models import Application
from appointments.models import Check, Offer, ReferenceRequest, SignOff
from appointments.services import references
from core.emails import Letter, register
from core.links import absolute
from vacancies.letters import hr_address

State = ReferenceRequest.State


def _context(application: Application, path: str, **more: Any) -> dict[str, Any]:
    vacancy = application.vacancy
    return {
        "candidate": application.details.full_name,
        "first_name": application.details.first_names or application.details.full_name,
        "vacancy": vacancy,
        "school": vacancy.school.name,
        "link": absolute(path),
        "contact": vacancy.contact_name or vacancy.school.contact_name,
        "contact_phone": vacancy.contact_phone or vacancy.school.contact_phone,
        **more,
    }


def _request(ids: Mapping[str, Any]) -> ReferenceRequest:
    return ReferenceRequest.objects.select_related(
        "referee", "application__vacancy__school", "application__details", "application__candidate"
    ).get(pk=ids["request"])


def _to_referee(ids: Mapping[str, Any]) -> Letter | None:
    request = _request(ids)
    if request.state not in references.OPEN_STATES:
        return None
    path = reverse("appointments:referee", args=[references.token(request)])
    pack = absolute(reverse("vacancies:public_pack", args=[request.application.vacancy.ref]))
    send_by = references.send_by(request)
    context = _context(request.application, path, referee=request.referee.name, pack=pack, send_by=send_by)
    school = request.application.vacancy.school
    return Letter(request.referee.email, context, school.name, school.contact_email)


def _to_candidate_for_consent(ids: Mapping[str, Any]) -> Letter | None:
    request = _request(ids)
    if request.state != State.WAITING:
        return None
    path = reverse("appointments:consent", args=[request.ref])
    context = _context(request.application, path, referee=request.referee.name)
    return Letter(request.application.candidate.email, context, request.application.vacancy.school.name)


def _about_reference(*states: str) -> Callable[[Mapping[str, Any]], Letter | None]:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        request = _request(ids)
        if request.state not in states:
            return None
        application = request.application
        path = reverse("appointments:candidate", args=[application.ref])
        context = _context(application, path, referee=request.referee.name, phone=request.referee.phone)
        return Letter(hr_address(application.vacancy), context, application.vacancy.school.name)

    return build


def _checks_due(ids: Mapping[str, Any]) -> Letter | None:
    application = _application(ids["application"])
    undone = application.checks.exclude(status__in=[Check.Status.CLEAR, Check.Status.NOT_REQUIRED])
    rows = list(undone.filter(due_on__isnull=False).order_by("due_on"))
    if not rows or application.state == Application.State.WITHDRAWN:
        return None
    path = reverse("appointments:candidate", args=[application.ref])
    return Letter(
        hr_address(application.vacancy),
        _context(application, path, rows=rows),
        application.vacancy.school.name,
    )


def _application(pk: int) -> Application:
    return Application.objects.select_related("vacancy__school", "details", "candidate").get(pk=pk)


def _offer(ids: Mapping[str, Any]) -> Offer:
    return Offer.objects.select_related(
        "application__vacancy__school", "application__details", "application__candidate"
    ).get(pk=ids["offer"])


def _offer_to_candidate(ids: Mapping[str, Any]) -> Letter | None:
    offer = _offer(ids)
    if offer.state != Offer.State.MADE:
        return None
    path = reverse("appointments:my_offer", args=[offer.application.ref])
    context = _context(offer.application, path, offer=offer)
    return Letter(offer.application.candidate.email, context, offer.application.vacancy.school.name)


def _offer_to_hr(ids: Mapping[str, Any]) -> Letter | None:
    offer = _offer(ids)
    path = reverse("appointments:candidate", args=[offer.application.ref])
    context = _context(offer.application, path, offer=offer)
    return Letter(hr_address(offer.application.vacancy), context, offer.application.vacancy.school.name)


def _signed(*, to_candidate: bool) -> Callable[[Mapping[str, Any]], Letter | None]:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        signoff = SignOff.objects.select_related("signed_by").get(pk=ids["signoff"])
        application = _application(signoff.application_id)
        name = "applications:task_list" if to_candidate else "appointments:sign"
        context = _context(application, reverse(name, args=[application.ref]), signoff=signoff)
        to = application.candidate.email if to_candidate else hr_address(application.vacancy)
        return Letter(to, context, application.vacancy.school.name)

    return build


register("reference_request", _to_referee)
register("reference_reminder", _to_referee)
register("reference_consent", _to_candidate_for_consent)
register("reference_received", _about_reference(State.RECEIVED))
register("reference_declined", _about_reference(State.DECLINED))
register("reference_bounced", _about_reference(State.BOUNCED))
register("reference_with_hr", _about_reference(State.REQUESTED, State.OPENED))
register("checks_due", _checks_due)
register("offer_made", _offer_to_candidate)
register("offer_accepted", _offer_to_hr)
register("offer_declined", _offer_to_hr)
register("appointment_confirmed", _signed(to_candidate=True))
register("appointment_signed", _signed(to_candidate=False))
