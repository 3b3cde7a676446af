"""Answering somebody who asks what the school holds about them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from accounts.services.proof import FreshProof
from applications.models.application import ApplicationQuerySet
from applications.views.address import AtApplication
from core.downloads import download
from senco_recruit.subject_access import archive, looked_at


class SubjectAccessView(AtApplication, FreshProof, TemplateView):
    """What the file will hold and what it leaves out; the button makes it. HR is asked again who they are."""

    under_vacancy = True
    permission_required = "papers.subject_access"
    template_name = "papers/subject_access.html"

    def read(self) -> ApplicationQuerySet:
        """With the name."""
        return super().read().select_related("details")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add every row, so that HR reads it before it goes out."""
        vacancy, file = self.application.vacancy, looked_at(self.application, by=self.by)
        return super().get_context_data(
            application=self.application, vacancy=vacancy, school=vacancy.school, file=file, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file, without the rows that HR ticked."""
        content = archive(self.application, left_out=request.POST.getlist("leave_out"), by=self.by)
        return download(content, f"subject-access-{self.application.ref}.zip", kind="application/zip")
