"""Applications on paper: HR begins one, fills in the candidate's own form, adds the scan, and sends it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, View

from applications.forms.base import SectionForm
from applications.forms.paper import BeginPaperForm, PaperDeclarationsForm, ScanForm
from applications.models import Application, PaperApplication
from applications.models.application import ApplicationQuerySet
from applications.services import paper
from applications.services.paper import PaperError
from applications.views import send, single
from applications.views.address import AtApplication
from applications.views.base import ApplicationPage
from core import gates
from core.audit import subject_of
from core.downloads import download
from core.gates import GateName
from core.models import StoredFile, Waiver
from core.services.files import FileRefusedError, read_file
from vacancies.views.address import AtVacancy


class BeginView(AtVacancy, FormView):
    """Whose it is and when it arrived. Then the form."""

    permission_required = "applications.enter_paper"
    template_name = "applications/paper_begin.html"
    form_class = BeginPaperForm

    def form_valid(self, form: BeginPaperForm) -> HttpResponse:
        """Begin, or say beside the field what stands against it."""
        try:
            made = paper.begin_paper(self.vacancy, by=self.user, **form.values())
        except PaperError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        return redirect("applications:task_list", made.ref)

    def form_invalid(self, form: BeginPaperForm) -> HttpResponse:
        """What was typed stays."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the vacancy."""
        return super().get_context_data(vacancy=self.vacancy, school=self.vacancy.school, **kwargs)


class TakeOverView(AtVacancy, View):
    """Go on with what a colleague began to enter."""

    permission_required = "applications.enter_paper"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it over; one that has been sent meanwhile leads back to the list."""
        rows = PaperApplication.objects.filter(pk=self.kwargs["pk"], application__vacancy=self.vacancy)
        found = rows.select_related("application__vacancy__school__trust").first()
        if found is None:
            raise Http404
        try:
            paper.take_over(found.application, by=self.user)
        except PaperError as error:
            messages.error(request, str(error))
            return redirect("applications:hr_list", self.vacancy.ref)
        return redirect("applications:task_list", found.application.ref)


class DeclarationsView(single.DeclarationsView):
    """The declarations; of an application on paper as they were signed there, with the date."""

    @property
    def heading(self) -> str:
        """Who declares."""
        return "Declarations signed on paper" if self.application.on_paper_at else super().heading

    def get_template_names(self) -> list[str]:
        """Without what only the candidate is told."""
        return ["applications/form.html"] if self.application.on_paper_at else super().get_template_names()

    def make_form(self, data: Any = None, *, finish: bool = False) -> SectionForm:
        """The form that asks for the date as well."""
        if not self.application.on_paper_at:
            return super().make_form(data, finish=finish)
        initial = {} if data is not None else dict(self.initial())
        return PaperDeclarationsForm(data, application=self.application, finish=finish, initial=initial)

    def initial(self) -> Mapping[str, Any]:
        """With the date on the paper."""
        values = dict(super().initial())
        return values | {"signed_on": self.application.paper.signed_on} if self.application.on_paper_at else values

    def save(self, form: SectionForm, *, done: bool) -> None:
        """Save under the date on the paper."""
        if self.application.on_paper_at:
            self._sign(form, done=done)
        else:
            super().save(form, done=done)

    def save_half(self, form: SectionForm) -> None:
        """Save the boxes that are right."""
        if self.application.on_paper_at:
            self._sign(form, done=False)
        else:
            super().save_half(form)

    def _sign(self, form: SectionForm, *, done: bool) -> None:
        signed_on = cast("date | None", form.cleaned_data.get("signed_on"))
        paper.save_signature(self.application, by=self.by, values=form.values(), signed_on=signed_on, done=done)


class CheckView(send.CheckView):
    """Check and send. Of an application on paper HR may pass what it leaves out, with a reason."""

    def get_template_names(self) -> list[str]:
        """HR sees what must be settled, and how."""
        return ["applications/paper_check.html"] if self.application.on_paper_at else super().get_template_names()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the whole report for HR."""
        if self.application.on_paper_at and "report" not in kwargs:
            kwargs["report"] = gates.run(GateName.SUBMIT, self.application)
        report = kwargs.get("report")
        return super().get_context_data(**kwargs) | {"report": report}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send. HR does not follow it to the candidate's receipt."""
        answer = super().post(request, *args, **kwargs)
        if self.application.on_paper_at and self.application.state != Application.State.DRAFT:
            messages.success(request, "The application is sent. It goes on like every other.")
            return redirect("applications:hr_list", self.application.vacancy.ref)
        return answer


class PaperCheck(CheckView):
    """Mixin: something HR does on the check page."""

    permission_required = "applications.enter_this"
    http_method_names = ["post"]


class PassView(PaperCheck):
    """Pass what the paper leaves out, with a typed reason."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the reason, or show what is wrong beside it."""
        code, reason = request.POST.get("code", ""), request.POST.get("reason", "")
        school_id = self.application.vacancy.school_id
        try:
            gates.waive(GateName.SUBMIT, self.application, code, by=self.by, reason=reason, school_id=school_id)
        except ValueError as error:
            context = self.get_context_data(failed_code=code, message=str(error), typed=reason)
            return self.render_to_response(context, status=422)
        return redirect("applications:check", self.application.ref)


class OpenAgainView(PaperCheck):
    """Open such a point again."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the reason back; nothing happens where it is gone."""
        kind, pk = subject_of(self.application)
        rows = Waiver.objects.filter(gate=GateName.SUBMIT, subject_type=kind, subject_id=pk, taken_back_at=None)
        waiver = rows.filter(code=request.POST.get("code", "")).first()
        if waiver is not None:
            gates.take_back(waiver, self.application, by=self.by, school_id=self.application.vacancy.school_id)
        return redirect("applications:check", self.application.ref)


class ScanView(ApplicationPage, FormView):
    """The scan, while the application is entered."""

    permission_required = "applications.enter_this"
    template_name = "applications/paper_scan.html"
    form_class = ScanForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the file, or take it away."""
        if "remove" in request.POST:
            paper.remove_scan(self.application, by=self.by)
            return redirect("applications:task_list", self.application.ref)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ScanForm) -> HttpResponse:
        """Keep it, or say why it is not taken."""
        try:
            paper.keep_scan(self.application, by=self.by, upload=form.cleaned_data["file"])
        except FileRefusedError as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return redirect("applications:task_list", self.application.ref)

    def form_invalid(self, form: ScanForm) -> HttpResponse:
        """Say it beside the field."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the scan that is there."""
        return super().get_context_data(scan=self.application.paper.scan, **kwargs)


class ScanFileView(AtApplication, View):
    """The scan as a download, for HR after the release: it may hold adjustments. Reading it is recorded."""

    under_vacancy = True
    permission_required = "applications.read_scan"

    def read(self) -> ApplicationQuerySet:
        """One that has a scan."""
        return super().read().filter(paper__scan__isnull=False).select_related("paper__scan")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Never shown by the browser itself."""
        stored = cast("StoredFile", self.application.paper.scan)
        content = read_file(stored, by=self.by, subject=self.application)
        return download(content, stored.name, kind=stored.kind)
