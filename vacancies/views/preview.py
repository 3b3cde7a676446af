"""The public page and the packs as they will be, for HR and the head."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView, View

from vacancies.pack_docx import pack_docx
from vacancies.pack_pdf import pack_pdf
from vacancies.public_page import page_context
from vacancies.views.base import OfVacancy
from vacancies.views.public_files import WORD


class PreviewView(OfVacancy, TemplateView):
    """The public page as it will be, before it is published."""

    permission_required = "vacancies.view"
    template_name = "vacancies/public_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The same page from the same builder, with a line that says it is a preview."""
        may_change = self.user.has_perm("vacancies.change", self.vacancy)
        return super().get_context_data(**page_context(self.vacancy), preview=True, may_change=may_change, **kwargs)


class PreviewPackView(OfVacancy, View):
    """The pack as it will be."""

    permission_required = "vacancies.view"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        """The same PDF that will be public."""
        return HttpResponse(pack_pdf(self.vacancy), content_type="application/pdf")


class PreviewPackDocxView(OfVacancy, View):
    """The pack for Word as it will be."""

    permission_required = "vacancies.view"

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        """The same file that will be public."""
        headers = {"Content-Disposition": 'attachment; filename="pack.docx"'}
        return HttpResponse(pack_docx(self.vacancy), content_type=WORD, headers=headers)
