"""Copies of what was seen: HR adds, opens and deletes them; the candidate sends some themselves."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from accounts.person import person
from appointments.forms.checks import CopyForm
from appointments.models import Check, CheckFile
from appointments.services import evidence
from appointments.views.checks import CheckPage
from appointments.views.common import PersonForm
from core.downloads import download
from core.forms import GovForm
from core.services.files import FileRefusedError


class AddCopyView(CheckPage, PersonForm):
    """Add a copy. What is wrong with the file is said beside it."""

    permission_required = "appointments.manage"
    template_name = "appointments/check_copy.html"
    form_class = CopyForm

    @cached_property
    def check(self) -> Check:
        """One of which copies are kept."""
        row = self.found()
        if not evidence.takes_copies(row):
            raise Http404
        return row

    def form_valid(self, form: GovForm) -> HttpResponse:
        """Keep it."""
        try:
            return super().form_valid(form)
        except FileRefusedError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)

    def act(self, form: GovForm) -> str:
        """Keep it."""
        copy = evidence.add_copy(self.check, form.cleaned_data["file"], by=person(self.request))
        if copy.delete_after:
            return "The copy is kept, encrypted, and is deleted by itself after six months."
        return "The copy is kept, encrypted."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row."""
        return super().get_context_data(check=self.check, **kwargs)


class CopyView(CheckPage, View):
    """One copy: open it, or delete it for good."""

    permission_required = "appointments.manage"

    @cached_property
    def copy(self) -> CheckFile:
        """The copy of the address, of this check."""
        found = self.check.files.select_related("file").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it out as a download, never to be shown by the browser."""
        content = evidence.read_copy(self.copy, by=person(request))
        return download(content, self.copy.file.name, kind=self.copy.file.kind)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        evidence.delete_copy(self.copy, by=person(request))
        messages.success(request, "The copy is deleted.")
        return redirect("appointments:check", self.application.ref, self.check.code)


class SendCopyView(CheckPage, PersonForm):
    """The candidate sends a copy of what was asked for."""

    permission_required = "appointments.own"
    template_name = "appointments/my_copy.html"
    form_class = CopyForm

    @cached_property
    def check(self) -> Check:
        """One that they may send."""
        row = self.found()
        if not evidence.may_send(row):
            raise Http404
        return row

    def form_valid(self, form: GovForm) -> HttpResponse:
        """Keep it and thank."""
        try:
            evidence.add_copy(self.check, form.cleaned_data["file"], by=person(self.request))
        except FileRefusedError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        messages.success(self.request, "We have your copy. The school may still ask to see the original.")
        return redirect("appointments:my_checks", self.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row."""
        return super().get_context_data(check=self.check, **kwargs)
