"""Equality monitoring."""

from __future__ import annotations

from typing import Any

from django import forms

from applications.monitoring.questions import QUESTIONS
from core.forms import GovForm, Look


class MonitoringForm(GovForm):
    """Every question may be left out; each has "prefer not to say"."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in QUESTIONS:
            field = forms.ChoiceField(
                label=each.label, help_text=each.hint, choices=each.choices, required=False, widget=forms.RadioSelect
            )
            self.fields[each.code] = field
            self.dress(each.code, field)
            field.look = Look(small=True, what=each.short.lower())  # type: ignore[attr-defined]
