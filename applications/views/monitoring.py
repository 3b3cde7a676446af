"""Equality monitoring: the candidate's page, never shown to anybody else; and the reminders they may turn off."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, View

from applications.forms.monitoring import MonitoringForm
from applications.models import MonitoringDraft
from applications.services import draft, monitoring
from applications.views.base import ApplicationPage
from core.states import StateError


class MonitoringView(ApplicationPage, FormView):
    """The questions. What was answered shows here until closing, then it is nobody's."""

    permission_required = "applications.correspond"  # never HR, who may be entering the form from paper
    template_name = "applications/monitoring.html"
    form_class = MonitoringForm

    def get_initial(self) -> dict[str, Any]:
        """What was answered before."""
        found = MonitoringDraft.objects.filter(application=self.application).first()
        return dict(cast("Any", found.answers) or {}) if found else {}

    def form_valid(self, form: MonitoringForm) -> HttpResponse:
        """Keep the answers."""
        try:
            monitoring.answer(self.application, by=self.by, answers=form.cleaned_data)
        except StateError as error:
            messages.error(self.request, str(error))
        return redirect("applications:task_list", self.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell whether the answers can still be changed."""
        return super().get_context_data(parted=monitoring.is_parted(self.application.vacancy), **kwargs)


class RemindersView(ApplicationPage, View):
    """Turn the reminders of the closing time off, or on again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep the wish."""
        draft.want_reminders(self.application, by=self.by, wanted=request.POST.get("wanted") == "yes")
        return redirect("applications:task_list", self.application.ref)
