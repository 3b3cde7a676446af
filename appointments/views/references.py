"""HR's pages about one reference: read it, check whom it is from, settle what differs from the form."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View

from accounts.person import person
from appointments.forms.references import ConcernForm, SettleForm, VerifyForm
from appointments.models import Discrepancy, Reference, ReferenceRequest
from appointments.reference_text import reference_pdf, sent_facts
from appointments.services import references
from appointments.views.common import PersonForm, PersonPage
from core.components import Cell, Column, Line, Table
from core.display import plain_date
from core.downloads import download
from core.forms import GovForm

COLUMNS = [Column("About"), Column("Form says"), Column("Reference says"), Column("Settle")]


class OneReference(PersonPage):
    """A page about one reference of the person."""

    permission_required = "appointments.manage"
    came_in = False  # True: there is no such page before the reference has come in

    @cached_property
    def reference_request(self) -> ReferenceRequest:
        """The request of the address, of this person."""
        found = (
            self.application.reference_requests.select_related("referee", "reference__head", "reference__scan")
            .filter(ref=self.kwargs["ref"])
            .first()
        )
        if found is None or (self.came_in and not hasattr(found, "reference")):
            raise Http404
        found.application = self.application  # known: with its vacancy and school
        return found

    @property
    def reference(self) -> Reference:
        """What came in."""
        if not hasattr(self.reference_request, "reference"):
            raise Http404
        return self.reference_request.reference

    @property
    def page_url(self) -> str:
        """The page on which the reference is read."""
        return reverse("appointments:reference", args=[self.application.ref, self.reference_request.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the request."""
        return super().get_context_data(reference_request=self.reference_request, **kwargs)


class ReferenceForm(OneReference, PersonForm):
    """A form about one reference. Afterwards back to the reference, where one came in."""

    def after(self) -> str:
        """Where to go."""
        return self.page_url if hasattr(self.reference_request, "reference") else super().after()


class ReferenceView(ReferenceForm):
    """Read a reference and write down how it was checked. The reading is recorded."""

    template_name = "appointments/reference.html"
    form_class = VerifyForm

    def act(self, form: GovForm) -> str:
        """Write down the check."""
        references.log_check(self.reference, by=person(self.request), values=form.cleaned_data)
        self.reference_request.refresh_from_db(fields=["state"])
        verified = self.reference_request.state == ReferenceRequest.State.VERIFIED
        return "Reference verified." if verified else "Written down."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers, page by page, what differs from the form, and each check."""
        reference = self.reference
        references.read_answers(reference, by=person(self.request))
        rows = list(reference.discrepancies.select_related("settled_by"))
        return super().get_context_data(
            reference=reference,
            pages=sent_facts(reference),
            differences=_differences(self, rows) if rows else None,
            open_count=sum(row.settled_at is None for row in rows),
            checked=reference.verifications.select_related("by"),
            head=getattr(reference, "head", None),
            **kwargs,
        )


def _differences(view: OneReference, rows: list[Discrepancy]) -> Table:
    def line(row: Discrepancy) -> Line:
        here = [view.application.ref, view.reference_request.ref, row.pk]
        url = reverse("appointments:difference", args=here)
        raised = "A point for the interview" if row.raised_at else ""
        if row.settled_at is None:
            last = Cell("Settle with a note", url=url, about=f": {row.about}", hint=raised)
        else:
            by = f"{row.settled_by}, " if row.settled_by else ""
            last = Cell("Settled", hint=f"{row.note} {by}{plain_date(row.settled_at)}".strip())
        return Line([Cell(row.about, strong=True), Cell(row.form_says or "–"), Cell(row.reference_says or "–"), last])

    return Table("What differs from the form, or is missing", COLUMNS, [line(row) for row in rows])


class ReferencePdfView(OneReference, View):
    """The reference as a PDF for the file. That HR took it is recorded."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw it."""
        references.read_answers(self.reference, by=person(request))
        content = reference_pdf(self.reference_request, sent_facts(self.reference), reference=self.reference)
        return download(content, f"reference-{self.reference_request.ref}.pdf")


class ScanView(OneReference, View):
    """The paper as it was scanned. That HR took it is recorded."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give it out."""
        scan = self.reference.scan
        if scan is None:
            raise Http404
        content = references.read_scan(self.reference, by=person(request))
        return download(content, scan.name, kind=scan.kind)


class ConcernView(ReferenceForm):
    """Settle an answer that needed a decision."""

    came_in = True
    template_name = "appointments/concern.html"
    form_class = ConcernForm

    def act(self, form: GovForm) -> str:
        """Settle."""
        references.settle_concern(self.reference, note=form.cleaned_data["note"], by=person(self.request))
        return "Settled. Your note is kept with the reference."


class DifferenceView(ReferenceForm):
    """Settle one difference between the reference and the form, or put it to the candidate at interview."""

    template_name = "appointments/difference.html"
    form_class = SettleForm

    @cached_property
    def row(self) -> Discrepancy:
        """The row of the address, of this reference."""
        row = self.reference.discrepancies.filter(pk=self.kwargs["pk"]).first()
        if row is None:
            raise Http404
        return row

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raise it at interview, or settle it."""
        if "raise" not in request.POST:
            return super().post(request, *args, **kwargs)
        references.raise_at_interview(self.row, by=person(request))
        messages.success(request, "It is among the points to explore at the interview.")
        return redirect(self.page_url)

    def act(self, form: GovForm) -> str:
        """Settle."""
        references.settle(self.row, note=form.cleaned_data["note"], by=person(self.request))
        return f"{self.row.about}: settled."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row. That it was read is recorded: it quotes the reference."""
        references.read_answers(self.reference, by=person(self.request))
        return super().get_context_data(row=self.row, page_url=self.page_url, **kwargs)
