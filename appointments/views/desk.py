"""HR and the offer: made, given more time, taken back, and the next in reserve."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View

from accounts.person import person
from applications.models import Application
from appointments.forms.offer import MoreTimeForm, NotStartingForm, OfferForm, TakeBackForm
from appointments.models import Offer
from appointments.offer_letters import offer_of, offer_pdf
from appointments.services import not_starting, offers, reserves
from appointments.services.signoff import accepted_offer
from appointments.views.common import PersonForm, PersonPage
from core.display import day_date
from core.downloads import download
from core.gates import GateShutError
from core.states import StateError
from vacancies.pay_shown import pay_of, stored_pay, terms_of


class OfferView(PersonForm):
    """Make the conditional offer."""

    template_name = "appointments/offer.html"
    form_class = OfferForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; where an offer stands already, the page that shows it."""
        if self.application.offers.filter(state__in=[Offer.State.MADE, Offer.State.ACCEPTED]).exists():
            return redirect("appointments:candidate", self.application.ref)
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the pay in figures, where the vacancy has it."""
        stored = stored_pay(self.application.vacancy)
        return {**super().get_form_kwargs(), "terms": terms_of(stored) if stored else None}

    def get_initial(self) -> dict[str, Any]:
        """What the vacancy says."""
        vacancy = self.application.vacancy
        stored = stored_pay(vacancy)
        only = stored.salary_from if stored and stored.salary_from == stored.salary_to else None
        return {
            "pay_text": pay.label if (pay := pay_of(vacancy)) else "",
            "hours_text": vacancy.hours_text,
            "full_time": only,
            "starts_on": vacancy.starts_on,
        }

    def act(self, form: Any) -> str:
        """Offer."""
        offers.make_offer(self.application, by=person(self.request), **form.terms())
        return "Offer sent. It depends on the checks, and says so."


class OpenOffer(PersonForm):
    """A step with the offer that stands."""

    template_name = "appointments/offer_step.html"
    states: tuple[str, ...] = (Offer.State.MADE,)

    @cached_property
    def offer(self) -> Offer:
        """The newest offer. Raises Http404 where none stands."""
        found = self.application.offers.filter(state__in=self.states).first()
        if found is None:
            raise Http404
        found.application = self.application
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offer."""
        return super().get_context_data(offer=self.offer, **kwargs)


class MoreTimeView(OpenOffer):
    """A later day to answer by."""

    form_class = MoreTimeForm
    extra_context = {"button": "Give more time"}

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the offer."""
        return {**super().get_form_kwargs(), "offer": self.offer}

    def act(self, form: Any) -> str:
        """Set it."""
        day = form.cleaned_data["reply_by"]
        offers.give_more_time(self.offer, by=person(self.request), reply_by=day)
        return f"{self.application.details.full_name} can answer until {day_date(day)} and has been told."


class TakeBackOfferView(OpenOffer):
    """Take the offer back, also one that was accepted."""

    form_class = TakeBackForm
    states = (Offer.State.MADE, Offer.State.ACCEPTED)
    extra_context = {"button": "Take the offer back", "kind": "warning"}

    def act(self, form: Any) -> str:
        """Take it back."""
        offers.take_back(self.offer, by=person(self.request), reason=form.cleaned_data["reason"])
        return "The offer is taken back. The candidate has been told."


class NotStartingView(PersonForm):
    """Who was appointed does not come after all."""

    template_name = "appointments/offer_step.html"
    form_class = NotStartingForm
    extra_context = {"button": "End the appointment", "kind": "warning"}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form. Raises Http404 for anybody who is not appointed."""
        if self.application.state != Application.State.APPOINTED:
            raise Http404
        return super().get(request, *args, **kwargs)

    def act(self, form: Any) -> str:
        """End it."""
        not_starting.will_not_start(self.application, by=person(self.request), reason=form.cleaned_data["reason"])
        return "The appointment has ended, and the post can be offered again. Nobody has been written to."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what they had accepted."""
        return super().get_context_data(offer=accepted_offer(self.application), **kwargs)


class OfferPdfView(PersonPage, View):
    """The offer as it went out."""

    permission_required = "appointments.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        offer = self.application.offers.first()
        if offer is None:
            raise Http404
        return pdf_of(offer_of(offer.pk))


def pdf_of(offer: Offer) -> HttpResponse:
    """The offer as a letter."""
    return download(offer_pdf(offer), "offer.pdf", inline=True)


class NextInReserveView(PersonPage, View):
    """The person of the address fell through: recommend the next in reserve and go on to their offer."""

    permission_required = "appointments.manage"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """On to the offer, or back with the reason why not."""
        try:
            chosen = reserves.recommend_next(self.application.vacancy, by=person(request))
        except (StateError, GateShutError) as error:
            messages.error(request, str(error))
            return redirect("appointments:candidate", self.application.ref)
        messages.success(request, f"{chosen.details.full_name} was next in reserve and is recommended now.")
        return redirect(reverse("appointments:offer", args=[chosen.ref]))
