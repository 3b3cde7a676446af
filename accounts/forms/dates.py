"""The dates of a school: terms, and days on which it is closed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from accounts.models import TermDate
from core.forms import GovDateField, GovForm, Look


class DatesForm(GovForm):
    """A term, or days on which the school is closed."""

    kind = forms.ChoiceField(
        label="What are these dates?",
        choices=[(TermDate.Kind.CLOSED, "The school is closed"), (TermDate.Kind.TERM, "A term")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Name", max_length=80, help_text="For example, October half term or Autumn term.")
    starts_on = GovDateField(label="First day", what="the first day")
    ends_on = GovDateField(label="Last day", what="the last day")
    looks: ClassVar = {
        "kind": Look(hints={"closed": "Reminders and deadlines skip these days."}),
        "name": Look(what="a name", width=20),
    }

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first, nor a year after it."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day must be the first day or after it")
        elif first and last and (last - first).days > 366:
            self.add_error("ends_on", "The last day must be within a year of the first day")
        return cleaned
