"""What pages of one vacancy share: the row in the address, what a late saver is shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView

from core.components import Fact
from core.display import plain_date, when
from core.states import StateError
from vacancies.editing import EditedMeanwhileError
from vacancies.models import Vacancy
from vacancies.views.address import AtVacancy

S = Vacancy.State
LABELS = {"closes_at": "Closing date and time"}


class OfVacancy(AtVacancy):
    """Mixin for pages of one vacancy, named by `ref` in the address. `tab`: the tab that is marked."""

    permission_required = "vacancies.change"
    tab = "advert"

    @property
    def is_draft(self) -> bool:
        """Whether everything may still be changed."""
        return self.vacancy.state == S.DRAFT

    def page(self, name: str, *args: Any) -> str:
        """The address of another page of this vacancy."""
        return reverse(f"vacancies:{name}", args=[self.vacancy.ref, *args])

    def refused(self, error: StateError, name: str = "") -> HttpResponse:
        """Say why it cannot be done, on the page `name` (the workbench without one)."""
        messages.error(self.request, str(error))
        return redirect(self.page(name) if name else reverse("workbench", args=[self.vacancy.ref]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        vacancy = self.vacancy
        page = {
            "vacancy": vacancy,
            "school": vacancy.school,
            "tab": self.tab,
            "is_draft": self.is_draft,
            "caption": vacancy.title,
        }
        return super().get_context_data(**{**page, **kwargs})  # type: ignore[misc]


class SavingView(OfVacancy, FormView):
    """A form that calls a service. Who saves second is shown both, and what they typed stays."""

    def save(self, form: Any) -> object:
        """Call the service."""
        raise NotImplementedError

    def current_digest(self) -> str:
        """The digest of what is stored now, for pages that two people may have open."""
        return ""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.save(form)
        except EditedMeanwhileError as error:
            return self.edited_meanwhile(form, error)
        except StateError as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect(self.get_success_url())

    def edited_meanwhile(self, form: Any, error: EditedMeanwhileError) -> HttpResponse:
        """The page again, with both texts; saved once more, it is meant."""
        form.saw(self.current_digest())
        theirs = [
            Fact(self.label_of(form, name), self.words_of(form, name, value), missing="Empty")
            for name, value in error.theirs.items()
        ]
        return self.render_to_response(self.get_context_data(form=form, theirs=theirs, theirs_who=str(error)))

    def label_of(self, form: Any, name: str) -> str:
        """What the page calls a stored field."""
        return str(form.fields[name].label) if name in form.fields else LABELS.get(name, name)

    def words_of(self, form: Any, name: str, value: Any) -> str:
        """A stored value as people read it."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        choices = dict(getattr(form.fields.get(name), "choices", ()))
        if value in choices:
            return str(choices[value])
        if isinstance(value, datetime):
            return when(value)
        return plain_date(value) if isinstance(value, date) else str(value or "")
