"""Bringing in a school's own pack."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import View

from vacancies.forms.start import PackForm
from vacancies.packs import PackRefused
from vacancies.services.packs import import_pack
from vacancies.views.base import OfVacancy, SavingView


class ImportView(SavingView):
    """Upload a file, paste the text, or go on without a pack."""

    template_name = "vacancies/import.html"
    form_class = PackForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only a draft takes a pack; asked for later, the specification says that it is fixed."""
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_authenticated and not self.is_draft:
            return redirect(self.page("review"))
        return response

    def save(self, form: PackForm) -> None:
        """Read the pack into the draft."""
        file, text = form.cleaned_data.get("file"), form.cleaned_data.get("text")
        if file:
            import_pack(self.vacancy, by=self.user, data=file.read(), filename=file.name)
        else:
            import_pack(self.vacancy, by=self.user, text=text)

    def form_valid(self, form: PackForm) -> HttpResponse:
        """Read it, or say beside the field why it cannot be read."""
        try:
            return super().form_valid(form)
        except PackRefused as error:
            form.add_error("file" if form.cleaned_data.get("file") else "text", error.message)
            return self.form_invalid(form)

    def get_success_url(self) -> str:
        """What was read, to be checked."""
        messages.success(self.request, "We have read your pack. Check it below.")
        return self.page("review")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how much a new pack would replace."""
        criteria = self.vacancy.criteria.count()
        duties = self.vacancy.duty_sections.filter(duties__isnull=False).count()
        return super().get_context_data(criteria=criteria, duties=duties, **kwargs)


class SourceFileView(OfVacancy, View):
    """The file as it was uploaded."""

    permission_required = "vacancies.view"

    def get(self, request: HttpRequest, ref: str) -> HttpResponseBase:
        """Give it out as a download, never to be shown by the browser."""
        pack = self.vacancy.packs.select_related("file").first()
        if pack is None or pack.file is None:
            raise Http404
        return FileResponse(
            pack.file.file.open(), as_attachment=True, filename=pack.file.name, content_type=pack.file.kind
        )
