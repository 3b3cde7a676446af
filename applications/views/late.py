"""More time: the candidate asks after closing, HR decides without knowing who asks."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView

from applications.forms.late import AskLateForm, DecideLateForm
from applications.models import LateRequest
from applications.services import late
from applications.services.late import LateRequestError
from applications.views.base import ApplicationPage, TypedAgain
from core.states import StateError
from vacancies.views.address import AtVacancy


class AskLateView(TypedAgain, ApplicationPage, FormView):
    """The candidate asks."""

    template_name = "applications/ask_late.html"
    form_class = AskLateForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """There is nothing to ask while it can be sent, or once the panel has gone on."""
        open_one = self.application.late_requests.filter(decided_at=None).exists()
        if open_one or not late.may_ask(self.application, timezone.now()):
            return redirect("applications:task_list", self.application.ref)
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: AskLateForm) -> HttpResponse:
        """Ask, or say why it cannot be asked."""
        try:
            late.ask(self.application, by=self.by, reason=form.cleaned_data["reason"])
        except LateRequestError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "We have asked the school. You get a letter when they decide.")
        return redirect("applications:task_list", self.application.ref)


class DecideLateView(AtVacancy, FormView):
    """HR decides on one request, by its words alone. Not HR on the panel of a blind sift: words tell who wrote."""

    permission_required = "applications.post_letters"
    template_name = "applications/decide_late.html"
    form_class = DecideLateForm

    @cached_property
    def late_request(self) -> LateRequest:
        """The request of the address. Raises Http404."""
        rows = LateRequest.objects.filter(pk=self.kwargs["pk"], application__vacancy=self.vacancy)
        found = rows.select_related("decided_by", "application").first()
        if found is None:
            raise Http404
        found.application.vacancy = self.vacancy
        return found

    def form_valid(self, form: DecideLateForm) -> HttpResponse:
        """Decide, or say beside the field what is missing."""
        data = form.cleaned_data
        try:
            late.decide(self.late_request, by=self.user, until=data["until"], answer=data["answer"])
        except LateRequestError as error:
            form.add_error({"until": "closes_on"}.get(error.field, error.field) or None, str(error))
            return self.form_invalid(form)
        except StateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Decided. We have written to the candidate.")
        return redirect("applications:hr_list", self.vacancy.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request. That it was read is kept."""
        late.read(self.late_request, by=self.user)
        return super().get_context_data(
            vacancy=self.vacancy, school=self.vacancy.school, late_request=self.late_request, **kwargs
        )
