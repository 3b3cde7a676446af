"""Documents of an advert, for everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.generic import View

from core.services.files import PDF
from vacancies.models import Vacancy
from vacancies.views.public import PublicVacancy


class PublicDocumentView(PublicVacancy, View):
    """One document of a published vacancy, as long as it is not withdrawn."""

    def get(self, request: HttpRequest, ref: str, pk: int) -> HttpResponse:
        """The file, to keep, under its title. Raises Http404."""
        document = self.vacancy.documents.select_related("file").filter(pk=pk).first()
        if document is None or self.vacancy.state == Vacancy.State.WITHDRAWN:
            raise Http404
        name = f"{slugify(document.title) or 'document'}.{'pdf' if document.file.kind == PDF else 'docx'}"
        with document.file.file.open() as file:
            response = HttpResponse(file.read(), content_type=document.file.kind)
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
