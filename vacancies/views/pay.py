"""What the job pays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import capfirst
from django.views.generic import View

from core.components import Fact
from core.display import plain_date, pounds
from core.states import StateError
from vacancies.advert_tasks import next_part
from vacancies.forms.pay import PayForm, initial_of
from vacancies.models import VacancyPay
from vacancies.pay import AREAS, Edition, award_is_known, edition_at
from vacancies.pay_page import comparison_of, pack_says, sources_of
from vacancies.pay_shown import pay_of, stored_pay
from vacancies.services.pay import digest_of, save_pay, save_pay_words, use_edition
from vacancies.services.sections import mark_section
from vacancies.views.base import OfVacancy, SavingView


class PayView(SavingView):
    """Choose, see it worked out, go on choosing."""

    template_name = "vacancies/pay.html"
    form_class = PayForm

    @cached_property
    def day(self) -> date:
        """The day whose pay applies: the start of the job, today without one."""
        return self.vacancy.starts_on or timezone.localdate()

    def get_form_kwargs(self) -> dict[str, Any]:
        """The school's area and week, and a row for each of the hours."""
        pay = stored_pay(self.vacancy)
        rows = pay.hours_options.count() if pay else 0
        return {**super().get_form_kwargs(), "school": self.vacancy.school, "starts_on": self.day, "rows": rows}

    def get_initial(self) -> dict[str, Any]:
        """As it is stored."""
        shown = initial_of(self.vacancy)
        return {**shown, "seen": self.current_digest()}

    def current_digest(self) -> str:
        """What is stored now."""
        return digest_of(self.vacancy)

    def save(self, form: PayForm) -> None:
        """Save the figures, or the words."""
        seen = form.cleaned_data["seen"] or None
        if form.in_words:
            save_pay_words(self.vacancy, by=self.user, words=form.cleaned_data["pay_text"], seen=seen)
        else:
            save_pay(self.vacancy, by=self.user, values=form.columns(), hours=form.hours(), seen=seen)

    def label_of(self, form: Any, name: str) -> str:
        """What a column is called where it has no box of its own."""
        if name in form.fields:
            return super().label_of(form, name)
        labels = {field.name: str(field.verbose_name) for field in VacancyPay._meta.concrete_fields}
        return str(capfirst(labels.get(name, "hours on offer")))

    def words_of(self, form: Any, name: str, value: Any) -> str:
        """Sums in pounds, hours in one line."""
        if isinstance(value, list):
            return ", ".join(value)
        if isinstance(value, Decimal) and name != "full_week":
            return pounds(value)
        return super().words_of(form, name, value)

    def get_success_url(self) -> str:
        """This page again with the result, or on to the next part of the advert."""
        if "done" in self.request.POST:
            mark_section(self.vacancy, "pay", by=self.user, done=True)
            messages.success(self.request, "Pay: saved.")
            return next_part(self.vacancy, "pay")
        return f"{self.page('pay')}#worked-out"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the result, the edition it is from and what the pack says."""
        edition, stored = edition_at(self.day), stored_pay(self.vacancy)
        return super().get_context_data(
            heading="Pay",
            pay=(shown := pay_of(self.vacancy)),
            facts=[Fact(label, words) for label, words in shown.facts] if shown else [],
            worked_out=stored is not None,
            edition=edition,
            area=AREAS[self.vacancy.school.pay_area],
            sources=sources_of(edition, stored, self.vacancy.school.pay_area),
            unknown_award=self._unknown_award(edition),
            comparison=comparison_of(stored, edition),
            pack=pack_says(self.vacancy, at=self.day),
            **kwargs,
        )

    def _unknown_award(self, edition: Edition) -> str:
        if award_is_known(self.day):
            return ""
        starts = plain_date(self.day)
        return f"The job starts on {starts}. The pay of that school year is not known yet, so we use {edition.name}."


class PayEditionView(OfVacancy, View):
    """Take the points over into the pay of the year in which the job starts."""

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        """Change the figures, and show them."""
        edition = edition_at(self.vacancy.starts_on or timezone.localdate())
        try:
            use_edition(self.vacancy, by=self.user, name=edition.name)
        except StateError as error:
            return self.refused(error, "pay")
        messages.success(request, f"The figures are now those of {edition.name}.")
        return redirect(f"{self.page('pay')}#worked-out")
