"""HR's forms about one person: verify a reference, record a check, make the offer."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View
from django.views.generic import FormView

from accounts.person import person
from appointments import questions
from appointments.forms.desk import AddressForm, CheckForm, ConcernForm, OfferForm, StopForm, VerifyForm
from appointments.models import Check, Reference, ReferenceRequest
from appointments.services import checks, offers, references
from appointments.views.common import PersonPage
from appointments.views.referee import words
from core.components import Fact
from core.display import plain_date
from core.forms import GovForm
from core.gates import GateShutError
from core.states import StateError
from vacancies.pay_shown import pay_of


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
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect("appointments:candidate", self.application.ref)


class ReferencePage(PersonForm):
    """A form about one reference of the person."""

    @cached_property
    def reference_request(self) -> ReferenceRequest:
        """The request of the address, of this person."""
        found = (
            self.application.reference_requests.select_related("referee", "reference", "application__vacancy")
            .filter(ref=self.kwargs["ref"])
            .first()
        )
        if found is None:
            raise Http404
        return found

    @property
    def reference(self) -> Reference:
        """What came in."""
        if not hasattr(self.reference_request, "reference"):
            raise Http404
        return self.reference_request.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request."""
        return super().get_context_data(reference_request=self.reference_request, **kwargs)


class ReferenceView(ReferencePage):
    """Read a reference and verify it. The reading is recorded."""

    template_name = "appointments/reference.html"
    form_class = VerifyForm

    def act(self, form: GovForm) -> str:
        """Verify."""
        references.verify(self.reference, by=person(self.request), **form.cleaned_data)
        return "Reference verified."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers, page by page."""
        answers = references.read_answers(self.reference, by=person(self.request))
        details = self.application.details
        name = questions.first_name(details.first_names, details.full_name)
        asked = [questions.named(page, name) for page in questions.asked(answers)]
        pages = [(page.title, [Fact(q.label, words(q, answers.get(q.key))) for q in page.questions]) for page in asked]
        return super().get_context_data(reference=self.reference, pages=pages, **kwargs)


class ConcernView(ReferencePage):
    """Settle an answer that needed a decision."""

    template_name = "appointments/concern.html"
    form_class = ConcernForm

    def act(self, form: GovForm) -> str:
        """Settle."""
        references.settle_concern(self.reference, note=form.cleaned_data["note"], by=person(self.request))
        return "Settled. Your note is kept with the reference."


class AskAgainView(ReferencePage):
    """Ask at another address."""

    template_name = "appointments/ask_again.html"
    form_class = AddressForm

    def get_initial(self) -> dict[str, Any]:
        """The address as it stands."""
        return {"email": self.reference_request.referee.email}

    def act(self, form: GovForm) -> str:
        """Ask."""
        references.ask_again(self.reference_request, email=form.cleaned_data["email"], by=person(self.request))
        return "Asked again. The old link no longer works."


class StopView(ReferencePage):
    """Stop asking this referee."""

    template_name = "appointments/stop.html"
    form_class = StopForm

    def act(self, form: GovForm) -> str:
        """Stop."""
        references.stop(self.reference_request, by=person(self.request), reason=form.cleaned_data["reason"])
        return f"We no longer ask {self.reference_request.referee.name}. The link is dead."


class ResendView(ReferencePage):
    """Send the letter once more, with a new link."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it, or say why not."""
        try:
            references.resend(self.reference_request, by=person(request))
            messages.success(request, f"Sent again to {self.reference_request.referee.email}.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect("appointments:candidate", self.application.ref)


class CheckView(PersonForm):
    """One check: the head reads its outcome, HR records it."""

    permission_required = "appointments.view"
    template_name = "appointments/check.html"
    form_class = CheckForm

    @cached_property
    def check(self) -> Check:
        """The row of the address."""
        rows = self.application.checks.select_related("application__vacancy", "done_by")
        row = rows.filter(code=self.kwargs["code"]).first()
        if row is None:
            raise Http404
        return row

    @cached_property
    def may_record(self) -> bool:
        """HR records. What the catalogue does not ask for has nothing to record."""
        not_needed = self.check.status == Check.Status.NOT_REQUIRED
        return not not_needed and self.request.user.has_perm("appointments.manage", self.application)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record, for those who may."""
        if not self.may_record:
            raise Http404
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its row."""
        return {**super().get_form_kwargs(), "check": self.check}

    def get_initial(self) -> dict[str, Any]:
        """What is recorded. The notes are encrypted: that HR opens them is recorded too."""
        row = self.check
        known = {name: getattr(row, name) for name in ("status", "done_on", "evidence", "expires_on")}
        return {**known, "detail": checks.read_detail(row, by=person(self.request))} if self.may_record else known

    def act(self, form: GovForm) -> str:
        """Record."""
        checks.record_check(self.check, by=person(self.request), **form.cleaned_data)
        return f"{self.check.get_code_display()}: saved."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row and its outcome, without the notes."""
        return super().get_context_data(
            check=self.check, may_record=self.may_record, facts=_outcome(self.check), **kwargs
        )


class OfferView(PersonForm):
    """Make the conditional offer."""

    template_name = "appointments/offer.html"
    form_class = OfferForm

    def get_initial(self) -> dict[str, Any]:
        """What the vacancy says."""
        vacancy = self.application.vacancy
        return {
            "pay_text": pay.label if (pay := pay_of(vacancy)) else "",
            "hours_text": vacancy.hours_text,
            "starts_on": vacancy.starts_on,
        }

    def act(self, form: GovForm) -> str:
        """Offer."""
        offers.make_offer(self.application, by=person(self.request), **form.cleaned_data)
        return "Offer sent. It depends on the checks, and says so."


class AskRefereesView(PersonPage, View):
    """Ask the referees of a person who was shortlisted before referees were named."""

    permission_required = "appointments.manage"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask those who have not been asked."""
        made = references.ask(self.application, by=person(request))
        messages.success(request, f"{len(made)} asked." if made else "Everybody has been asked already.")
        return redirect("appointments:candidate", self.application.ref)


def _outcome(check: Check) -> list[Fact]:
    seen = f"{check.done_by}, {plain_date(check.done_on)}" if check.done_on else ""
    facts = [
        Fact("State", check.get_status_display()),
        Fact("Who, when", seen, missing="Nobody yet"),
        Fact("What was seen", check.evidence, missing="Nothing yet"),
    ]
    if check.number_end:
        facts.append(Fact("Certificate number", f"Ends in {check.number_end}"))
    if check.expires_on:
        facts.append(Fact("Runs out", plain_date(check.expires_on)))
    return facts
