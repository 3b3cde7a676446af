"""What the pages about one shortlisted person share."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.views.address import AtApplication
from core.forms import GovForm
from core.gates import GateShutError
from core.states import StateError


class PersonPage(AtApplication):
    """A page about one application, found by its reference."""

    def read(self) -> ApplicationQuerySet:
        """With the name."""
        return Application.objects.select_related("vacancy__school__trust", "details", "candidate")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person, the vacancy and the school."""
        context: dict[str, Any] = super().get_context_data(  # type: ignore[misc]
            application=self.application,
            vacancy=self.application.vacancy,
            school=self.application.vacancy.school,
            person=self.application.details,
            **kwargs,
        )
        return context


class PersonForm(PersonPage, FormView):
    """A form about one person. A refusal by the service stands above the form; what was typed stays."""

    permission_required = "appointments.manage"

    def act(self, form: GovForm) -> str:
        """Call the service and return what to say."""
        raise NotImplementedError

    def form_valid(self, form: GovForm) -> HttpResponse:
        """Do it, or show why not."""
        try:
            said = self.act(form)
        except (StateError, GateShutError) as error:
            refuse(form, error)
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect(self.after())

    def after(self) -> str:
        """Where to go when it is done."""
        return reverse("appointments:candidate", args=[self.application.ref])


def refuse(form: GovForm, error: Exception) -> None:
    """Show a service's refusal: beside the field that the error names, else above the form."""
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, str(error))
