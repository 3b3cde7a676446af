"""A start before the DBS result, and the first day."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from accounts.person import person
from appointments.catalogue.figures import REVIEW_DAYS
from appointments.forms.risk_assessment import ReviewForm, RiskForm
from appointments.models import RiskAssessment
from appointments.services import risk_assessment as service
from appointments.services import starting
from appointments.services.signoff import accepted_offer, let_pass
from appointments.views.common import PersonForm, PersonPage
from core import gates
from core.components import Event, Fact
from core.conflicts import is_close
from core.display import plain_date, short_date
from core.forms import GovForm
from core.gates import GateName, GateShutError
from core.states import StateError

FIELDS = (
    "reason", "risks", "measures", "supervisor_name", "supervisor_job", "supervisor_email", "starts_on", "review_days",
    "next_review_on",
)  # fmt: skip


class RiskPage(PersonPage):
    """A page about the risk assessment of one person."""

    @cached_property
    def risk(self) -> RiskAssessment | None:
        """The assessment, if one is written."""
        rows = RiskAssessment.objects.select_related("written_by", "approved_by")
        found = rows.filter(application=self.application).first()
        if found is not None:
            found.application = self.application
        return found

    @property
    def written(self) -> RiskAssessment:
        """The assessment; 404 where none is written."""
        if self.risk is None:
            raise Http404
        return self.risk

    def after(self) -> str:
        """The assessment."""
        return reverse("appointments:risk", args=[self.application.ref])


class RiskView(RiskPage, TemplateView):
    """The assessment, its approval and its reviews."""

    permission_required = "appointments.view"
    template_name = "appointments/risk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the assessment and who may do what."""
        risk, user = self.risk, person(self.request)
        approves = user.has_perm("appointments.sign", self.application)
        waits = risk is not None and risk.state == RiskAssessment.State.WRITTEN
        return super().get_context_data(
            risk=risk,
            seen=service.seen_of(risk) if risk else "",
            facts=_facts(risk) if risk else [],
            reviews=_reviews(risk) if risk else [],
            may_write=user.has_perm("appointments.manage", self.application),
            may_approve=waits and approves and risk is not None and risk.written_by_id != user.pk,
            in_force=risk is not None and risk.state == RiskAssessment.State.APPROVED,
            most_days=REVIEW_DAYS.value,
            **kwargs,
        )


class WriteRiskView(RiskPage, PersonForm):
    """HR writes it, or writes it anew."""

    template_name = "appointments/risk_write.html"
    form_class = RiskForm

    def get_initial(self) -> dict[str, Any]:
        """What is written, or the start of the offer."""
        if self.risk is not None:
            return {name: getattr(self.risk, name) for name in FIELDS}
        offer = accepted_offer(self.application)
        return {"starts_on": offer.starts_on if offer else None, "review_days": REVIEW_DAYS.value}

    def act(self, form: GovForm) -> str:
        """Keep it and ask the head."""
        service.write(self.application, by=person(self.request), **form.cleaned_data)
        return "Written. We have asked the head to approve it."


class ApproveRiskView(RiskPage, View):
    """The head approves."""

    permission_required = "appointments.sign"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Approve, or say why not."""
        try:
            service.approve(self.written, by=person(request), seen=request.POST.get("seen", ""))
            messages.success(request, "Approved. We remind you, HR and the supervisor of each review.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect(self.after())


class ReviewRiskView(RiskPage, PersonForm):
    """Record a review: HR or the head."""

    permission_required = "appointments.view"
    template_name = "appointments/risk_review.html"
    form_class = ReviewForm

    def act(self, form: GovForm) -> str:
        """Record it."""
        service.review(self.written, by=person(self.request), **form.cleaned_data)
        return "The review is recorded." if form.cleaned_data["goes_on"] else "The arrangement has ended."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the assessment in force."""
        if self.written.state != RiskAssessment.State.APPROVED:
            raise Http404
        return super().get_context_data(risk=self.written, **kwargs)


class StartView(PersonPage, TemplateView):
    """The first day: what must be true, and the button that records it."""

    permission_required = "appointments.view"
    template_name = "appointments/start.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Record that the person has started."""
        if not request.user.has_perm("appointments.manage", self.application):
            raise Http404
        try:
            starting.start_work(self.application, by=person(request))
            messages.success(request, f"{self.application.details.full_name} has started.")
        except GateShutError:
            messages.error(request, "Not yet. What stops the start is listed below.")
        except StateError as error:
            messages.error(request, str(error))
        return redirect("appointments:start", self.application.ref)

    failed_code = message = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the gate says."""
        user, application = person(self.request), self.application
        passes = user.has_perm("appointments.sign", application) and not is_close(user, application)
        started = self.application.state == "started"
        return super().get_context_data(
            started=started,
            report=None if started else gates.run(GateName.START, self.application),
            may_start=self.request.user.has_perm("appointments.manage", self.application),
            waive_url=reverse("appointments:start_pass", args=[application.ref]) if passes else "",
            failed_code=self.failed_code,
            message=self.message,
            typed=self.request.POST.get("reason", ""),
            **kwargs,
        )


class PassAtStartView(StartView):
    """The head passes a point of guidance that came up after the signature."""

    permission_required = "appointments.sign"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Pass it, or show beside the reason why not."""
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
        try:
            let_pass(self.application, code, by=person(request), reason=reason, gate=GateName.START)
        except StateError as error:
            self.failed_code, self.message = code, str(error)
            return self.render_to_response(self.get_context_data())
        messages.success(request, "Passed with your reason.")
        return redirect("appointments:start", self.application.ref)


def _facts(risk: RiskAssessment) -> list[Fact]:
    return [
        Fact("Why the start cannot wait", risk.reason),
        Fact("The risks", risk.risks),
        Fact("What keeps children safe", risk.measures),
        Fact("Supervisor", f"{risk.supervisor_name}, {risk.supervisor_job}"),
        Fact("First day at work", plain_date(risk.starts_on)),
        Fact("Reviewed every", f"{risk.review_days} days"),
        Fact("Next review", plain_date(risk.next_review_on)),
        Fact("Written by", f"{risk.written_by}, {plain_date(risk.written_at)}"),
        Fact(
            "Approved by",
            f"{risk.approved_by}, {plain_date(risk.approved_at)}" if risk.approved_at else "",
            missing="Not yet",
        ),
    ]


def _reviews(risk: RiskAssessment) -> list[Event]:
    rows = risk.reviews.select_related("done_by")
    return [
        Event(
            short_date(row.done_on),
            "Goes on" if row.goes_on else "Ended",
            f"{row.done_by}: {row.note}",
            state="ok" if row.goes_on else "past",
        )
        for row in rows
    ]
