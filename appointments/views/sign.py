"""The head's page: the proof, and when nothing is open, the signature."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import FormView, TemplateView

from accounts.person import person
from accounts.services.proof import FRESH, TIME_TO_FINISH, ask_again_url, fresh_proof
from applications.on_behalf import rows_of
from appointments.forms.desk import SignForm
from appointments.models import Countersignature, SignOff
from appointments.on_behalf import answered
from appointments.seal import seen_of
from appointments.services import signoff, ties
from appointments.views.common import PersonPage
from core import gates
from core.conflicts import is_close
from core.downloads import download
from core.models import Waiver
from core.pdf import render_pdf
from core.permissions import may_enter
from core.states import StateError


class SignView(PersonPage, FormView):
    """Every gate with its evidence one click away, the pay, the statement, the signature."""

    permission_required = "appointments.view"
    template_name = "appointments/sign.html"
    form_class = SignForm
    failed_code = ""
    message = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign, for those who may; the others have nothing to post here."""
        if not request.user.has_perm("appointments.sign", self.application):
            return redirect(request.path)
        if not fresh_proof(request, FRESH + TIME_TO_FINISH):
            return redirect(ask_again_url(request.path))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: SignForm) -> HttpResponse:
        """Sign, or say what stops it."""
        try:
            seen = self.request.POST.get("seen", "")
            signoff.sign(self.application, by=person(self.request), proved=True, seen=seen)
        except (StateError, gates.GateShutError) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, "Signed. The single central record has the row.")
        return redirect("appointments:sign", self.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the gate, the statement, and whether this person may sign now."""
        application = self.application
        offer = signoff.accepted_offer(application)
        signed = SignOff.objects.select_related("signed_by").filter(application=application).first()
        close = is_close(self.request.user, application)
        may_sign = not close and self.request.user.has_perm("appointments.sign", application)
        args = [application.ref]
        report = None if signed else gates.run(gates.GateName.SIGN, application)
        words = signoff.statement(application, offer) if offer else ""
        return super().get_context_data(
            tab="references",
            report=report,
            says=_says(report) if report else "",
            first_open=report is not None and may_enter(self.request, report.rows[0].finding.url),
            offer=offer,
            answered=answered(offer, rows_of(application)) if offer else "",
            signed=signed,
            statement=words,
            seen=seen_of(report, words) if report else "",
            may_sign=may_sign,
            close=close,
            related="" if signed or close else ties.declared(application),
            proved=may_sign and fresh_proof(self.request),
            ask_again=ask_again_url(self.request.path),
            waive_url=reverse("appointments:waive", args=args) if may_sign else "",
            take_back_url=reverse("appointments:take_back", args=args) if may_sign else "",
            failed_code=self.failed_code,
            message=self.message,
            typed=self.request.POST.get("reason", ""),
            **kwargs,
        )


def _says(report: gates.GateReport) -> str:
    """What holds the signature up, in a line."""
    stops, ask = len(report.stops), len(report.waivable)
    parts = []
    if stops:
        parts.append(f"{stops} thing{'s stop' if stops > 1 else ' stops'} the signature")
    if ask:
        parts.append(f"{ask} need{'s' if ask == 1 else ''} the head’s reason")
    return " and ".join(parts)


class SignedPdfView(PersonPage, TemplateView):
    """What was signed, on paper."""

    permission_required = "appointments.view"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file. Raises Http404 before the signature, and once the words are gone."""
        signed = SignOff.objects.select_related("signed_by").filter(application=self.application).first()
        if signed is None or not signed.salt:
            raise Http404
        countersigned = Countersignature.objects.filter(application=self.application, signed_at__isnull=False)
        context = super().get_context_data(
            signed=signed, countersigned=countersigned.select_related("governor").first()
        )
        return download(render_pdf("pdf/signoff.html", context), "appointment.pdf", inline=True)


class WaiveView(SignView):
    """Pass a point of guidance with a typed reason."""

    permission_required = "appointments.sign"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Pass it, or show beside the reason why not."""
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
        try:
            signoff.let_pass(self.application, code, by=person(self.request), reason=reason)
        except StateError as error:
            self.failed_code, self.message = code, str(error)
            return self.render_to_response(self.get_context_data(form=SignForm()))
        messages.success(request, "Passed with your reason.")
        return redirect("appointments:sign", self.application.ref)


class TakeBackView(PersonPage, View):
    """Take a reason back, until the signature."""

    permission_required = "appointments.sign"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the point again."""
        waiver = Waiver.objects.filter(
            gate=gates.GateName.SIGN,
            code=request.POST.get("code", ""),
            subject_type="applications.application",
            subject_id=self.application.pk,
            taken_back_at=None,
        ).first()
        if waiver and not SignOff.objects.filter(application=self.application).exists():
            school_id = self.application.vacancy.school_id
            gates.take_back(waiver, self.application, by=person(request), school_id=school_id)
            messages.success(request, "Taken back. The point is open again.")
        return redirect("appointments:sign", self.application.ref)
