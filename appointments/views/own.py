"""The candidate's own pages after shortlisting: the offer."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, View

from accounts.person import person
from appointments.forms.desk import AnswerForm
from appointments.models import Offer
from appointments.offer_letters import offer_of
from appointments.services import offers
from appointments.views.desk import pdf_of
from core.permissions import Permitted
from core.states import StateError


class OwnOffer(Permitted):
    """Mixin: the newest offer of one's own application."""

    permission_required = "appointments.own_offer"
    kwargs: dict[str, Any]

    @cached_property
    def offer(self) -> Offer:
        """The newest offer of the application of the address."""
        offer = (
            Offer.objects.select_related("application__vacancy__school", "application__details", "made_by")
            .filter(application__ref=self.kwargs["ref"])
            .first()
        )
        if offer is None:
            raise Http404
        return offer

    def get_permission_object(self) -> Offer:
        """The offer."""
        return self.offer


class MyOfferPdfView(OwnOffer, View):
    """The offer as a letter."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        return pdf_of(offer_of(self.offer.pk))


class MyOfferView(OwnOffer, FormView):
    """The offer, and the answer to it."""

    template_name = "appointments/my_offer.html"
    form_class = AnswerForm

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Accept or decline."""
        user = person(self.request)
        try:
            if form.cleaned_data["answer"] == "accept":
                offers.accept(self.offer, by=user)
            else:
                offers.decline(self.offer, by=user, reason=form.cleaned_data["reason"])
        except StateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "We have told the school.")
        return redirect("appointments:my_offer", self.offer.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the offer and its school."""
        vacancy = self.offer.application.vacancy
        return super().get_context_data(offer=self.offer, vacancy=vacancy, school=vacancy.school, **kwargs)
