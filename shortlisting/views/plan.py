"""The sift plan: HR and the chair set and agree it; once the sift is open everybody on the panel reads it, locked."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView, TemplateView, View

from shortlisting import sift
from shortlisting.forms.plan import PlanForm
from shortlisting.plan import STAGES, PlanError, coverage
from shortlisting.scoring import Scale
from shortlisting.services.plan import agree_plan, set_plan
from shortlisting.standing import ties_words
from shortlisting.views.base import OfPanel
from vacancies.models import Criterion, Importance, Scoring

HEADINGS = {
    "sift": "Sift", "interview": "Interview", "task": "Task or presentation", "references": "References",
    "checks": "Checks",
}  # fmt: skip


class PlanView(OfPanel, TemplateView):
    """The plan as it stands, and which criterion is judged where."""

    permission_required = "shortlisting.plan"
    template_name = "shortlisting/plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the scale, the weights and the coverage."""
        scale, criteria = sift.scale_of(self.panel), sift.criteria_of(self.panel)
        covered = self._covered()
        return super().get_context_data(
            scale=scale, words=[(value, scale.words[value]) for value in scale.values], criteria=criteria,
            ties=ties_words(self.panel),
            scored=[each for each in criteria if each.scoring != Scoring.PASS_FAIL],
            pass_fail=[each for each in criteria if each.scoring == Scoring.PASS_FAIL],
            headings=[HEADINGS[stage] for stage in STAGES], covered=covered,
            warnings=[row for row in covered if row["warning"]], locked=self.panel.sift_opened_at is not None,
            may_set=self.user.has_perm("shortlisting.outcomes", self.vacancy), **kwargs,
        )  # fmt: skip

    def _covered(self) -> list[dict[str, Any]]:
        criteria = list(Criterion.objects.filter(vacancy=self.vacancy).in_order())
        rows = coverage(
            (each.pk, each.importance == Importance.ESSENTIAL, each.assessed_by) for each in criteria
        )  # fmt: skip
        return [
            {"criterion": each, "cells": [stage in row.stages for stage in STAGES], "warning": row.warning}
            for each, row in zip(criteria, rows, strict=True)
        ]


class SetPlanView(OfPanel, FormView):
    """Set the plan, until the sift opens."""

    permission_required = "shortlisting.outcomes"
    template_name = "shortlisting/plan_form.html"
    form_class = PlanForm

    @cached_property
    def scale(self) -> Scale:
        """The scale as it stands."""
        return sift.scale_of(self.panel)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A locked plan is only read."""
        return redirect(self.page("plan")) if self.panel.sift_opened_at else super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The scored criteria of the sift."""
        scored = [each for each in sift.criteria_of(self.panel) if each.scoring != Scoring.PASS_FAIL]
        return {**super().get_form_kwargs(), "criteria": scored}

    def get_initial(self) -> dict[str, Any]:
        """The plan as it stands."""
        return PlanForm.initial_of(self.scale, self.panel)

    def form_valid(self, form: PlanForm) -> HttpResponse:
        """Keep it, or say beside the field what is wrong."""
        try:
            set_plan(self.panel, by=self.user, **form.given())
        except PlanError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        return redirect(self.page("plan"))


class AgreePlanView(OfPanel, View):
    """Agree the plan as it stands."""

    permission_required = "shortlisting.outcomes"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Agree, or say why not."""
        try:
            agree_plan(self.panel, by=self.user)
        except PlanError as error:
            messages.error(request, str(error))
        return redirect(self.page("plan"))
