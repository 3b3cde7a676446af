"""Checking answers and sending, the receipt, the copy to keep, withdrawing."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from applications import document
from applications.criteria import asked, rules_of
from applications.document import Part
from applications.forms.statements import WithdrawForm
from applications.laid_out import sides_of
from applications.models import Application
from applications.services.lifecycle import AlreadySentError, LateError, submit, withdraw
from applications.signs import texts_in_order
from applications.states import WITHDRAWABLE
from applications.status import standing
from applications.views.base import ApplicationPage, DraftPage
from core import gates
from core.clock import database_now
from core.gates import GateName, GateShutError
from core.pdf import render_pdf
from core.states import StateError


class CheckView(DraftPage):
    """Check answers, then send. The instant of arrival is read before anything else is looked at."""

    whole = True
    template_name = "applications/check.html"
    arrived_at: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Note when the request came, before any row is read or waited for."""
        self.arrived_at = database_now()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add every answer with its way to change it, and what still stops the sending."""
        criteria = asked(self.application.vacancy).now
        report = kwargs.pop("report", None) or gates.run(GateName.SUBMIT, self.application)
        return super().get_context_data(
            parts=document.changeable(document.parts(self.application, criteria)),
            stops=[{"message": row.finding.what, "url": row.finding.url} for row in report.rows if row.stops],
            advice=[row.finding for row in report.advice],
            clock=document.senco_clock_of(self.application),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send. Sides are counted before, while no row is held."""
        if rules_of(self.application.vacancy).sides:
            sides_of(texts_in_order(self.application, asked(self.application.vacancy).now))
        try:
            submit(self.application, by=self.by, arrived_at=self.arrived_at)
        except AlreadySentError:
            return redirect("applications:sent", self.application.ref)
        except LateError as error:
            messages.error(request, f"{error} Your application was not sent. Everything you wrote is still here.")
            return redirect("applications:task_list", self.application.ref)
        except GateShutError as error:
            return self.render_to_response(self.get_context_data(report=error.report), status=409)
        return redirect("applications:sent", self.application.ref)


class SentView(ApplicationPage):
    """The receipt."""

    template_name = "applications/sent.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only of what was sent."""
        if self.application.submitted_at is None:
            return redirect("applications:task_list", self.application.ref)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add when they hear, and whether checks abroad would follow an offer: they take weeks."""
        application = self.application
        details = getattr(application, "details", None)
        return super().get_context_data(
            standing=standing(application) if application.state == Application.State.SUBMITTED else None,
            lived_abroad=bool(details and details.lived_abroad),
            **kwargs,
        )


class CopyPage(ApplicationPage):
    """Everything the candidate wrote, sent or not, in time or not."""

    whole = True

    @cached_property
    def parts(self) -> list[Part]:
        """The whole."""
        return document.parts(self.application, asked(self.application.vacancy).now)

    def file(self, content: bytes | str, kind: str, ending: str) -> HttpResponse:
        """A download."""
        headers = {"Content-Disposition": f'attachment; filename="application-{self.application.ref}.{ending}"'}
        return HttpResponse(content, content_type=kind, headers=headers)


class CopyView(CopyPage):
    """As a page."""

    template_name = "applications/copy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add every answer."""
        return super().get_context_data(parts=self.parts, **kwargs)


class CopyTextView(CopyPage):
    """As plain text."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        text = document.as_text(self.application, self.parts, made_at=timezone.now())
        return self.file(text, "text/plain; charset=utf-8", "txt")


class CopyPdfView(CopyPage):
    """As a PDF that a screen reader can read."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        context = self.get_context_data(parts=self.parts, made_at=timezone.now())
        pdf = render_pdf("pdf/application.html", context, accent=self.application.vacancy.school.accent)
        return self.file(pdf, "application/pdf", "pdf")


class WithdrawView(ApplicationPage):
    """Asks once, for no reason."""

    template_name = "applications/withdraw.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only while it can be withdrawn."""
        if self.application.state not in WITHDRAWABLE:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        kwargs.setdefault("form", WithdrawForm())
        return super().get_context_data(is_draft=self.application.state == Application.State.DRAFT, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw. Pressed twice it is done once."""
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            withdraw(self.application, by=self.by, **form.values())
        except StateError as error:
            self.application.refresh_from_db()
            if self.application.state != Application.State.WITHDRAWN:
                messages.error(request, str(error))
        if self.application.candidate_id != self.by.pk:  # HR gave up entering it from paper
            return redirect("applications:hr_list", self.application.vacancy.ref)
        return redirect("applications:task_list", self.application.ref)
