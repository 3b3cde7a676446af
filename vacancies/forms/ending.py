"""Steps that need a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from core.display import plain_date
from core.forms import GovForm, Look
from vacancies.forms.dates import ClosingFields
from vacancies.key_dates import crossings
from vacancies.models import AgainReason, Vacancy
from vacancies.services.planning import plan_of

FOLLOWS = {
    "sift": "The panel’s scores are due",
    "shortlist": "People are told of the shortlist",
    "interview_on": "Interviews are",
    "starts_on": "The job starts",
}


class ReasonForm(GovForm):
    """A typed reason."""

    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="It is kept with the record, with your name and the date. Applicants do not see it",
        error_messages={"required": "Say why"},
    )
    looks = {"reason": Look(rows=3)}


class ClosingForm(ReasonForm, ClosingFields):
    """A later closing time, and why."""

    looks = {"reason": Look(rows=3), "closes_time": Look(width=10)}
    field_order = ("closes_on", "closes_time", "reason")

    def __init__(self, *args: Any, vacancy: Vacancy, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._vacancy = vacancy

    def clean(self) -> dict[str, Any]:
        """In the future, and later than it was."""
        given = super().clean() or {}
        closes = given["closes_at"] = self.closing()
        now_at = self._vacancy.closes_at
        if closes and now_at and closes <= now_at:
            self.add_error("closes_on", "The new closing time must be later than the present one")
        elif closes:
            self._before_what_follows(timezone.localdate(closes))
        return given

    def _before_what_follows(self, day: date) -> None:
        """What was planned for after the closing must still come after it."""
        plan = replace(plan_of(self._vacancy), closes_on=day, visits=None, publish_on=None)
        for problem in crossings(plan):
            on = getattr(plan, problem.name)
            if problem.name in FOLLOWS and on <= day:
                says = f"{FOLLOWS[problem.name]} on {plain_date(on)}. Move that first, or enter an earlier closing date"
                self.add_error("closes_on", says)
                return


class AgainForm(ReasonForm):
    """Why the job is advertised once more. `key` is one for each showing of the form."""

    why = forms.ChoiceField(label="What happened?", choices=AgainReason.choices, widget=forms.RadioSelect)
    key = forms.CharField(max_length=20, widget=forms.HiddenInput)
    field_order = ("why", "reason", "key")
    looks = {"why": Look(what="what happened"), "reason": Look(rows=3)}
