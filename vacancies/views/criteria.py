"""One criterion: add, edit."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpResponse

from vacancies.forms.criteria import CriterionForm
from vacancies.models import Criterion, Scoring
from vacancies.services import specification
from vacancies.specification_page import method_words
from vacancies.views.base import SavingView
from vacancies.views.rows import OfRows


def initial_of(row: Criterion) -> dict[str, Any]:
    """A criterion as its form shows it."""
    return {
        "text": row.text,
        "number": row.number,
        "section": row.section.name,
        "importance": row.importance,
        "methods": list(row.assessed_by),
        "scoring": row.scoring,
        "seen": specification.seen_of(row),
    }


class CriterionFormView(OfRows, SavingView):
    """The form of one criterion."""

    template_name = "vacancies/criterion.html"
    form_class = CriterionForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the names of the sections there are."""
        names = self.vacancy.criterion_sections.values_list("name", flat=True)
        return super().get_context_data(sections=[name for name in names if name], **kwargs)


class AddView(CriterionFormView):
    """Add a criterion."""

    def get_initial(self) -> dict[str, Any]:
        """The section that was asked for, else the last; and points."""
        asked = self.request.GET.get("section", "")
        last = self.vacancy.criterion_sections.filter(pk=asked).first() if asked.isdecimal() else None
        last = last or self.vacancy.criterion_sections.last()
        return {"section": last.name if last else "", "scoring": Scoring.SCORED}

    def save(self, form: CriterionForm) -> None:
        """Add it."""
        self.added = specification.add_criterion(self.vacancy, by=self.user, **form.values())

    def get_success_url(self) -> str:
        """The new row."""
        return self.home_at(f"row-{self.added.pk}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading="Add a criterion", **kwargs)


class EditView(CriterionFormView):
    """Change a criterion: on a page of its own, or in its place in the list (asked by htmx)."""

    @cached_property
    def criterion(self) -> Criterion:
        """The criterion of the address, of this vacancy. Raises Http404."""
        found: Criterion = self.row(self.kwargs["pk"])
        return found

    def get_initial(self) -> dict[str, Any]:
        """As it is stored."""
        return initial_of(self.criterion)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Ids of its own, for more than one form may stand on the list."""
        return {**super().get_form_kwargs(), "auto_id": f"edit-{self.criterion.pk}-%s" if self._in_place else "id_%s"}

    @property
    def _in_place(self) -> bool:
        return bool(self.request.htmx)  # type: ignore[attr-defined]

    def save(self, form: CriterionForm) -> None:
        """Change it, unless somebody else has since."""
        seen = form.cleaned_data["seen"] or None
        specification.set_criterion(self.criterion, by=self.user, seen=seen, **form.values())

    def current_digest(self) -> str:
        """What is stored now."""
        return specification.seen_of(Criterion.objects.get(pk=self.criterion.pk))

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """The list with this form open in its row, where the list asked."""
        if not self._in_place:
            return super().render_to_response(context, **kwargs)
        from vacancies.views.review import ReviewView  # which draws this form

        form = context["form"]
        page = ReviewView(request=self.request, args=self.args, kwargs=self.kwargs)
        keys = ("theirs", "theirs_who")
        editing = {"pk": self.criterion.pk, "form": form, **{key: context[key] for key in keys if key in context}}
        return page.render_to_response(page.get_context_data(editing=editing, focus=f"row-{self.criterion.pk}"))

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
        return self.home_at(f"row-{self.criterion.pk}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading and the criterion."""
        tick = f"{self.criterion.pk}:{specification.seen_of(self.criterion)}"
        return super().get_context_data(heading="Change a criterion", criterion=self.criterion, tick=tick, **kwargs)
