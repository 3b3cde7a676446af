"""The self-declaration as the chair and HR see it. Each reading is recorded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from accounts.person import person
from accounts.services.proof import FreshProof
from applications.models import OnBehalf
from applications.on_behalf import in_words, rows_of
from appointments.forms.self_declaration import SettleForm
from appointments.models import SelfDeclaration
from appointments.services import self_declaration as service
from appointments.views.common import PersonForm
from appointments.views.declaration_page import DeclarationPage, told
from appointments.views.my_declaration import MySignView
from core.components import Cell, Column, Event, Line, Table
from core.display import plain_date, short_date, when
from core.forms import GovForm
from vacancies.views.address import AtVacancy

S = SelfDeclaration.State
COLUMNS = [Column("What"), Column("Answer")]


class DeviceSignView(MySignView):
    """The same on the school's device, which HR or the chair hands to the candidate."""

    permission_required = "appointments.declaration"
    template_name = "appointments/declaration_sign.html"
    device = True

    def after(self) -> str:
        """Back to the page of the chair and HR."""
        return reverse("appointments:declaration", args=[self.application.ref])


class DeclarationsView(AtVacancy, TemplateView):
    """Where the self-declaration of each shortlisted person stands; no word of what it says."""

    permission_required = "appointments.declarations"
    template_name = "appointments/declarations.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table."""
        rows = list(
            SelfDeclaration.objects.filter(application__vacancy=self.vacancy)
            .exclude(application__state="withdrawn")
            .select_related("application__details")
            .only("state", "sent_at", "signed_at", "application__ref", "application__details")
            .order_by("application__details__last_name", "pk")
        )
        lines = [_line(row) for row in rows]
        columns = [Column("Candidate"), Column("State"), Column("Sent"), Column("Signed again")]
        return super().get_context_data(
            vacancy=self.vacancy,
            school=self.vacancy.school,
            tab="references",
            count=len(rows),
            table=Table("The self-declaration of each shortlisted person", columns, lines),
            **kwargs,
        )


def _line(row: SelfDeclaration) -> Line:
    colour = {S.ASKED: "yellow", S.SENT: "blue", S.SIGNED: "blue", S.SETTLED: "green"}[S(row.state)]
    url = reverse("appointments:declaration", args=[row.application.ref])
    return Line(
        [
            Cell(row.application.details.full_name, url=url, strong=True),
            Cell(tag=row.get_state_display(), colour=colour),  # type: ignore[arg-type]
            Cell(plain_date(row.sent_at) if row.sent_at else "Not yet"),
            Cell(plain_date(row.signed_at) if row.signed_at else "Not yet"),
        ]
    )


class DeclarationView(DeclarationPage, PersonForm):
    """Where it stands and who has read it; settle it here once it is signed again. The answers are a page further."""

    permission_required = "appointments.declaration"
    template_name = "appointments/declaration.html"
    form_class = SettleForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Something told needs a note."""
        return {**super().get_form_kwargs(), "told": bool(self.declaration.something_told)}

    def act(self, form: GovForm) -> str:
        """Settle it."""
        service.settle(self.declaration, note=form.cleaned_data["note"], by=person(self.request))
        return "Settled. The check is clear."

    def after(self) -> str:
        """Stay."""
        return reverse("appointments:declaration", args=[self.application.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the readings and what may be done."""
        row = self.declaration
        read = service.readings(row)
        raised = self.application.probe_points.filter(source=service.SOURCE).exists()
        return super().get_context_data(
            readings=[f"Read by {each.who} at {when(each.at)}" for each in read],
            events=_events(row, rows_of(self.application).get((OnBehalf.Act.DECLARED, row.pk))),
            may_tell=self.by.has_perm("appointments.own_declaration", self.application),
            may_settle=row.state == S.SIGNED and bool(read),
            raised=raised,
            **kwargs,
        )


class AnswersView(DeclarationPage, FreshProof, TemplateView):
    """The answers. Whoever opens this page has just proved who they are, and it is recorded."""

    permission_required = "appointments.declaration"
    template_name = "appointments/declaration_answers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read them, and record that."""
        if self.declaration.state == S.ASKED:
            raise Http404
        answers = service.read(self.declaration, by=person(self.request))
        readings = [f"Read by {each.who} at {when(each.at)}" for each in service.readings(self.declaration)]
        return super().get_context_data(pages=told(self.asked, answers), readings=readings, **kwargs)


class RaiseView(DeclarationPage, View):
    """Put it on the list for the interview, without a word of what it is."""

    permission_required = "appointments.declaration"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add the point."""
        if self.declaration.state == S.ASKED:
            raise Http404
        service.raise_at_interview(self.declaration, by=person(request))
        messages.success(request, "It stands on the list for the interview, without what it is about.")
        return redirect("appointments:declaration", self.application.ref)


def _events(row: SelfDeclaration, told: OnBehalf | None) -> list[Event]:
    """What happened, in order."""
    found = [Event(short_date(row.asked_at), "Asked for, when the outcomes were released")]
    if row.sent_at:
        hint = f"Signed: {row.sent_name}" + (f". {in_words(told)}" if told else "")
        found.append(Event(short_date(row.sent_at), "Sent", hint, state="ok"))
    if row.signed_at:
        where = row.get_signed_on_display().lower()
        hint = f"{row.signed_name}, {where}, at {when(row.signed_at)}" + (
            ". Something has changed." if row.changes else ""
        )
        found.append(Event(short_date(row.signed_at), "Signed again", hint, state="ok"))
    if row.settled_at:
        found.append(Event(short_date(row.settled_at), "Talked through", str(row.settled_by), state="ok"))
    return found
