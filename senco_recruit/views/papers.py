"""How long a school's papers are kept, what goes next, what stops it, and what has gone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from accounts.models import User
from accounts.person import person
from accounts.views.school import OfSchool
from core.audit import subject_of
from core.components import Cell, Column, Line, Table
from core.conflicts import has_interest
from core.display import plain_date
from core.models import AuditEvent, LegalHold
from core.services.holds import lift_hold, place_hold
from core.states import StateError
from senco_recruit.navigation import has_applied
from senco_recruit.retention import clocks
from vacancies.forms.ending import ReasonForm
from vacancies.views.address import AtVacancy

SHOWN = 50
WENT = {
    "retention.draft": "An application that was never sent",
    "retention.application": "An application with its scores and letters",
    "retention.file": "The application of somebody who left six years ago",
    "retention.vacancy": "The source packs and typed reasons of a vacancy",
    "retention.dated": "A row whose own time was up",
}


class PapersView(OfSchool, TemplateView):
    """The papers of one school."""

    permission_required = "papers.view"
    template_name = "papers/papers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what goes next, the holds and what has gone."""
        may_set = self.request.user.has_perm("accounts.manage_school", self.school)
        return super().get_context_data(
            next=_next_table(clocks.next_of([self.school]), person(self.request)),
            gone=_gone_table(self.school.pk),
            may_set=may_set,
            backup_days=settings.BACKUP_DAYS,
            draft_months=clocks.DRAFT_MONTHS,
            **kwargs,
        )


def _next_table(rows: list[clocks.Next], user: User) -> Table | None:
    applied = has_applied(user)
    lines = [
        Line(
            cells=[
                Cell(row.vacancy.title, hint=f"{row.left} application{'' if row.left == 1 else 's'}"),
                Cell(tag="Legal hold", colour="orange") if row.is_held else Cell(plain_date(row.goes_on)),
                Cell(
                    "Lift the hold" if row.is_held else "Place a legal hold",
                    url=reverse("lift_hold" if row.is_held else "place_hold", args=[row.vacancy.ref]),
                    about=f"of {row.vacancy.title}",
                )
                if not (applied and has_interest(user, row.vacancy))
                else Cell("For a colleague: you applied"),
            ]
        )
        for row in rows
    ]
    columns = [Column("Recruitment"), Column("Is deleted from"), Column("Stop it", hidden=True)]
    return Table("What is deleted next", columns, lines) if lines else None


def _gone_table(school_id: int) -> Table | None:
    events = AuditEvent.objects.filter(school_id=school_id, verb__in=WENT).order_by("-at", "-pk")[:SHOWN]
    lines = [
        Line(cells=[Cell(WENT[event.verb]), Cell(plain_date(event.at)), Cell(str(sum(event.codes.values()) or 1))])
        for event in events
    ]
    columns = [Column("What"), Column("When"), Column("Rows", numeric=True)]
    return Table("What was deleted", columns, lines) if lines else None


class HoldStep(AtVacancy, FormView):
    """Placing or lifting a hold on everything about one recruitment, with a reason."""

    permission_required = "papers.hold"
    template_name = "papers/hold.html"
    form_class = ReasonForm

    @cached_property
    def hold(self) -> LegalHold | None:
        """The hold that stands on the vacancy."""
        kind, pk = subject_of(self.vacancy)
        return LegalHold.objects.filter(subject_type=kind, subject_id=pk, lifted_at=None).first()

    def act(self, reason: str) -> str:
        """Do it; return the message of success."""
        raise NotImplementedError

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Back to the school's papers."""
        try:
            messages.success(self.request, self.act(form.cleaned_data["reason"]))
        except StateError as error:
            messages.info(self.request, str(error))
        return redirect("papers", self.vacancy.school.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the hold, if one stands."""
        return super().get_context_data(
            vacancy=self.vacancy, school=self.vacancy.school, hold=self.hold, caption=self.vacancy.title, **kwargs
        )


class PlaceHoldView(HoldStep):
    """Keep everything: a claim has come or is expected."""

    def act(self, reason: str) -> str:
        """Place it."""
        place_hold(self.vacancy, by=self.user, reason=reason, school_id=self.vacancy.school_id)
        return f"Nothing about “{self.vacancy.title}” is deleted until the hold is lifted."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words."""
        return super().get_context_data(heading="Place a legal hold", button="Place the hold", **kwargs)


class LiftHoldView(HoldStep):
    """The claim is settled."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Only where one stands."""
        response = super().dispatch(request, *args, **kwargs)
        if request.method == "GET" and self.hold is None:
            raise Http404
        return response

    def act(self, reason: str) -> str:
        """Lift it."""
        if self.hold is None:
            raise StateError("This hold was lifted already.")
        lift_hold(self.hold, by=self.user, reason=reason)
        return f"The hold on “{self.vacancy.title}” is lifted. What is overdue is deleted tonight."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words."""
        return super().get_context_data(heading="Lift the legal hold", button="Lift the hold", lifting=True, **kwargs)
