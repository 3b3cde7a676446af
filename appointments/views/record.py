"""The single central record, and the references page of a vacancy."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from accounts.person import person
from accounts.views.school import OfSchool
from applications.models import Application
from appointments import record_questions, record_table
from appointments.models import Check, RecordLayout, ReferenceRequest
from appointments.services.record import FORMATS, export
from appointments.services.reserves import next_up
from core.components import Cell, Column, Line, Table
from core.downloads import download
from vacancies.views.address import AtVacancy

NAMED = (
    Application.State.SHORTLISTED,
    Application.State.INTERVIEWED,
    Application.State.RECOMMENDED,
    Application.State.RESERVE,
    Application.State.OFFERED,
    Application.State.ACCEPTED,
    Application.State.DECLINED,
    Application.State.APPOINTED,
    Application.State.STARTED,
    Application.State.NOT_APPOINTED,
)


class SchoolRecord(OfSchool):
    """A page about one school's single central record."""

    permission_required = "appointments.record"


class RecordView(SchoolRecord, TemplateView):
    """One school's single central record. A cell is a date and a person, a state, or "Not needed"; never "yes"."""

    template_name = "appointments/record.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the columns and a row for each person who works here."""
        everyone = record_table.rows_of(self.school)
        ask, name = self.request.GET.get("ask", ""), self.request.GET.get("name", "")
        today = timezone.localdate()
        rows = record_questions.narrowed(everyone, ask=ask, name=name, today=today)
        return super().get_context_data(
            columns=record_table.columns(),
            everyone=len(everyone),
            rows=rows,
            today=today,
            asks=record_questions.counted(everyone, today),
            ask=ask,
            asked=record_questions.BY_CODE.get(ask),
            name=name,
            layouts=RecordLayout.objects.filter(school=self.school),
            missing=[row for row in rows if row.missing],
            waiting=[row for row in rows if row.waiting and not row.missing],
            **kwargs,
        )


class RecordExportView(SchoolRecord, View):
    """The record as a file. By POST, because taking it out is recorded."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        kind = request.POST.get("format", "")
        if kind not in FORMATS:
            raise Http404
        name = f"single-central-record-{self.school.urn or self.school.ref}-{timezone.localdate():%Y-%m-%d}.{kind}"
        wanted = request.POST.get("layout", "")
        layout = get_object_or_404(RecordLayout, school=self.school, pk=wanted) if wanted.isdecimal() else None
        content = export(self.school, kind=kind, by=person(request), layout=layout)
        return download(content, name, kind=FORMATS[kind])


class ReferencesView(AtVacancy, TemplateView):
    """Everybody shortlisted for one vacancy: references and checks at a glance."""

    permission_required = "appointments.list"
    template_name = "appointments/references.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a line for each person; one query whatever their number."""
        state = ReferenceRequest.State
        live = ~Q(reference_requests__state=state.STOPPED)
        answered = Q(reference_requests__state__in=[state.RECEIVED, state.VERIFIED])
        verified = Q(reference_requests__state=state.VERIFIED)
        undone = ~Q(checks__status__in=[Check.Status.CLEAR, Check.Status.NOT_REQUIRED])
        people = (
            Application.objects.filter(vacancy=self.vacancy, state__in=NAMED)
            .select_related("details")
            .annotate(
                asked=Count("reference_requests", filter=live, distinct=True),
                came_in=Count("reference_requests", filter=answered, distinct=True),
                sure=Count("reference_requests", filter=verified, distinct=True),
                undone=Count("checks", filter=undone & Q(checks__isnull=False), distinct=True),
            )
            .order_by("details__last_name", "pk")
        )
        lines = [_line(person) for person in people]
        columns = [Column("Candidate"), Column("State"), Column("References"), Column("Checks")]
        table = Table("Each shortlisted person, their references and checks", columns, lines)
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="references",
            table=table,
            may_read_declarations=self.user.has_perm("appointments.declarations", self.vacancy),
            count=len(lines),
            reserve=next_up(self.vacancy) if self.user.has_perm("vacancies.change", self.vacancy) else None,
            **kwargs,
        )


def _line(person: Any) -> Line:
    url = reverse("appointments:candidate", args=[person.ref])
    references = f"{person.came_in} of {person.asked} in" if person.asked else "Nobody asked"
    checks = f"{person.undone} to do" if person.undone else "Nothing to do"
    return Line(
        cells=[
            Cell(person.details.full_name, url=url, strong=True),
            Cell(person.get_state_display()),
            Cell(references, hint=f"{person.sure} verified" if person.asked else ""),
            Cell(checks),
        ]
    )
