"""Answering somebody who asks what the school holds about them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from accounts.person import person
from applications.models import Application
from core.downloads import download
from core.permissions import Permitted
from senco_recruit.subject_access import archive, file_about


class SubjectAccessView(Permitted, TemplateView):
    """What the file will hold and what it leaves out; the button makes it."""

    permission_required = "papers.subject_access"
    template_name = "papers/subject_access.html"

    @cached_property
    def application(self) -> Application:
        """The application of the address, on the vacancy of the address."""
        rows = Application.objects.for_page().filter(vacancy__ref=self.kwargs["ref"], ref=self.kwargs["app_ref"])
        if (found := rows.select_related("details").first()) is None:
            raise Http404
        return found

    def get_permission_object(self) -> Application:
        """The application."""
        return self.application

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add every row, so that HR reads it before it goes out."""
        vacancy = self.application.vacancy
        return super().get_context_data(
            application=self.application, vacancy=vacancy, school=vacancy.school, file=file_about(self.application),
            **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file, without the rows that HR ticked."""
        content = archive(self.application, left_out=request.POST.getlist("leave_out"), by=person(request))
        return download(content, f"subject-access-{self.application.ref}.zip", kind="application/zip")
