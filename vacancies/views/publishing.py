"""The publish gate, and passing a point of guidance with a reason."""

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
from vacancies.services.vacancy import publish
from vacancies.views.base import OfVacancy
from vacancies.wording_page import page_of


class PublishView(OfVacancy, TemplateView):
    """What must be true first, what the words need, and the button."""

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
        return redirect("workbench", self.vacancy.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the gate's report as cards; nothing is checked once the advert is out."""
        report = gates.run(GateName.PUBLISH, self.vacancy) if self.is_draft else None
        return super().get_context_data(
            report=report,
            found=page_of(self.vacancy, report) if report else None,
            checked_at=timezone.now(),
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
        return redirect(f"{self.page('publish')}#reason")


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
        return redirect(f"{self.page('publish')}#reason")
