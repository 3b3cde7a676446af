"""What waits for the candidate after shortlisting: consent to ask a referee, an answer to the offer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from applications.models import Application
from applications.turns import CandidateTurn, register
from appointments.models import Offer, ReferenceRequest
from appointments.services.references.asking import UNANSWERED


def waiting(application: Application) -> Iterator[CandidateTurn]:
    """Yield each thing that the candidate has been asked for; two queries."""
    for offer in application.offers.filter(state=Offer.State.MADE):
        url = reverse("appointments:my_offer", args=[application.ref])
        yield CandidateTurn("Say whether you accept the offer", "Answer the offer", url, offer.reply_by)
    for request in application.reference_requests.select_related("referee"):
        name = request.referee.name
        if request.state == ReferenceRequest.State.WAITING and request.consent_refused_at is None:
            url = reverse("appointments:consent", args=[request.ref])
            yield CandidateTurn(f"Say whether we may ask {name} for a reference", "Say yes or no", url)
        elif request.another_asked_at and request.state in UNANSWERED:
            url = reverse("appointments:another", args=[request.ref])
            yield CandidateTurn(f"Name another referee in place of {name}", "Name another referee", url)


register(waiting)
