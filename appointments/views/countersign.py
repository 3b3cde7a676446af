"""A governor countersigns an appointment on the leadership scale."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from accounts.person import person
from accounts.services.proof import FRESH, TIME_TO_FINISH, ask_again_url, fresh_proof
from appointments.forms.after import AskGovernorForm, CountersignForm
from appointments.models import Countersignature
from appointments.services import countersign
from appointments.services.signoff import accepted_offer
from appointments.views.common import PersonForm, PersonPage
from core import gates
from core.states import StateError

OWN_CHECK = "governors_countersigned"  # what this page itself clears


class AskGovernorView(PersonForm):
    """HR or head choose who is asked."""

    permission_required = "appointments.view"
    template_name = "appointments/countersign_ask.html"
    form_class = AskGovernorForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """With those who may be asked."""
        if not self.application.vacancy.leadership_scale:
            raise Http404
        return {**super().get_form_kwargs(), "people": countersign.may_be_asked(self.application)}

    def act(self, form: Any) -> str:
        """Ask."""
        row = countersign.ask(self.application, governor=form.cleaned_data["governor"], by=person(self.request))
        return f"{row.governor} has been asked by e-mail."

    def after(self) -> str:
        """To the head's page, whose gate shows it."""
        return reverse("appointments:sign", args=[self.application.ref])


class CountersignView(PersonPage, FormView):
    """What the head relies on, for the governor to read, and the signature."""

    permission_required = "appointments.countersign"
    template_name = "appointments/countersign.html"
    form_class = CountersignForm

    @cached_property
    def row(self) -> Countersignature:
        """What was asked."""
        return Countersignature.objects.select_related("application__vacancy", "application__details", "governor").get(
            application=self.application
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only with a fresh proof."""
        if not fresh_proof(request, FRESH + TIME_TO_FINISH):
            return redirect(ask_again_url(request.path))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: CountersignForm) -> HttpResponse:
        """Sign, or say why not."""
        try:
            countersign.sign(self.row, by=person(self.request), proved=True)
        except StateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Countersigned. HR and head have been told.")
        return redirect("appointments:countersign", self.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the proof without its links, since they lead to pages that are HR's and the head's."""
        report = gates.run(gates.GateName.SIGN, self.application)
        return super().get_context_data(
            row=self.row,
            lines=[_line(row) for row in report.rows if not row.finding.not_needed and row.check.code != OWN_CHECK],
            offer=accepted_offer(self.application),
            statement=countersign.statement(self.application),
            proved=fresh_proof(self.request),
            ask_again=ask_again_url(self.request.path),
            **kwargs,
        )


def _line(row: gates.Row) -> tuple[str, str, str, str]:
    """What, how, how it stands, and the reason with which it was passed."""
    if row.waiver:
        return row.finding.what, row.finding.how, "passed", f"{row.waiver.reason} ({row.waiver.by})"
    state = "stop" if row.stops else "advice" if row.finding.open else "clear"
    return row.finding.what, row.finding.how, state, ""
