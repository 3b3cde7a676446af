"""The parts of the advert: the list of them, and a page for each that is a form of the vacancy's own fields."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from core.states import StateError
from vacancies.advert_tasks import next_part, tasks_of
from vacancies.editing import SCHEDULED, EditedMeanwhileError, Seen, values_of
from vacancies.forms import advert as forms
from vacancies.models import Vacancy
from vacancies.parts import BY_SLUG
from vacancies.services.advert import save_details
from vacancies.services.sections import mark_section
from vacancies.steps import steps_of
from vacancies.views.base import OfVacancy, SavingView


class AdvertView(OfVacancy, TemplateView):
    """What the advert is made of, and what is still to do."""

    permission_required = "vacancies.view"
    template_name = "vacancies/advert.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts with their states."""
        may_change = self.user.has_perm("vacancies.change", self.vacancy)
        return super().get_context_data(
            advert=tasks_of(self.vacancy), steps=steps_of(self.vacancy), may_change=may_change, **kwargs
        )


class PartView(SavingView):
    """A part of the advert.

    "Save and come back later" keeps whatever is right and says what is not; who goes on has to have it right.
    """

    template_name = "vacancies/part.html"
    form_class: Any
    slug: str

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """What was fixed with the advert is read where everybody reads it."""
        if self.vacancy.state == Vacancy.State.SCHEDULED:
            messages.info(request, SCHEDULED)
            return redirect(self.page("advert"))
        if not self.is_draft and not self.form_class.still_open:
            messages.info(request, f"{self.heading}: fixed when the advert was published. You can find it below.")
            return redirect(self.page("preview"))
        return super().get(request, *args, **kwargs)

    @property
    def heading(self) -> str:
        """The part's name."""
        return BY_SLUG[self.slug].label

    @property
    def later(self) -> bool:
        """Whether the person will come back."""
        return "later" in self.request.POST

    def get_form_kwargs(self) -> dict[str, Any]:
        """Forms know the vacancy: its state decides what may change."""
        return {**super().get_form_kwargs(), "vacancy": self.vacancy}

    def fields(self) -> list[str]:
        """The vacancy's own fields on this page."""
        shown = () if self.is_draft else self.form_class.still_open
        return list(shown) or [name for name in self.form_class.base_fields if name != "seen"]

    def stored(self) -> dict[str, Any]:
        """What is stored now, of the fields that the page shows."""
        return values_of(Vacancy.objects.get(pk=self.vacancy.pk), self.fields())

    def get_initial(self) -> dict[str, Any]:
        """As it is stored."""
        return {**self.stored(), "seen": self.current_digest()}

    def current_digest(self) -> str:
        """The digest of what is stored now."""
        return Seen.of(self.stored()).digest

    def keep(self, values: dict[str, Any], *, seen: str | None) -> None:
        """Call the service with what may be kept."""
        save_details(self.vacancy, by=self.user, values=values, seen=seen, shown=self.fields())

    def save(self, form: Any) -> None:
        """Keep everything, and remember whether the part is done."""
        self.keep(form.values(), seen=form.cleaned_data["seen"] or None)
        mark_section(self.vacancy, self.slug, by=self.user, done=not self.later)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Keep what is right for who comes back later."""
        if not self.later or not self.is_draft:
            return super().form_invalid(form)
        try:
            self.keep(form.given(), seen=form.cleaned_data.get("seen") or None)
        except EditedMeanwhileError as error:
            return self.edited_meanwhile(form, error)
        except StateError as error:
            form.add_error(None, str(error))
            return super().form_invalid(form)
        mark_section(self.vacancy, self.slug, by=self.user, done=False)
        form.saw(self.current_digest())
        return self.render_to_response(self.get_context_data(form=form, kept=True))

    def get_success_url(self) -> str:
        """On to the next part, or back to the list of them."""
        messages.success(self.request, f"{self.heading}: saved.")
        return self.page("advert") if self.later or not self.is_draft else next_part(self.vacancy, self.slug)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the heading."""
        return super().get_context_data(heading=self.heading, **kwargs)


class DetailsView(PartView):
    """What the job is."""

    slug, form_class = "details", forms.DetailsForm


class ContractView(PartView):
    """How long and how much of the week."""

    slug, form_class = "contract", forms.ContractForm


class AboutView(PartView):
    """What the school offers."""

    slug, form_class = "about", forms.AboutForm


class ReportingView(PartView):
    """Who the person works for, leads and works with."""

    slug, form_class = "reporting", forms.ReportingForm


class ContactView(PartView):
    """Whom to ask, and how to see the school: also once the advert is out."""

    slug, form_class = "contact", forms.ContactForm


class StatementsView(PartView):
    """The statements of the advert."""

    slug, form_class = "statements", forms.StatementsForm


class ApplyView(PartView):
    """How to apply, and what happens on the day."""

    slug, form_class = "apply", forms.ApplyForm


class EndView(PartView):
    """Conditions, review dates and signatures."""

    slug, form_class = "jd_end", forms.EndForm
