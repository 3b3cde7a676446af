"""Letters about references, made at the moment of sending: to referees, their heads, the candidate, HR."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone

from applications.models import Application
from appointments.letters import context_of
from appointments.models import HeadConfirmation, ReferenceRequest
from appointments.reference_ladders import BEFORE_INTERVIEW, ENDED, NOT_IN
from appointments.services import references
from appointments.services.days import days_of
from appointments.services.references import heads
from appointments.services.references.consent import answer_by
from core.emails import Letter, register
from core.links import absolute
from vacancies.letters import hr_address

State = ReferenceRequest.State
Build = Callable[[Mapping[str, Any]], Letter | None]
Still = Callable[[ReferenceRequest], bool]


def _request(ids: Mapping[str, Any]) -> ReferenceRequest:
    return ReferenceRequest.objects.select_related(
        "referee", "application__vacancy__school", "application__details", "application__candidate"
    ).get(pk=ids["request"])


def _is_in(*states: str) -> Still:
    return lambda request: request.state in states


def _to_referee(ids: Mapping[str, Any]) -> Letter | None:
    request = _request(ids)
    if request.state not in references.OPEN_STATES:
        return None
    vacancy = request.application.vacancy
    path = reverse("appointments:referee", args=[references.token(request)])
    pack = absolute(reverse("vacancies:public_pack", args=[vacancy.ref]))
    send_by = references.send_by(request)
    late = send_by is not None and send_by < timezone.localdate()
    context = context_of(request.application, path, referee=request.referee.name, pack=pack, send_by=send_by, late=late)
    return Letter(request.referee.email, context, vacancy.school.name, reply_to=_answers_to(request))


def _thanks(ids: Mapping[str, Any]) -> Letter | None:
    request = _request(ids)
    context = context_of(request.application, reverse("help"), referee=request.referee.name)
    return Letter(
        request.referee.email, context, request.application.vacancy.school.name, reply_to=_answers_to(request)
    )


def _answers_to(request: ReferenceRequest) -> str:
    return request.application.vacancy.school.contact_email


def _to_candidate(route: str, still: Still) -> Build:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        request = _request(ids)
        application = request.application
        if not still(request) or application.state == Application.State.WITHDRAWN:
            return None
        own = route == "applications:task_list"
        path = reverse(route, args=[application.ref if own else request.ref])
        days = days_of(application.vacancy.school)
        answer = answer_by(request, days)
        context = context_of(application, path, referee=request.referee.name, state=request.state, answer_by=answer)
        return Letter(application.candidate.email, context, application.vacancy.school.name)

    return build


def _to_hr(still: Still, route: str = "candidate") -> Build:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        request = _request(ids)
        if not still(request):
            return None
        application = request.application
        here = [application.ref] if route == "candidate" else [application.ref, request.ref]
        path = reverse(f"appointments:{route}", args=here)
        referee, school = request.referee, application.vacancy.school
        context = context_of(
            application,
            path,
            referee=referee.name,
            organisation=referee.organisation,
            phone=referee.phone,
            named=request.named_name,
            reminders=len(school.reference_reminder_days),
            refused_reason=bool(request.consent_reason),
        )
        return Letter(hr_address(application.vacancy), context, school.name)

    return build


def _consent_open(request: ReferenceRequest) -> bool:
    return request.state == State.WAITING and request.consent_refused_at is None


def _another_open(request: ReferenceRequest) -> bool:
    return request.another_asked_at is not None and request.state in NOT_IN


def _alarm(ids: Mapping[str, Any]) -> Letter | None:
    application = Application.objects.select_related("vacancy__school", "details").get(pk=ids["application"])
    rows = list(application.reference_requests.filter(state__in=NOT_IN).select_related("referee"))
    if not rows or application.state != BEFORE_INTERVIEW:
        return None
    path = reverse("appointments:candidate", args=[application.ref])
    context = context_of(application, path, rows=rows)
    return Letter(hr_address(application.vacancy), context, application.vacancy.school.name)


def _head(ids: Mapping[str, Any]) -> HeadConfirmation:
    return HeadConfirmation.objects.select_related(
        "reference__request__referee",
        "reference__request__application__vacancy__school",
        "reference__request__application__details",
    ).get(pk=ids["head"])


def _to_head(ids: Mapping[str, Any]) -> Letter | None:
    head = _head(ids)
    request = head.reference.request
    if head.answer or request.application.state in ENDED:
        return None
    path = reverse("appointments:head_confirms", args=[heads.token(head)])
    context = context_of(request.application, path, referee=request.referee.name, head=head.name)
    return Letter(head.email, context, request.application.vacancy.school.name, reply_to=_answers_to(request))


def _head_to_hr(*, answered: bool) -> Build:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        head = _head(ids)
        if bool(head.answer) != answered:
            return None
        request = head.reference.request
        path = reverse("appointments:reference", args=[request.application.ref, request.ref])
        different = head.answer == HeadConfirmation.Answer.DIFFERENT
        context = context_of(
            request.application, path, referee=request.referee.name, head=head.name, different=different
        )
        return Letter(hr_address(request.application.vacancy), context, request.application.vacancy.school.name)

    return build


register("reference_request", _to_referee)
register("reference_reminder", _to_referee)
register("reference_thanks", _thanks)
register("reference_consent", _to_candidate("appointments:consent", _consent_open))
register("reference_consent_reminder", _to_candidate("appointments:consent", _consent_open))
register("reference_another", _to_candidate("appointments:another", _another_open))
register("reference_another_reminder", _to_candidate("appointments:another", _another_open))
register("reference_replaced", _to_candidate("applications:task_list", _is_in(*references.OPEN_STATES)))
register("reference_consent_blocks", _to_hr(_consent_open))
register("reference_consent_refused", _to_hr(_is_in(State.WAITING)))
register("reference_received", _to_hr(_is_in(State.RECEIVED), "reference"))
register("reference_declined", _to_hr(_is_in(State.DECLINED)))
register("reference_bounced", _to_hr(_is_in(State.BOUNCED)))
register("reference_with_hr", _to_hr(_is_in(*references.OPEN_STATES), "phone_script"))
register("reference_another_silent", _to_hr(_another_open))
register("reference_alarm", _alarm)
register("reference_head", _to_head)
register("reference_head_reminder", _to_head)
register("reference_head_silent", _head_to_hr(answered=False))
register("reference_head_answered", _head_to_hr(answered=True))
