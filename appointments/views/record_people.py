"""People in the single central record who were not recruited here: written by hand, checked, left."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.models import User
from accounts.person import person
from appointments import catalogue, record_table
from appointments.forms.record import LeftForm, PersonForm, RecordCheckForm
from appointments.models import RecordEntry
from appointments.services import record as services
from appointments.views.record import SchoolRecord
from core.audit import subject_of
from core.components import Cell, Change, Column, Fact, Line, Table
from core.display import plain_date, when
from core.models import AuditEvent
from core.permissions import may_enter
from core.states import StateError

DID = {
    "record.written": "Wrote who they are",
    "record.check": "Recorded a check",
    "record.left": "Recorded the last day",
    "appointment.signed": "Signed the appointment",
}


class SavingRecord(SchoolRecord, FormView):
    """A form of the record. What the service refuses stands above the form; what was typed stays."""

    template_name = "appointments/record_form.html"
    heading = ""

    def act(self, form: Any) -> str:
        """Call the service and return what to say."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, or show why not."""
        try:
            said = self.act(form)
        except StateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect(self.after())

    def after(self) -> str:
        """Back to the record."""
        return reverse("appointments:record", args=[self.school.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where "back" leads."""
        return super().get_context_data(heading=self.heading, back=self.after(), **kwargs)


class AddPersonView(SavingRecord):
    """Somebody who works here already."""

    form_class = PersonForm
    heading = "Add somebody who works here"
    entry: RecordEntry | None = None

    def act(self, form: Any) -> str:
        """Write the row."""
        self.entry = services.save_person(self.school, by=person(self.request), **form.cleaned_data)
        return f"{self.entry.forenames} {self.entry.surname} is in the record. Now record the checks."

    def after(self) -> str:
        """To the person, once there is one."""
        if self.entry is None:
            return super().after()
        return reverse("appointments:record_person", args=[self.school.ref, self.entry.pk])


class OfPerson(SchoolRecord):
    """A page about one row of the record."""

    @cached_property
    def entry(self) -> RecordEntry:
        """The row of the address, in this school. Raises Http404, also for who has left."""
        rows = RecordEntry.objects.in_service(self.school).select_related("application")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def person_page(self) -> str:
        """The person's page."""
        return reverse("appointments:record_person", args=[self.school.ref, self.entry.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row."""
        return super().get_context_data(entry=self.entry, **kwargs)


class PersonView(OfPerson, TemplateView):
    """One person: who they are, each check, and who wrote what when."""

    template_name = "appointments/record_person.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the checks and the history."""
        cells = record_table.cells_of(self.entry)
        born: Any = services.read_birth(self.entry, by=person(self.request))
        return super().get_context_data(
            facts=[
                Fact("Post", self.entry.job_title),
                Fact("Start date", plain_date(self.entry.starts_on)),
                Fact("Former names", self.entry.former_names, missing="None"),
                Fact("Date of birth", plain_date(born) if born else ""),
            ],
            checks=[
                self._fact(code, name, cell) for (code, name), cell in zip(catalogue.columns(), cells, strict=True)
            ],
            history=_history(self.entry),
            appointment=self._appointment(),
            **kwargs,
        )

    def _appointment(self) -> str:
        """The page of how they were appointed; "" where there was none, or the reader applied for that job too."""
        if self.entry.application is None:
            return ""
        path = reverse("appointments:candidate", args=[self.entry.application.ref])
        return path if may_enter(self.request, path) else ""

    def _fact(self, code: str, name: str, cell: record_table.RecordCell) -> Fact:
        url = reverse("appointments:record_check", args=[self.school.ref, self.entry.pk, code])
        words = f"{plain_date(cell.on)}, {cell.by}" if cell.on is not None else cell.words
        said = cell.note if words and cell.note.startswith(words) else f"{words}\n{cell.note}".strip()
        return Fact(name, said, Change(url, "Record it" if cell.state == "missing" else "Change", about=name))


def _history(entry: RecordEntry) -> Table | None:
    kind, pk = subject_of(entry)
    events = list(AuditEvent.objects.filter(subject_type=kind, subject_id=pk, verb__in=DID).order_by("-at", "-pk")[:50])
    names = {user.pk: str(user) for user in User.objects.filter(pk__in=[event.actor_id for event in events])}
    headings = dict(catalogue.columns())
    lines = [
        Line(
            cells=[
                Cell(
                    DID[event.verb], hint=", ".join(headings.get(name, "") for name in event.fields if name in headings)
                ),
                Cell(names.get(event.actor_id or 0, "The service")),
                Cell(when(event.at)),
            ]
        )
        for event in events
    ]
    return Table("Who wrote what", [Column("What"), Column("Who"), Column("When")], lines) if lines else None


class ChangePersonView(OfPerson, SavingRecord):
    """How somebody stands in the record."""

    form_class = PersonForm
    heading = "Change who they are"

    def get_initial(self) -> dict[str, Any]:
        """As it stands. That the day of birth is read is recorded."""
        services.read_birth(self.entry, by=person(self.request))
        return {name: getattr(self.entry, name) for name in PersonForm.base_fields}

    def act(self, form: Any) -> str:
        """Save it."""
        services.save_person(self.school, by=person(self.request), entry=self.entry, **form.cleaned_data)
        return "Saved."

    def after(self) -> str:
        """To the person."""
        return self.person_page


class RecordCheckView(OfPerson, SavingRecord):
    """One check of one person."""

    form_class = RecordCheckForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form; where the record follows the appointment, on to the check there."""
        if self.heading and services.follows(self.entry, self.kwargs["code"]):
            assert self.entry.application is not None  # noqa: S101  (what it follows)
            path = reverse("appointments:check", args=[self.entry.application.ref, self.kwargs["code"]])
            if may_enter(request, path):
                return redirect(path)
        return super().get(request, *args, **kwargs)

    @property
    def heading(self) -> str:  # type: ignore[override]
        """The check's name. Raises Http404 for none of the record's."""
        found = dict(catalogue.columns()).get(self.kwargs["code"])
        if found is None:
            raise Http404
        return f"{found}: {self.entry.forenames} {self.entry.surname}"

    def get_initial(self) -> dict[str, Any]:
        """As it stands."""
        cell = self.entry.cells.get(self.kwargs["code"]) or {}
        return {"status": cell.get("status"), "on": cell.get("on"), "note": cell.get("note")}

    def act(self, form: Any) -> str:
        """Save it."""
        services.save_check(self.entry, self.kwargs["code"], by=person(self.request), **form.cleaned_data)
        return "Saved."

    def after(self) -> str:
        """To the person."""
        return self.person_page


class LeftView(OfPerson, SavingRecord):
    """The last day."""

    form_class = LeftForm

    def act(self, form: Any) -> str:
        """Save it."""
        services.mark_left(self.entry, by=person(self.request), left_on=form.cleaned_data["left_on"])
        return "Saved. The row goes from the record when the day is over."
