"""The applications as a file, for HR."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views import View

from applications.services.export import FORMATS, export
from core.downloads import download
from vacancies.views.address import AtVacancy


class ExportView(AtVacancy, View):
    """By POST, because taking it out is recorded."""

    permission_required = "applications.list"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        kind = request.POST.get("format", "")
        if kind not in FORMATS:
            raise Http404
        content = export(self.vacancy, kind=kind, by=self.user)
        name = f"applications-{self.vacancy.ref}-{timezone.localdate():%Y-%m-%d}.{kind}"
        return download(content, name, kind=FORMATS[kind])
