"""Steps that need a reason."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import GovForm, Look
from vacancies.forms.advert import ClosingFields
from vacancies.models import Vacancy


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
        closes = given["closes_at"] = self.closing(given.get("closes_on"), given.get("closes_time"))
        now_at = self._vacancy.closes_at
        if closes and now_at and closes <= now_at:
            self.add_error("closes_on", "The new closing time must be later than the present one")
        return given
