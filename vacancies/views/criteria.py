"""One criterion: add, edit, move, delete."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView, View

from core.states import StateError
from vacancies.forms.criteria import CriterionForm
from vacancies.models import Criterion, Scoring
from vacancies.services import specification
from vacancies.specification_page import method_words
from vacancies.views.base import OfVacancy, SavingView


class OfCriterion(OfVacancy):
    """Mixin for pages of one criterion of the vacancy."""

    @cached_property
    def criterion(self) -> Criterion:
        """The criterion of the address, of this vacancy. Raises Http404."""
        rows = Criterion.objects.select_related("section", "vacancy__school")
        return get_object_or_404(rows, pk=self.kwargs["pk"], vacancy=self.vacancy)

    def back_to_row(self) -> str:
        """The row on the page of all criteria."""
        return f"{self.page('review')}#row-{self.criterion.pk}"


class CriterionFormView(SavingView):
    """The form of one criterion."""

    template_name = "vacancies/criterion.html"
    form_class = CriterionForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the names of the sections there are."""
        names = self.vacancy.criterion_sections.values_list("name", flat=True)
        return super().get_context_data(
            sections=[name for name in names if name],
            is_draft=self.is_draft,
            caption=self.vacancy.title,
            **kwargs,
        )


class AddView(CriterionFormView):
    """Add a criterion."""

    def get_initial(self) -> dict[str, Any]:
        """The last section, and points."""
        last = self.vacancy.criterion_sections.last()
        return {"section": last.name if last else "", "scoring": Scoring.SCORED}

    def save(self, form: CriterionForm) -> None:
        """Add it."""
        self.added = specification.add_criterion(self.vacancy, by=self.user, **form.values())

    def get_success_url(self) -> str:
        """The new row."""
        messages.success(self.request, "Criterion added.")
        return f"{self.page('review')}#row-{self.added.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading="Add a criterion", **kwargs)


class EditView(OfCriterion, CriterionFormView):
    """Change a criterion."""

    def get_initial(self) -> dict[str, Any]:
        """As it is stored."""
        row = self.criterion
        return {
            "text": row.text,
            "number": row.number,
            "section": row.section.name,
            "importance": row.importance,
            "methods": list(row.assessed_by),
            "scoring": row.scoring,
            "seen": specification.seen_of(row),
        }

    def save(self, form: CriterionForm) -> None:
        """Change it, unless somebody else has since."""
        seen = form.cleaned_data["seen"] or None
        specification.set_criterion(self.criterion, by=self.user, seen=seen, **form.values())

    def current_digest(self) -> str:
        """What is stored now."""
        return specification.seen_of(Criterion.objects.get(pk=self.criterion.pk))

    def words_of(self, form: Any, name: str, value: Any) -> str:
        """Methods and sections by their words."""
        if name == "methods":
            return method_words(str(value).split(",")) if value else "Not set"
        if name == "section_id":
            section = self.vacancy.criterion_sections.filter(pk=value).first()
            return section.name if section else ""
        return super().words_of(form, name, value) or "Not set"

    def label_of(self, form: Any, name: str) -> str:
        """The section by its field's label."""
        return super().label_of(form, "section" if name == "section_id" else name)

    def get_success_url(self) -> str:
        """Its row."""
        messages.success(self.request, "Criterion saved.")
        return self.back_to_row()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading and the criterion."""
        return super().get_context_data(heading="Change a criterion", criterion=self.criterion, **kwargs)


class MoveView(OfCriterion, View):
    """Move a criterion one place."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str, pk: int) -> HttpResponse:
        """Up, or down."""
        try:
            specification.move_criterion(self.criterion, by=self.user, up=request.POST.get("to") == "up")
        except StateError as error:
            messages.error(request, str(error))
            return redirect(self.page("review"))
        return redirect(self.page("criterion", pk))


class DeleteView(OfCriterion, TemplateView):
    """Ask, then delete."""

    template_name = "vacancies/delete.html"

    def post(self, request: HttpRequest, ref: str, pk: int) -> HttpResponse:
        """Delete it."""
        try:
            specification.delete_criterion(self.criterion, by=self.user)
        except StateError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, "Criterion deleted.")
        return redirect(self.page("review"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what would go."""
        return super().get_context_data(
            heading="Delete this criterion?",
            what=[self.criterion.text],
            button="Delete the criterion",
            back=self.page("criterion", self.criterion.pk),
            **kwargs,
        )
