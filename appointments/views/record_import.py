"""The school's own spreadsheet, taken into the record: choose, match the columns, look, take in."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.person import person
from appointments.forms.record import LayoutForm, MappingForm, UploadForm
from appointments.models import RecordImport, RecordLayout
from appointments.record_reading import Sheet, SheetError
from appointments.record_table import headings
from appointments.services import record_import as services
from appointments.services.record import add_layout
from appointments.views.record import SchoolRecord
from appointments.views.record_people import SavingRecord
from core.services.files import FileRefusedError
from core.states import StateError

SHOWN = 50  # refused rows listed


class UploadView(SavingRecord):
    """Choose the file."""

    form_class = UploadForm
    template_name = "appointments/record_upload.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Read it, or say beside the field what to do."""
        try:
            row = services.begin(self.school, upload=form.cleaned_data["file"], by=person(self.request))
        except (FileRefusedError, SheetError) as error:
            form.add_error("file", str(error))
            return self.form_invalid(form)
        return redirect("appointments:record_match", self.school.ref, row.ref)


class OfImport(SchoolRecord):
    """A page about one file. Once it is dealt with, back to the record."""

    request: HttpRequest

    @cached_property
    def row(self) -> RecordImport:
        """The file of the address, in this school."""
        return get_object_or_404(
            RecordImport.objects.select_related("file", "school"), school=self.school, ref=self.kwargs["import_ref"]
        )

    @cached_property
    def sheet(self) -> Sheet:
        """What stands in it."""
        return services.sheet_of(self.row, by=person(self.request))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say so when it is gone."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except StateError as error:
            messages.info(request, str(error))
            return redirect("appointments:record", self.school.ref)


class MatchView(OfImport, SavingRecord):
    """Which column is what."""

    form_class = MappingForm
    heading = "Match your columns"
    template_name = "appointments/record_match.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the file."""
        return {**super().get_form_kwargs(), "sheet": self.sheet}

    def get_initial(self) -> dict[str, Any]:
        """As guessed, or as matched before."""
        return {f"column_{place}": target for place, target in self.row.mapping.items()}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it and look at what comes of it."""
        services.set_mapping(self.row, form.mapping(), by=person(self.request))
        return redirect("appointments:record_look", self.school.ref, self.row.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many rows there are."""
        return super().get_context_data(count=len(self.sheet.rows), **kwargs)


class LookView(OfImport, TemplateView):
    """What will be taken in, what is left, what is refused and why; and the button."""

    template_name = "appointments/record_look.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take everybody in who can be."""
        try:
            count = services.finish(self.row, by=person(request))
        except StateError as error:
            messages.error(request, str(error))
            return redirect(request.path)
        messages.success(request, f"{count} {'person is' if count == 1 else 'people are'} in the record now.")
        return redirect("appointments:record", self.school.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the outcome."""
        outcome, again = services.outcome_of(self.row, self.sheet)
        return super().get_context_data(
            row=self.row,
            people=outcome.people,
            again=again,
            refused=outcome.refused[:SHOWN],
            more_refused=max(0, len(outcome.refused) - SHOWN),
            refused_count=len(outcome.refused),
            doubts=[person for person in outcome.people if person.doubts][:SHOWN],
            match=reverse("appointments:record_match", args=[self.school.ref, self.row.ref]),
            **kwargs,
        )


class LayoutView(SavingRecord):
    """How another system wants the record."""

    form_class = LayoutForm
    heading = "A layout for another system"

    def get_form_kwargs(self) -> dict[str, Any]:
        """With our columns and the names in use."""
        taken = list(RecordLayout.objects.filter(school=self.school).values_list("name", flat=True))
        return {**super().get_form_kwargs(), "ours": headings(), "taken": taken}

    def act(self, form: Any) -> str:
        """Keep it."""
        add_layout(self.school, by=person(self.request), **form.cleaned_data)
        return "Saved. Choose it beside Export."
