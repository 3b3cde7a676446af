"""References and checks of one shortlisted person: what must be proved, and what happens next."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from applications.models import Application
from applications.on_behalf import rows_of
from appointments import check_table
from appointments.models import Check, Offer, ReferenceRequest
from appointments.on_behalf import answered
from appointments.services.days import days_of
from appointments.services.reserves import FELL_THROUGH, in_reserve
from appointments.turns import DONE, todo
from appointments.views.common import PersonPage
from appointments.views.reference_cards import card_of, requests_of

State = ReferenceRequest.State
SIGNED = (Application.State.APPOINTED, Application.State.STARTED)


class CandidateView(PersonPage, TemplateView):
    """One person's references, checks and offer."""

    permission_required = "appointments.view"
    template_name = "appointments/candidate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each reference with its ladder, the checks and where the offer stands."""
        application, user = self.application, self.request.user
        requests = requests_of(application)
        checks = list(application.checks.select_related("done_by").defer("detail", "decision"))
        needed = [check for check in checks if check.status != Check.Status.NOT_REQUIRED]
        days = days_of(application.vacancy.school)
        offer, marks = application.offers.first(), rows_of(application)
        came = {State.RECEIVED, State.VERIFIED}
        return super().get_context_data(
            tab="references",
            cards=[card_of(request, days, marks) for request in requests],
            came_in=sum(request.state in came for request in requests),
            asked=sum(request.state != State.STOPPED for request in requests),
            checks=check_table.table(application, checks, may_record=user.has_perm("appointments.manage", application)),
            checks_clear=sum(check.status in DONE for check in needed),
            checks_needed=len(needed),
            todo=todo(application, requests, checks),
            offer=offer,
            answered=answered(offer, marks) if offer else "",
            may_tell=user.has_perm("applications.speak_for", application),
            accepted=offer if offer and offer.state == Offer.State.ACCEPTED else None,
            next_up=_next_up(application) if offer and offer.state in FELL_THROUGH else "",
            signed=application.state in SIGNED,
            may_manage=user.has_perm("appointments.manage", application),
            may_sign=user.has_perm("appointments.sign", application),
            **kwargs,
        )


def _next_up(application: Application) -> str:
    """Who would be asked next; "" for nobody."""
    waiting = in_reserve(application.vacancy)
    return waiting[0].application.details.full_name if waiting else ""
