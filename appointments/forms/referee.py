"""The referee's pages as forms, made from appointments/questions.py."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from appointments.questions import Page, Question
from core.forms import GovForm, GovMonthField, Look
from core.forms.look import Width

LONG = 4000  # characters of a long answer
LINE = 200


def _this_month() -> date:
    return timezone.localdate()


def field_for(question: Question, *, must: bool) -> forms.Field:
    """Return the form field of a question. `must` is False while a half-done page may be kept."""
    shared: dict[str, Any] = {
        "label": question.label,
        "help_text": question.hint,
        "required": must and question.required,
    }
    if question.kind in ("yes_no", "choice"):
        choices = question.choices or (("yes", "Yes"), ("no", "No"))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shared)
    if question.kind == "month":
        return GovMonthField(what="the month", latest=_this_month, latest_says="this month or in the past", **shared)
    if question.kind == "tick":
        return forms.BooleanField(**shared)
    if question.kind == "long":
        return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": 6}), **shared)
    return forms.CharField(max_length=LINE, **shared)


def look_for(question: Question) -> Look:
    """Return how the question looks: hints under its choices, a box as wide as its answer."""
    width: Width | None = 20 if question.key == "phone" else None
    return Look(hints=dict(question.hints), width=width, optional=not question.needed_if)


class RefereeForm(GovForm):
    """One page of the reference."""

    def __init__(self, *args: Any, page: Page, must: bool = True, **kwargs: Any) -> None:
        self.page, self.must = page, must
        super().__init__(*args, **kwargs)
        for question in page.questions:
            self.fields[question.key] = field_for(question, must=must)
            self.dress(question.key, self.fields[question.key])
            self.fields[question.key].look = look_for(question)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Dates that cross are refused beside the later one; so is a "no" without its reason."""
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("from"), data.get("to")
        if start and end and end < start:
            self.add_error("to", "The leaving date must be after the start. Check both dates")
        for question in self.page.questions if self.must else ():
            other, _, value = question.needed_if.partition(":")
            if other and data.get(other) == value and not data.get(question.key):
                self.add_error(question.key, "Say why you would not")
        return data

    def answers(self) -> dict[str, Any]:
        """What was answered, as values that JSON can keep: months as ISO dates, "" for what was left empty."""
        return {
            key: value.isoformat() if isinstance(value, date) else value or ""
            for key, value in self.cleaned_data.items()
        }


class CodeForm(GovForm):
    """The code sent to the referee's address."""

    code = forms.CharField(
        label="6-digit code",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    looks: ClassVar = {"code": Look(what="the 6-digit code", width=10)}


class DeclineForm(GovForm):
    """Saying no."""

    reason = forms.CharField(
        label="If you wish, say why, or who should answer instead",
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
