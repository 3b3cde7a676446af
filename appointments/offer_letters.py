"""The letters about an offer, made at the moment of sending; the offer itself goes along as PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse

from applications.services.messages import is_by_post
from appointments.letters import application_of, context_of
from appointments.models import Offer
from appointments.offer_ladder import lapses_on
from appointments.services.days import days_of
from core.emails import Attachment, Letter, register
from core.pdf import render_pdf
from vacancies.letters import hr_address

PDF = "application/pdf"


def offer_of(pk: int) -> Offer:
    """Return the offer with everything its letters say."""
    rows = Offer.objects.select_related(
        "application__vacancy__school__trust", "application__details", "application__candidate", "made_by"
    )
    return rows.get(pk=pk)


def offer_pdf(offer: Offer) -> bytes:
    """Return the offer as a letter on the school's paper."""
    application = offer.application
    vacancy = application.vacancy
    context = {
        "offer": offer,
        "application": application,
        "person": application.details,
        "vacancy": vacancy,
        "school": vacancy.school,
        "lapses_on": lapses_on(offer, days_of(vacancy.school)),
        "by_post": is_by_post(application),
    }
    return render_pdf("pdf/offer.html", context)


def _to_candidate(*states: str, pdf: bool = False) -> Callable[[Mapping[str, Any]], Letter | None]:
    """A letter to the candidate, sent while the offer is in one of `states`."""

    def build(ids: Mapping[str, Any]) -> Letter | None:
        offer = offer_of(ids["offer"])
        if offer.state not in states:
            return None
        path = reverse("appointments:my_offer", args=[offer.application.ref])
        context = context_of(offer.application, path, offer=offer)
        files = (Attachment("offer.pdf", offer_pdf(offer), PDF),) if pdf else ()
        school = offer.application.vacancy.school
        return Letter(
            offer.application.candidate.email, context, school.name,
            reply_to=hr_address(offer.application.vacancy), attachments=files,
        )  # fmt: skip

    return build


def _to_hr(*states: str) -> Callable[[Mapping[str, Any]], Letter | None]:
    """A letter to HR, sent while the offer is in one of `states`."""

    def build(ids: Mapping[str, Any]) -> Letter | None:
        offer = offer_of(ids["offer"])
        if offer.state not in states:
            return None
        vacancy = offer.application.vacancy
        path = reverse("appointments:candidate", args=[offer.application.ref])
        ends = lapses_on(offer, days_of(vacancy.school))
        context = context_of(offer.application, path, offer=offer, ends=ends, told=is_by_post(offer.application))
        return Letter(hr_address(vacancy), context, vacancy.school.name)

    return build


def _post_filled(ids: Mapping[str, Any]) -> Letter | None:
    application = application_of(ids["application"])
    path = reverse("shortlisting:feedback", args=[application.ref])
    vacancy = application.vacancy
    return Letter(
        application.candidate.email, context_of(application, path), vacancy.school.name, reply_to=hr_address(vacancy)
    )


S = Offer.State
register("offer_made", _to_candidate(S.MADE, pdf=True))
register("offer_more_time", _to_candidate(S.MADE))
register("offer_reminder", _to_candidate(S.MADE))
register("offer_taken_back", _to_candidate(S.TAKEN_BACK))
register("offer_lapsed", _to_candidate(S.LAPSED))
register("offer_accepted", _to_hr(S.ACCEPTED))
register("offer_declined", _to_hr(S.DECLINED))
register("offer_silent", _to_hr(S.MADE))
register("offer_lapsed_school", _to_hr(S.LAPSED))
register("post_filled", _post_filled)
