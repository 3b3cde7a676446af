"""The candidate and their referees after shortlisting: may we ask, and who else could be asked."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import FormView

from accounts.person import person
from appointments.forms.consent import ConsentForm
from appointments.forms.references import OtherRefereeForm
from appointments.models import ReferenceRequest
from appointments.services import references
from appointments.services.days import days_of
from appointments.services.references.asking import UNANSWERED
from appointments.services.references.consent import answer_by
from core.forms import GovForm
from core.permissions import Permitted
from core.states import StateError


class OwnReferee(Permitted, FormView):
    """A page of the candidate about one of their referees."""

    permission_required = "applications.own"
    kwargs: dict[str, Any]

    @cached_property
    def reference_request(self) -> ReferenceRequest:
        """The request of the address."""
        rows = ReferenceRequest.objects.select_related(
            "referee", "application__vacancy__school", "application__details", "application__candidate"
        )
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    def get_permission_object(self) -> Any:
        """The application it is about."""
        return self.reference_request.application

    def act(self, form: GovForm) -> str:
        """Call the service and return what to say."""
        raise NotImplementedError

    def form_valid(self, form: GovForm) -> HttpResponse:
        """Do it; pressed twice, it says that it is done."""
        try:
            messages.success(self.request, self.act(form))
        except StateError:
            messages.success(self.request, "You have answered this already.")
        return redirect("applications:task_list", self.reference_request.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request, the school, and by when an answer is needed."""
        vacancy = self.reference_request.application.vacancy
        return super().get_context_data(
            reference_request=self.reference_request,
            vacancy=vacancy,
            school=vacancy.school,
            answer_by=answer_by(self.reference_request, days_of(vacancy.school)),
            **kwargs,
        )


class ConsentView(OwnReferee):
    """ "Ask me first": the candidate says whether a referee may be asked now."""

    template_name = "appointments/consent.html"
    form_class = ConsentForm

    def act(self, form: GovForm) -> str:
        """Agree, or not yet."""
        asked, user = self.reference_request, person(self.request)
        if form.cleaned_data["answer"] == "yes":
            references.give_consent(asked, by=user)
            return f"We have written to {asked.referee.name}."
        references.refuse_consent(asked, by=user, reason=form.cleaned_data["reason"])
        return f"We do not write to {asked.referee.name}. The school knows."


class AnotherRefereeView(OwnReferee):
    """The candidate names another referee in place of one who did not answer."""

    template_name = "appointments/another_referee.html"
    form_class = OtherRefereeForm

    def get_permission_object(self) -> Any:
        """The application, once the candidate has been asked."""
        if self.reference_request.another_asked_at is None:
            raise Http404
        return super().get_permission_object()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the application, whose rules for referees hold."""
        return {**super().get_form_kwargs(), "application": self.reference_request.application, "own": True}

    def act(self, form: GovForm) -> str:
        """Ask the new one."""
        new = references.replace(self.reference_request, by=person(self.request), values=form.cleaned_data)
        return f"Thank you. We have written to {new.referee.name}."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether another is still wanted."""
        return super().get_context_data(wanted=self.reference_request.state in UNANSWERED, **kwargs)
