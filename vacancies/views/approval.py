"""The head's word on an advert: asked for, given, sent back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, View

from core import gates
from core.gates import GateName
from core.states import StateError
from vacancies.advert_digest import digest_of
from vacancies.forms.approval import SendBackForm
from vacancies.models import Approval
from vacancies.services import approval as services
from vacancies.views.base import OfVacancy


class ApprovalView(OfVacancy, FormView):
    """Where it stands; for the head, the two ways to answer."""

    permission_required = "vacancies.view"
    template_name = "vacancies/approval.html"
    form_class = SendBackForm
    http_method_names = ["get", "head", "options"]

    @property
    def may_decide(self) -> bool:
        """The head, or who acts for them."""
        return self.user.has_perm("vacancies.approve", self.vacancy)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where it stands."""
        approval = services.standing(self.vacancy)
        return super().get_context_data(
            heading="Approve this advert" if self.may_decide else "The head’s approval",
            approval=approval,
            holds=approval is not None and services.holds(approval, self.vacancy),
            waiting=approval is not None and approval.state == Approval.State.ASKED,
            may_decide=self.may_decide,
            may_change=self.user.has_perm("vacancies.change", self.vacancy),
            seen=digest_of(self.vacancy),
            passed=gates.run(GateName.PUBLISH, self.vacancy).waived if self.may_decide and self.is_draft else [],
            **kwargs,
        )


class SendBackView(ApprovalView):
    """The head says what has to change first."""

    permission_required = "vacancies.approve"
    http_method_names = ["post"]

    def form_valid(self, form: SendBackForm) -> HttpResponse:
        """Send it back."""
        approval = services.standing(self.vacancy)
        try:
            if approval is None:
                raise StateError(services.DECIDED)
            services.send_back(approval, by=self.user, reason=form.cleaned_data["reason"])
        except StateError as error:
            messages.error(self.request, str(error))
        else:
            messages.success(self.request, "Sent back. HR is told what has to change.")
        return redirect(self.page("approval"))


class _Button(OfVacancy, View):
    """A button of that page."""

    http_method_names = ["post"]
    done = ""

    def act(self, request: HttpRequest) -> None:
        """Call the service."""
        raise NotImplementedError

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Do it, and show where it stands."""
        try:
            self.act(request)
        except StateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, self.done)
        return redirect(self.page("approval"))


class AskView(_Button):
    """HR asks."""

    done = "The head is asked by e-mail."

    def act(self, request: HttpRequest) -> None:
        """Ask."""
        services.ask(self.vacancy, by=self.user)


class TakeBackAskingView(_Button):
    """HR asks no longer."""

    done = "The head is no longer asked."

    def act(self, request: HttpRequest) -> None:
        """Take it back."""
        services.take_back(self.vacancy, by=self.user)


class ApproveView(_Button):
    """The head approves the words that the page showed."""

    permission_required = "vacancies.approve"
    done = "Approved. HR can publish the advert."

    def act(self, request: HttpRequest) -> None:
        """Approve."""
        approval = services.standing(self.vacancy)
        if approval is None:
            raise StateError(services.DECIDED)
        services.approve(approval, by=self.user, seen=request.POST.get("seen", ""))
