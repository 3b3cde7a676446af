"""What waits for the candidate after shortlisting: consent to ask a referee, an answer to the offer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from applications.models import Application
from applications.turns import CandidateTurn, register
from appointments.models import Offer, ReferenceRequest


def waiting(application: Application) -> Iterator[CandidateTurn]:
    """Yield each thing that the candidate has been asked for; two queries."""
    for offer in application.offers.filter(state=Offer.State.MADE):
        url = reverse("appointments:my_offer", args=[application.ref])
        yield CandidateTurn("Say whether you accept the offer", "Answer the offer", url, offer.reply_by)
    requests = application.reference_requests.filter(state=ReferenceRequest.State.WAITING).select_related("referee")
    for request in requests:
        url = reverse("appointments:consent", args=[request.ref])
        yield CandidateTurn(f"Say that we may ask {request.referee.name} for a reference", "Say that you agree", url)


register(waiting)
