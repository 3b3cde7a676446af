"""Choosing criteria from the bank: offered by the duties, each confirmed by its tick."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.utils.functional import cached_property

from core.forms import GovForm
from vacancies.criteria_bank import BY_CODE, Offer, offers
from vacancies.models import Duty, Importance, Method
from vacancies.services.bank import add_from_bank
from vacancies.views.base import SavingView


class BankForm(GovForm):
    """Which criteria were ticked. One that the vacancy has already is no error: the button was pressed twice."""

    chosen = forms.MultipleChoiceField(
        choices=[(code, each.text) for code, each in BY_CODE.items()],
        error_messages={"required": "Tick each criterion that you want"},
    )


class BankView(SavingView):
    """The bank, with what the duties call for first."""

    form_class = BankForm
    template_name = "vacancies/bank.html"

    @cached_property
    def offered(self) -> list[Offer]:
        """What the vacancy has not got yet."""
        duties = Duty.objects.filter(section__vacancy=self.vacancy).order_by("section__position", "position", "pk")
        there = self.vacancy.criteria.values_list("text", flat=True)
        return offers(duties.values_list("text", flat=True), list(there))

    def save(self, form: BankForm) -> None:
        """Add those that were ticked."""
        self.added = add_from_bank(self.vacancy, by=self.user, codes=form.cleaned_data["chosen"])

    def get_success_url(self) -> str:
        """All criteria, to be checked."""
        count = self.added
        messages.success(self.request, f"{count} criteri{'on' if count == 1 else 'a'} added. Check each one.")
        return self.page("review")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The offers by area: first those that the duties call for."""
        ticked = set(kwargs["form"]["chosen"].value() or []) if "form" in kwargs else set()
        called: dict[str, list[dict[str, Any]]] = {}
        others: dict[str, list[dict[str, Any]]] = {}
        for offer in self.offered:
            each = offer.criterion
            row = {
                "offer": offer,
                "code": each.code,
                "text": each.text,
                "hint": f"{Importance(each.importance).label}. {_methods(each.methods)}.",
                "ticked": each.code in ticked,
            }
            (called if offer.called_for else others).setdefault(each.area, []).append(row)
        return super().get_context_data(called=called, others=others, **kwargs)


def _methods(methods: tuple[str, ...]) -> str:
    words = ", ".join(Method(each).label.lower() for each in methods)
    return words[:1].upper() + words[1:]
