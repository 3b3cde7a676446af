"""Bringing in a school's own pack: send it, watch it being read, open the file again."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.generic import TemplateView, View
from django_htmx.http import HttpResponseClientRedirect

from core.refs import new_ref
from core.services.files import read_file
from vacancies.forms.packs import PackForm
from vacancies.models import ImportedPack
from vacancies.packs import PackRefused
from vacancies.services.packs import ask
from vacancies.views.base import OfVacancy, SavingView

SLOW = timedelta(seconds=10)  # after which the page says that it takes longer than usual
States = ImportedPack.State


class ImportView(SavingView):
    """Upload a file, paste the text, or go on without a pack. `?refused=12`: what was wrong with that one."""

    template_name = "vacancies/import.html"
    form_class = PackForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only a draft takes a pack; asked for later, the specification says that it is fixed."""
        response = super().dispatch(request, *args, **kwargs)
        if request.user.is_authenticated and not self.is_draft:
            return redirect(self.page("review"))
        return response

    @cached_property
    def refused_pack(self) -> ImportedPack | None:
        """The pack of the address that could not be read."""
        pk = self.request.GET.get("refused", "")
        if self.request.method != "GET" or not pk.isdecimal() or len(pk) > 18:
            return None
        return self.vacancy.packs.filter(pk=pk, state=States.REFUSED).first()

    @cached_property
    def held(self) -> tuple[int, int]:
        """How many criteria and headings with duties there are already."""
        return self.vacancy.criteria.count(), self.vacancy.duty_sections.filter(duties__isnull=False).count()

    def get_form_kwargs(self) -> dict[str, Any]:
        """A key for this showing; what was refused, with the text that was pasted."""
        kwargs = {**super().get_form_kwargs(), "asks_how": any(self.held)}
        if pack := self.refused_pack:
            kwargs |= {
                "data": {"text": pack.source_text, "how": pack.how, "key": new_ref()},
                "refused": pack.refusal,
            }
        return {**kwargs, "initial": {"key": new_ref()}}

    def save(self, form: PackForm) -> None:
        """Have it read."""
        given = form.cleaned_data
        file = given.get("file")
        sent = {"data": file.read(), "filename": file.name} if file else {"text": given["text"]}
        self.pack = ask(self.vacancy, by=self.user, key=given["key"], how=given.get("how") or "replace", **sent)

    def form_valid(self, form: PackForm) -> HttpResponse:
        """Have it read, or say beside the field why it is not taken."""
        try:
            return super().form_valid(form)
        except PackRefused as error:
            form.add_error("file", error.message)
            return self.form_invalid(form)

    def get_success_url(self) -> str:
        """Where one sees it being read."""
        return self.page("importing", self.pack.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how much there is already, and a pack that is being read."""
        criteria, duties = self.held
        coming = self.vacancy.packs.on_their_way().first()
        return super().get_context_data(criteria=criteria, duties=duties, coming=coming, **kwargs)


class ImportingView(OfVacancy, TemplateView):
    """A pack on its way: waiting, being read. Asked again each second by htmx, or by its link."""

    template_name = "vacancies/importing.html"

    @cached_property
    def pack(self) -> ImportedPack:
        """The pack in the address. Raises Http404."""
        return get_object_or_404(self.vacancy.packs.select_related("file"), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show how far it is, and go on when it is there or refused."""
        if self.pack.state in (States.WAITING, States.READING):
            return super().get(request, *args, **kwargs)
        address = self.page("review")
        if self.pack.state == States.REFUSED:
            address = f"{self.page('import')}?refused={self.pack.pk}"
        elif self.pack.state == States.READ:
            messages.success(request, "We have read your pack. Check it below.")
        return HttpResponseClientRedirect(address) if request.htmx else redirect(address)  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether it takes longer than it should."""
        slow = timezone.now() - self.pack.imported_at > SLOW
        reading = self.pack.state == States.READING
        return super().get_context_data(pack=self.pack, slow=slow, reading=reading, **kwargs)


class SourceFileView(OfVacancy, View):
    """A file as it was uploaded: the newest, or the one of `?pack=12`."""

    permission_required = "vacancies.view"

    def get(self, request: HttpRequest, ref: str) -> HttpResponseBase:
        """Give it out as a download, never to be shown by the browser."""
        packs = self.vacancy.packs.in_use().filter(file__isnull=False)
        asked = request.GET.get("pack", "")
        pack = packs.filter(pk=asked).first() if asked.isdecimal() and len(asked) < 19 else packs.first()
        if pack is None or pack.file is None:
            raise Http404
        content = read_file(pack.file, by=self.user, subject=self.vacancy)
        response = HttpResponse(content, content_type=pack.file.kind)
        response.headers["Content-Disposition"] = content_disposition_header(True, pack.file.name) or "attachment"
        return response
