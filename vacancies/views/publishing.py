"""Preview, the publish gate, and passing a point of guidance with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView, View

from core import gates
from core.audit import subject_of
from core.gates import GateName, GateShutError
from core.models import Waiver
from core.states import StateError
from vacancies.advert import advert_of
from vacancies.pack_pdf import duties_of, pack_pdf
from vacancies.services.vacancy import publish
from vacancies.views.base import OfVacancy


class PreviewView(OfVacancy, TemplateView):
    """The public page as it will be, before it is published."""

    permission_required = "vacancies.view"
    template_name = "vacancies/public_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The same page from the same builder, with a line that says it is a preview."""
        advert = advert_of(self.vacancy, at=timezone.now())
        may_change = self.user.has_perm("vacancies.change", self.vacancy)
        return super().get_context_data(
            advert=advert, duties=duties_of(self.vacancy), preview=True, may_change=may_change, **kwargs
        )


class PreviewPackView(OfVacancy, View):
    """The pack as it will be."""

    permission_required = "vacancies.view"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        """The same PDF that will be public."""
        return HttpResponse(pack_pdf(self.vacancy), content_type="application/pdf")


class PublishView(OfVacancy, TemplateView):
    """What must be true first, and the button."""

    template_name = "vacancies/publish.html"

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Publish, or show what stops it."""
        try:
            publish(self.vacancy, by=self.user)
        except GateShutError:
            messages.error(request, "The advert is not published. Settle what stops it first.")
            return self.render_to_response(self.get_context_data())
        except StateError as error:
            if self.vacancy.published_at is None:
                messages.error(request, str(error))
            return redirect(self.page("advert"))
        messages.success(request, "The advert is online.")
        return redirect(self.page("advert"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the gate's report."""
        report = gates.run(GateName.PUBLISH, self.vacancy)
        return super().get_context_data(
            report=report,
            left=sum(row.stops for row in report.rows),
            waive_url=self.page("waive"),
            take_back_url=self.page("take_back"),
            **kwargs,
        )


class WaiveView(PublishView):
    """Let a point of guidance pass, with a typed reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Keep the reason, or show what is wrong beside it."""
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
        school_id = self.vacancy.school_id
        try:
            gates.waive(GateName.PUBLISH, self.vacancy, code, by=self.user, reason=reason, school_id=school_id)
        except ValueError as error:
            context = self.get_context_data(failed_code=code, message=str(error), typed=reason)
            return self.render_to_response(context)
        return redirect(self.page("publish"))


class TakeBackView(OfVacancy, View):
    """Open a point again that was passed with a reason."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Take the reason back; it stays in the history."""
        subject_type, subject_id = subject_of(self.vacancy)
        waiver = Waiver.objects.filter(
            gate=GateName.PUBLISH,
            code=request.POST.get("code", ""),
            subject_type=subject_type,
            subject_id=subject_id,
            taken_back_at=None,
        ).first()
        if waiver is not None and self.is_draft:
            gates.take_back(waiver, self.vacancy, by=self.user, school_id=self.vacancy.school_id)
        return redirect(self.page("publish"))
