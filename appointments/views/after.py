"""After the choice: the plan for the NPQ, and the first day's list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from accounts.person import person
from appointments.forms.after import AwardForm, PlanForm
from appointments.induction_items import BY_CODE
from appointments.models import InductionItem, NpqPlan
from appointments.services import induction, npq
from appointments.services.signoff import accepted_offer
from appointments.views.common import PersonForm, PersonPage
from core.display import day_date
from core.downloads import download
from core.pdf import render_pdf
from core.states import StateError


class PlanView(PersonForm):
    """The plan, and by when it must be done."""

    permission_required = "appointments.plan_npq"
    template_name = "appointments/npq.html"
    form_class = PlanForm

    @property
    def plan(self) -> NpqPlan | None:
        """The plan, if it is written."""
        return NpqPlan.objects.select_related("written_by").filter(application=self.application).first()

    def get_initial(self) -> dict[str, Any]:
        """What was written; else what the candidate said, else the day they start."""
        if plan := self.plan:
            names = ("became_senco_on", "provider", "course_starts_on", "note")
            return {name: getattr(plan, name) for name in names}
        return {"became_senco_on": self._first_day()}

    def _first_day(self) -> date | None:
        status = getattr(self.application, "professional_status", None)
        offer = accepted_offer(self.application)
        first = status.first_senco_on if status else None
        return first or (offer.starts_on if offer else self.application.vacancy.starts_on)

    def act(self, form: Any) -> str:
        """Write it."""
        plan = npq.write_plan(self.application, by=person(self.request), **form.cleaned_data)
        return f"The plan is saved. The award is due by {day_date(plan.due_on)}, and we remind you before."

    def after(self) -> str:
        """Here again."""
        return reverse("appointments:npq", args=[self.application.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the plan and whether the person says they have the award."""
        return super().get_context_data(plan=self.plan, has_award=npq.has_award(self.application), **kwargs)


class AwardView(PersonForm):
    """The award was seen."""

    permission_required = "appointments.plan_npq"
    template_name = "appointments/npq_award.html"
    form_class = AwardForm

    def act(self, form: Any) -> str:
        """Record it."""
        plan = NpqPlan.objects.filter(application=self.application).first()
        if plan is None:
            raise StateError("Write the plan first.")
        npq.mark_award(plan, by=person(self.request), done_on=form.cleaned_data["done_on"])
        return "The award is recorded. We write no more reminders."

    def after(self) -> str:
        """To the plan."""
        return reverse("appointments:npq", args=[self.application.ref])


class InductionView(PersonPage, TemplateView):
    """The first day's list, to tick."""

    permission_required = "appointments.manage"
    template_name = "appointments/induction.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the ticks."""
        ticked = set(request.POST.getlist("done"))
        try:
            induction.tick(self.application, done={code: code in ticked for code in BY_CODE}, by=person(request))
        except StateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Saved.")
        return redirect("appointments:induction", self.application.ref)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the items with who ticked them."""
        rows = list_of(self)
        return super().get_context_data(rows=rows, done=sum(bool(row.done_on) for _, row in rows), **kwargs)


class InductionPdfView(PersonPage, TemplateView):
    """The list on paper."""

    permission_required = "appointments.manage"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        context = self.get_context_data(rows=list_of(self))
        return download(render_pdf("pdf/induction.html", context), "first-day.pdf", inline=True)


def list_of(page: PersonPage) -> list[tuple[Any, InductionItem]]:
    """The items in their order. Raises Http404 before the signature, when there is no list."""
    rows = InductionItem.objects.filter(application=page.application).select_related("done_by")
    found = [(BY_CODE[row.code], row) for row in rows if row.code in BY_CODE]
    if not found:
        raise Http404
    return found
