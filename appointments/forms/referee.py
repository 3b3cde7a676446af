"""The referee's pages as forms, made from appointments/questions.py."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from appointments.questions import Page, Question
from core.display import lower_first
from core.forms import GovForm, GovMonthField, Look, Section
from core.forms.look import Width

LONG = 4000  # characters of a long answer
LINE = 200
OWN = {"name": "name", "job_title": "organization-title", "organisation": "organization", "phone": "tel"}


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
        says = {"required": f"Enter the month and year: {question.label}"}
        limit = "this month or in the past"
        return GovMonthField(what="the month", latest=_this_month, latest_says=limit, error_messages=says, **shared)
    if question.kind == "tick":
        return forms.BooleanField(**shared)
    if question.kind == "long":
        rows = 6 if question.required else 3
        return forms.CharField(max_length=LONG, widget=forms.Textarea(attrs={"rows": rows}), **shared)
    if question.kind == "email":
        return forms.EmailField(max_length=254, **shared)
    if question.kind == "phone":
        return forms.CharField(max_length=30, widget=forms.TextInput(attrs={"type": "tel"}), **shared)
    return forms.CharField(max_length=LINE, **shared)


def look_for(question: Question) -> Look:
    """Return how the question looks: hints under its choices, a box as wide as its answer."""
    phone = question.kind == "phone"
    width: Width | None = 20 if phone else None
    return Look(
        what=f"the {lower_first(question.label)}" if phone else "",
        hints=dict(question.hints),
        width=width,
        optional=not question.needed_if,
        autocomplete=OWN.get(question.key, ""),
    )


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
        """Dates that cross are refused beside the later one; so is an answer without what it calls for."""
        data: dict[str, Any] = super().clean() or {}
        start, end = data.get("from"), data.get("to")
        if start and end and end < start:
            self.add_error("to", "The leaving date must be after the start. Check both dates")
        for question in self.page.questions if self.must else ():
            other, _, value = question.needed_if.partition(":")
            if other and data.get(other) == value and not data.get(question.key) and question.key not in self.errors:
                self.add_error(question.key, question.else_says)
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
    """Saying no, and who could answer instead."""

    reason = forms.CharField(
        label="If you wish, say why",
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    name = forms.CharField(label="Their full name", max_length=150, required=False)
    job_title = forms.CharField(label="Their job title", max_length=150, required=False)
    email = forms.EmailField(label="Their e-mail address at work", max_length=254, required=False)
    looks: ClassVar = {"name": Look(optional=False), "job_title": Look(optional=False), "email": Look(optional=False)}

    def layout(self) -> Layout:
        """Why, then who instead."""
        instead = Section(
            "Who should answer instead",
            "name",
            "job_title",
            "email",
            hint="Leave these empty if you know nobody. The school looks at the address before it writes.",
        )
        return Layout("reason", instead)

    def clean(self) -> dict[str, Any]:
        """A person named can be reached."""
        data: dict[str, Any] = super().clean() or {}
        if any(data.get(key) for key in ("name", "job_title", "email")) or "email" in self.errors:
            for key, message in (("name", "Enter their name"), ("email", "Enter their e-mail address at work")):
                if not data.get(key) and key not in self.errors:
                    self.add_error(key, message)
        return data

    def instead(self) -> dict[str, str]:
        """Who was named; empty for nobody."""
        named = {key: self.cleaned_data[key] for key in ("name", "job_title", "email")}
        return named if named["email"] else {}


class HeadForm(GovForm):
    """The head's word on what the reference says."""

    answer = forms.ChoiceField(
        label="Are these answers right?",
        choices=[("right", "Yes, they are right"), ("different", "No, something is different")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="If something is different, say what",
        help_text="Leave out what was found false or could not be proved, names of children, and health.",
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    is_head = forms.BooleanField(label="I am the head, or sign for the head")
    looks: ClassVar = {
        "answer": Look(what="whether they are right"),
        "note": Look(optional=False),
        "is_head": Look(what="that you are the head"),
    }

    def clean(self) -> dict[str, Any]:
        """What is different is said."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("answer") == "different" and not data.get("note"):
            self.add_error("note", "Say what is different")
        return data
