"""The parts of the advert: the list of them, details, statements, dates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from core.display import day_date, when
from vacancies.advert_tasks import tasks_of
from vacancies.editing import Seen, values_of
from vacancies.forms.advert import DatesForm, DetailsForm, StatementsForm, closing_initial
from vacancies.models import Vacancy
from vacancies.services.advert import dates_of, save_dates, save_details
from vacancies.views.base import OfVacancy, SavingView


class AdvertView(OfVacancy, TemplateView):
    """What the advert is made of, and what is still to do."""

    permission_required = "vacancies.view"
    template_name = "vacancies/advert.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts with their states."""
        may_change = self.user.has_perm("vacancies.change", self.vacancy)
        return super().get_context_data(
            advert=tasks_of(self.vacancy), may_change=may_change, is_draft=self.is_draft, **kwargs
        )


class DetailsView(SavingView):
    """The job, contract, pay and contact."""

    template_name = "vacancies/form.html"
    form_class: Any = DetailsForm
    heading = "The job, contract and pay"

    def get_form_kwargs(self) -> dict[str, Any]:
        """A published advert keeps most of its fields as they are."""
        return {**super().get_form_kwargs(), "draft": self.is_draft}

    def fields(self) -> list[str]:
        """The vacancy's own fields on this page."""
        return [name for name in self.form_class.base_fields if name != "seen"]

    def get_initial(self) -> dict[str, Any]:
        """As it is stored."""
        return {**values_of(self.vacancy, self.fields()), "seen": self.current_digest()}

    def current_digest(self) -> str:
        """What is stored now, of the fields that the page shows."""
        stored = Vacancy.objects.get(pk=self.vacancy.pk)
        shown = self.form_class.still_open if not self.is_draft else self.fields()
        return Seen.of(values_of(stored, shown)).digest

    def save(self, form: Any) -> None:
        """Save them."""
        save_details(self.vacancy, by=self.user, values=form.values(), seen=form.cleaned_data["seen"] or None)

    def get_success_url(self) -> str:
        """Back to the parts of the advert."""
        messages.success(self.request, f"{self.heading}: saved.")
        return self.page("advert")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(
            heading=self.heading, caption=self.vacancy.title, is_draft=self.is_draft, **kwargs
        )


class StatementsView(DetailsView):
    """The statements of the advert."""

    form_class = StatementsForm
    heading = "Statements"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Fixed with the advert: to be read where everybody reads them."""
        if not self.is_draft:
            messages.info(request, "The statements were fixed when the advert was published. You find them below.")
            return redirect(self.page("preview"))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form has one shape; a published advert refuses a change."""
        kwargs = super().get_form_kwargs()
        del kwargs["draft"]
        return kwargs

    def current_digest(self) -> str:
        """What is stored now."""
        return Seen.of(values_of(Vacancy.objects.get(pk=self.vacancy.pk), self.fields())).digest


class DatesView(SavingView):
    """Every date of the recruitment."""

    template_name = "vacancies/dates.html"
    form_class = DatesForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """The closing time of an advert that is out moves on its own page."""
        return {**super().get_form_kwargs(), "draft": self.is_draft}

    def get_form(self, form_class: Any = None) -> DatesForm:
        """The form knows the dates that it does not ask for."""
        form = super().get_form(form_class)
        form.known = self.vacancy
        return form

    def get_initial(self) -> dict[str, Any]:
        """As they are stored."""
        return {**dates_of(self.vacancy), **closing_initial(self.vacancy), "seen": self.current_digest()}

    def current_digest(self) -> str:
        """What is stored now."""
        return Seen.of(dates_of(Vacancy.objects.get(pk=self.vacancy.pk))).digest

    def save(self, form: DatesForm) -> None:
        """Save them."""
        seen = form.cleaned_data["seen"] or None
        save_dates(self.vacancy, by=self.user, values=form.values(), key_dates=form.key_dates(), seen=seen)

    def label_of(self, form: Any, name: str) -> str:
        """The closing time by its name."""
        return "Closing date and time" if name == "closes_at" else super().label_of(form, name)

    def words_of(self, form: Any, name: str, value: Any) -> str:
        """Dates as people read them."""
        if value is None:
            return "Not set"
        return when(value) if name == "closes_at" else day_date(value)

    def get_success_url(self) -> str:
        """Back to the parts of the advert."""
        messages.success(self.request, "Dates: saved.")
        return self.page("advert")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the pack says about dates."""
        pack = self.vacancy.packs.first()
        read = pack.result if pack else {}
        said = [
            (label, read.get(key))
            for label, key in (("Closing", "closing"), ("Interviews", "interview"), ("Start", "start"))
        ]
        return super().get_context_data(
            heading="Dates",
            caption=self.vacancy.title,
            is_draft=self.is_draft,
            said=[(label, words) for label, words in said if words],
            **kwargs,
        )
