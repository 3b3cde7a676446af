"""What waits for the candidate after shortlisting: consent to ask a referee, an answer to the offer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from applications.models import Application
from applications.turns import CandidateLink, CandidateTurn, OthersTurn, register, register_links, register_others
from appointments.models import Offer, ReferenceRequest
from appointments.services.days import days_of
from appointments.services.references.asking import UNANSWERED
from appointments.services.references.consent import answer_by
from core.display import day_month

R = ReferenceRequest.State
S = Application.State
ASKED_ABOUT = frozenset({S.SHORTLISTED, S.INTERVIEWED, S.RECOMMENDED, S.RESERVE, S.OFFERED, S.ACCEPTED})
TAKEN_UP = frozenset({S.ACCEPTED, S.APPOINTED, S.STARTED})


def waiting(application: Application) -> Iterator[CandidateTurn]:
    """Yield each thing that the candidate has been asked for; two queries."""
    for offer in application.offers.filter(state=Offer.State.MADE):
        url = reverse("appointments:my_offer", args=[application.ref])
        yield CandidateTurn("Say whether you accept the offer", "Answer the offer", url, offer.reply_by)
    for request in application.reference_requests.select_related("referee"):
        name = request.referee.name
        if request.state == ReferenceRequest.State.WAITING and request.consent_refused_at is None:
            url = reverse("appointments:consent", args=[request.ref])
            what = f"Say whether we may ask {name} for a reference"
            yield CandidateTurn(what, "Say yes or no", url, _answer_by(application, request))
        elif request.another_asked_at and request.state in UNANSWERED:
            url = reverse("appointments:another", args=[request.ref])
            what = f"Name another referee in place of {name}"
            yield CandidateTurn(what, "Name another referee", url, _answer_by(application, request))


def _answer_by(application: Application, request: ReferenceRequest) -> date | None:
    return answer_by(request, days_of(application.vacancy.school))


def references(application: Application) -> Iterator[OthersTurn]:
    """Yield each referee who was asked and has not said no, with the day; one query. Never what they said."""
    if application.state not in ASKED_ABOUT:
        return
    for row in application.reference_requests.select_related("referee"):
        if row.state in (R.RECEIVED, R.VERIFIED) and row.answered_at:
            yield OthersTurn("Reference", row.referee.name, f"Received {day_month(row.answered_at)}")
        elif row.state in (R.REQUESTED, R.OPENED) and row.requested_at:
            yield OthersTurn("Reference", row.referee.name, f"Asked {day_month(row.requested_at)}")


def accepted(application: Application) -> Iterator[CandidateLink]:
    """The offer that was accepted, and the checks that follow, stay within reach; one query, and none before."""
    if application.state not in TAKEN_UP:
        return
    for offer in application.offers.filter(state=Offer.State.ACCEPTED):
        url = reverse("appointments:my_offer", args=[application.ref])
        yield CandidateLink("Your offer", offer.starts_on, url, "Read the offer")
        url = reverse("appointments:my_checks", args=[application.ref])
        yield CandidateLink("Your checks", offer.starts_on, url, "See where the checks are")


register(waiting)
register_others(references)
register_links(accepted)
