"""More time: why it is needed, and what HR decides."""

from __future__ import annotations

from typing import Any

from django import forms

from applications.services.late import REASON_LENGTH
from core.forms import GovForm, Look
from vacancies.forms.dates import ClosingFields


class AskLateForm(GovForm):
    """Why more time is needed."""

    reason = forms.CharField(
        label="Why do you need more time?",
        help_text="The school reads this before it knows who you are. Please leave out your name and your school.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    looks = {"reason": Look(what="why you need more time")}


class DecideLateForm(GovForm, ClosingFields):
    """A new time for one person, or none; and why."""

    decision = forms.ChoiceField(
        label="What do you decide?", choices=[("allow", "Allow more time"), ("refuse", "Do not allow it")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    answer = forms.CharField(
        label="Why?",
        help_text="The candidate reads this. Treat everybody who asks for the same reason alike.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    looks = {
        "decision": Look(what="what you decide", small=True, reveals={"allow": ("closes_on", "closes_time")}),
        "closes_time": Look(width=10),
        "answer": Look(what="why"),
    }
    field_order = ("decision", "closes_on", "closes_time", "answer")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].label, self.fields["closes_time"].label = "New closing date", "New closing time"
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Read the new time where more time is allowed."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        data["until"] = self.closing() if data.get("decision") == "allow" else None
        return data
