"""HR's choices for the application form: how statements are written and how long they may be."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from accounts.models import User
from applications.criteria import asked, rules_of
from applications.forms.form_options import FormOptionsForm
from applications.services.form_options import FROZEN, set_form_options
from core.states import StateError
from vacancies.models import Vacancy
from vacancies.views.address import AtVacancy


class FormOptionsView(AtVacancy, TemplateView):
    """Chosen while the vacancy is a draft; afterwards it can be read."""

    permission_required = "vacancies.change"
    template_name = "applications/form_options.html"
    joins = ("school__trust", "form_options")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, or what was chosen once it is frozen."""
        rules = rules_of(self.vacancy)
        kwargs.setdefault("form", FormOptionsForm(initial=FormOptionsForm.initial_of(rules)))
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            caption=self.vacancy.title,
            heading="The application form",
            rules=rules,
            criteria=len(asked(self.vacancy).now),
            is_draft=self.vacancy.state == Vacancy.State.DRAFT,
            tab="advert",
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save."""
        form = FormOptionsForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            set_form_options(self.vacancy, by=cast("User", request.user), **form.values())
        except StateError:
            messages.error(request, FROZEN)
            return redirect("applications:form_options", self.vacancy.ref)
        messages.success(request, "The application form: saved.")
        return redirect("workbench", self.vacancy.ref)
