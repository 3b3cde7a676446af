"""HR's pages while a reference is not in: ring, ask again or elsewhere, enter what came otherwise, stop."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View

from accounts.person import person
from appointments import questions, reference_pages
from appointments.forms.references import (
    AddressForm,
    CallForm,
    EnterForm,
    HeadAddressForm,
    OtherRefereeForm,
    StopForm,
)
from appointments.models import Call, HeadConfirmation, ReferenceRequest
from appointments.services import references
from appointments.services.references import heads
from appointments.states import REFERENCE
from appointments.views.common import PersonPage
from appointments.views.references import OneReference, ReferenceForm
from core.components import Event
from core.display import plain_date, short_date
from core.forms import GovForm
from core.services.files import FileRefusedError
from core.states import StateError

State = ReferenceRequest.State


class AskRefereesView(PersonPage, View):
    """Ask the referees of a person who was shortlisted before referees were named."""

    permission_required = "appointments.manage"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask those who have not been asked."""
        made = references.ask(self.application, by=person(request))
        messages.success(request, f"{len(made)} asked." if made else "Everybody has been asked already.")
        return redirect("appointments:candidate", self.application.ref)


class ReferenceButton(OneReference, View):
    """A button about one reference: does it, or says why not, and goes back to the person."""

    http_method_names = ["post"]

    def act(self) -> str:
        """Call the service and return what to say."""
        raise NotImplementedError

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it."""
        try:
            messages.success(request, self.act())
        except StateError as error:
            messages.error(request, str(error))
        return redirect("appointments:candidate", self.application.ref)


class ResendView(ReferenceButton):
    """Send the letter once more, with a new link."""

    def act(self) -> str:
        """Send it."""
        references.resend(self.reference_request, by=person(self.request))
        return f"Sent again to {self.reference_request.referee.email}."


class AskAnotherView(ReferenceButton):
    """Ask the candidate for another referee."""

    def act(self) -> str:
        """Ask."""
        references.ask_for_another(self.reference_request, by=person(self.request))
        return f"We have asked {self.application.details.full_name} for another referee."


class ConsentAgainView(ReferenceButton):
    """Ask the candidate once more whether a referee may be asked."""

    def act(self) -> str:
        """Ask."""
        references.ask_consent_again(self.reference_request, by=person(self.request))
        return f"We have asked {self.application.details.full_name} again."


class AskAgainView(ReferenceForm):
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


class ReplaceView(ReferenceForm):
    """Ask another person in place of this referee: whom the referee named, or whom the candidate gave by phone."""

    template_name = "appointments/replace_referee.html"
    form_class = OtherRefereeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the application, whose rules for referees hold."""
        return {**super().get_form_kwargs(), "application": self.application}

    def get_initial(self) -> dict[str, Any]:
        """Whom the referee named, at the same organisation."""
        asked, referee = self.reference_request, self.reference_request.referee
        if not asked.named_email:
            return {}
        named = {"name": asked.named_name, "job_title": asked.named_job_title, "email": asked.named_email}
        return {**named, "organisation": referee.organisation, "relationship": referee.relationship}

    def act(self, form: GovForm) -> str:
        """Ask the new one; the old link dies and the candidate hears of it."""
        new = references.replace(self.reference_request, by=person(self.request), values=form.cleaned_data)
        candidate = self.application.details.full_name
        if new.state == State.WAITING:
            return f"{candidate} wished to be asked first, so we ask them before we write to {new.referee.name}."
        return f"We have asked {new.referee.name}, and told {candidate}."


class StopView(ReferenceForm):
    """Stop asking this referee."""

    template_name = "appointments/stop.html"
    form_class = StopForm

    def act(self, form: GovForm) -> str:
        """Stop."""
        references.stop(self.reference_request, by=person(self.request), reason=form.cleaned_data["reason"])
        return f"We no longer ask {self.reference_request.referee.name}. The link is dead."


class HeadAgainView(ReferenceForm):
    """Ask the head once more, perhaps at another address."""

    template_name = "appointments/head_again.html"
    form_class = HeadAddressForm

    @property
    def asked(self) -> HeadConfirmation:
        """The head who was asked."""
        asked: HeadConfirmation | None = getattr(self.reference, "head", None)
        if asked is None:
            raise Http404
        return asked

    def get_initial(self) -> dict[str, Any]:
        """The address as it stands."""
        return {"email": self.asked.email}

    def act(self, form: GovForm) -> str:
        """Ask."""
        heads.ask_at(self.asked, email=form.cleaned_data["email"], by=person(self.request))
        return f"We have asked {self.asked.name} again. The old link no longer works."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the head."""
        return super().get_context_data(head=self.asked, page_url=self.page_url, **kwargs)


class PhoneScriptView(ReferenceForm):
    """What to say when ringing a referee who does not answer, and what came of it."""

    template_name = "appointments/phone_script.html"
    form_class = CallForm

    def act(self, form: GovForm) -> str:
        """Write the call down."""
        references.log_call(self.reference_request, by=person(self.request), values=form.cleaned_data)
        return "The call is written down."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what has been tried, and by when it is wanted."""
        calls = self.reference_request.calls.select_related("by")
        send_by = references.send_by(self.reference_request)
        return super().get_context_data(
            send_by=send_by if send_by and send_by > timezone.localdate() else None,
            calls=[_called(call) for call in calls],
            may_enter=REFERENCE.allows(self.reference_request.state, State.RECEIVED),
            **kwargs,
        )


class EnterView(ReferenceForm):
    """A reference that came by phone or on paper, with how it was verified."""

    template_name = "appointments/enter_reference.html"
    form_class = EnterForm

    @cached_property
    def pages(self) -> list[questions.Page]:
        """Every page but the question whether they can give one: they have."""
        details = self.application.details
        name = questions.first_name(details.first_names, details.full_name)
        asked = references.questionnaire_of(self.reference_request).pages
        start = replace(asked[0], title="Sharing it", questions=asked[0].questions[1:])
        return [questions.named(_as_told(page), name) for page in (start, *asked[1:])]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its pages."""
        return {**super().get_form_kwargs(), "pages": self.pages}

    def get_initial(self) -> dict[str, Any]:
        """Whom the candidate named."""
        referee = self.reference_request.referee
        return {"name": referee.name, "job_title": referee.job_title, "organisation": referee.organisation}

    def act(self, form: EnterForm) -> str:  # type: ignore[override]
        """Enter it."""
        criteria = references.criteria_of(self.application.vacancy)
        answers = {**form.answers(), "give": "yes", **reference_pages.snapshot(criteria)}
        try:
            references.enter(
                self.reference_request,
                by=person(self.request),
                channel=form.cleaned_data["channel"],
                answers=answers,
                verification=form.verification(),
                scan=form.cleaned_data["scan"],
            )
        except FileRefusedError as error:
            raise StateError(str(error)) from error
        return "The reference is entered. See what differs from the form."


def _as_told(page: questions.Page) -> questions.Page:
    """The page for HR, who writes down what was said: nobody looks it up, nothing follows on another page."""
    told = tuple(
        replace(each, hints=(), choices=tuple(choice for choice in each.choices if choice != questions.CHECK))
        for each in page.questions
    )
    return replace(page, questions=told)


def _called(call: Call) -> Event:
    with_whom = f" with {call.spoke_with}" if call.spoke_with else ""
    promised = f" Promised for {plain_date(call.promised_on)}." if call.promised_on else ""
    return Event(
        short_date(call.at), call.get_outcome_display(), f"{call.by}{with_whom}.{promised} {call.note}".strip()
    )
