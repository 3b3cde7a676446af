"""The job description: headings with their duties, beside the pack they were read from."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView

from core.states import StateError
from vacancies.duties_page import page_of
from vacancies.forms.criteria import DutiesForm
from vacancies.models import DutySection
from vacancies.services import duties
from vacancies.views.base import OfVacancy, SavingView
from vacancies.views.rows import RowsView


class DutiesView(RowsView):
    """Every heading with its duties."""

    template_name = "vacancies/duties.html"
    home = "duties"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the duties under their headings, and the source."""
        form = kwargs.get("form")
        ticked = form.cleaned_data.get("rows", {}) if form is not None else {}
        spec = page_of(self.rows, self.packs, ticked, self.vacancy.duty_sections.all())
        return super().get_context_data(
            **{"spec": spec, "packs": self.packs, "sources": self.sources(spec.marks), "form": form, **kwargs}
        )


class AddDutiesView(SavingView):
    """A new heading with its duties."""

    template_name = "vacancies/duty_section.html"
    form_class = DutiesForm
    heading = "Add duties"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.is_draft else redirect(self.page("duties"))

    def save(self, form: DutiesForm) -> object:
        return duties.add_section(self.vacancy, by=self.user, **form.values())

    def get_success_url(self) -> str:
        return self.page("duties")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=self.heading, **kwargs)


class EditDutiesView(AddDutiesView):
    """One heading and its duties, a line each."""

    heading = "Change duties"

    @cached_property
    def section(self) -> DutySection:
        """The heading in the address. Raises Http404."""
        return get_object_or_404(self.vacancy.duty_sections, pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        section = self.section
        return {"heading": section.heading, "duties": _lines(section), "seen": duties.seen_of(section)}

    def save(self, form: DutiesForm) -> None:
        seen = form.cleaned_data["seen"] or None
        duties.save_section(self.section, by=self.user, seen=seen, **form.values())

    def current_digest(self) -> str:
        return duties.seen_of(DutySection.objects.get(pk=self.section.pk))

    def words_of(self, form: Any, name: str, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else super().words_of(form, name, value)

    def get_success_url(self) -> str:
        return f"{self.page('duties')}#section-{self.section.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section=self.section, **kwargs)


class DeleteDutiesView(OfVacancy, TemplateView):
    """Ask, then take a heading and its duties out."""

    template_name = "vacancies/delete.html"

    def post(self, request: HttpRequest, ref: str, pk: int) -> HttpResponse:
        """Take them out; sent twice, the second time there is nothing left to do."""
        section = self.vacancy.duty_sections.filter(pk=pk).first()
        try:
            if section is not None:
                duties.delete_section(section, by=self.user)
        except StateError as error:
            return self.refused(error, "duties")
        messages.success(request, "Duties deleted.")
        return redirect(self.page("duties"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = get_object_or_404(self.vacancy.duty_sections, pk=self.kwargs["pk"])
        return super().get_context_data(
            heading="Delete these duties?",
            what=[text for text in (section.heading, *_lines(section).splitlines()) if text],
            button="Delete the duties",
            back=self.page("duties_edit", section.pk),
            **kwargs,
        )


def _lines(section: DutySection) -> str:
    return "\n".join(duty.text for duty in section.duties.all())
