"""The candidate's own pages after shortlisting: consent to a reference, the offer."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView, TemplateView

from accounts.person import person
from appointments.forms.desk import AnswerForm
from appointments.models import Offer, ReferenceRequest
from appointments.services import offers, references
from core.permissions import Permitted
from core.states import StateError


class MyOfferView(Permitted, FormView):
    """The offer, and the answer to it."""

    permission_required = "appointments.own_offer"
    template_name = "appointments/my_offer.html"
    form_class = AnswerForm

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


class ConsentView(Permitted, TemplateView):
    """ "Ask me first": the candidate says that a referee may be asked now."""

    permission_required = "applications.own"
    template_name = "appointments/consent.html"

    @cached_property
    def reference_request(self) -> ReferenceRequest:
        """The request of the address."""
        rows = ReferenceRequest.objects.select_related("referee", "application__vacancy__school")
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    def get_permission_object(self) -> Any:
        """The application it is about."""
        return self.reference_request.application

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Agree."""
        try:
            references.give_consent(self.reference_request, by=person(request))
            messages.success(request, f"We have written to {self.reference_request.referee.name}.")
        except StateError:
            messages.success(request, f"We have already written to {self.reference_request.referee.name}.")
        return redirect("applications:task_list", self.reference_request.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request and the school."""
        vacancy = self.reference_request.application.vacancy
        return super().get_context_data(
            reference_request=self.reference_request, vacancy=vacancy, school=vacancy.school, **kwargs
        )
