"""The letters that appointments sends, made at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from applications.models import Application
from appointments.models import Offer, SignOff
from core.emails import Letter, register
from core.links import absolute
from vacancies.letters import hr_address


def context_of(application: Application, path: str, **more: Any) -> dict[str, Any]:
    """Return what every letter of this stage may say, and the link to `path`."""
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


def application_of(pk: int) -> Application:
    """Return an application with everything its letters say."""
    return Application.objects.select_related("vacancy__school", "details", "candidate").get(pk=pk)


def _signed(*, to_candidate: bool) -> Callable[[Mapping[str, Any]], Letter | None]:
    def build(ids: Mapping[str, Any]) -> Letter | None:
        signoff = SignOff.objects.select_related("signed_by").get(pk=ids["signoff"])
        application = application_of(signoff.application_id)
        name = "applications:task_list" if to_candidate else "appointments:sign"
        offer = application.offers.filter(state=Offer.State.ACCEPTED).first()
        starts_on = offer.starts_on if offer else None
        context = context_of(application, reverse(name, args=[application.ref]), signoff=signoff, starts_on=starts_on)
        to = application.candidate.email if to_candidate else hr_address(application.vacancy)
        return Letter(to, context, application.vacancy.school.name)

    return build


register("appointment_confirmed", _signed(to_candidate=True))
register("appointment_signed", _signed(to_candidate=False))
