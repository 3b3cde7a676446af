"""The referee's copy: before sending by the link, after it for an hour in the same browser."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from appointments import second_device
from appointments.reference_text import facts_of, reference_pdf, sent_facts
from appointments.views.referee import RefereePage
from core.downloads import download
from core.permissions import BY_LINK, Permitted


class RefereeDraftView(RefereePage, View):
    """What has been written so far, as a PDF that says that it is not sent."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw it."""
        pages = facts_of(self.questionnaire, self.answers, self.first_name)
        return download(reference_pdf(self.reference_request, pages), "reference-not-sent.pdf")


class RefereeCopyView(Permitted, View):
    """What was sent, for the browser that sent it."""

    permission_required = BY_LINK
    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw it, or say that the hour is over."""
        reference = second_device.copy_of(request)
        if reference is None:
            return render(request, "appointments/referee_dead.html", status=410)
        content = reference_pdf(reference.request, sent_facts(reference), reference=reference)
        return download(content, "reference-sent.pdf")
