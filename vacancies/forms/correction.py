"""Putting right criteria of an advert that is out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from crispy_forms.layout import Layout
from django import forms

from core.forms import Look, Section
from vacancies.forms.seen import SeenForm
from vacancies.models import Criterion, Importance, Method
from vacancies.services.arranging import LONGEST
from vacancies.services.correction import Correction


class CorrectionForm(SeenForm):
    """The criteria that HR chose, each in its fieldset, and what candidates are told."""

    note = forms.CharField(
        label="What have you put right, and why?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="Everybody who applied or has started to is sent this, and it stands beside the advert",
        error_messages={"required": "Say what you have put right, and why"},
    )
    looks = {"note": Look(rows=3)}

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = criteria
        for row in criteria:
            self._add(row)
        self.order_fields([name for name in self.fields if name != "note"] + ["note"])

    def _add(self, row: Criterion) -> None:
        fields: dict[str, tuple[forms.Field, Look]] = {
            "text": (
                forms.CharField(label="What you look for", max_length=LONGEST, widget=forms.Textarea, initial=row.text),
                Look(what="what you look for", rows=3),
            ),
            "importance": (
                forms.ChoiceField(
                    label="Importance", choices=Importance.choices[1:], widget=forms.RadioSelect, initial=row.importance
                ),
                Look(what="essential or desirable", inline=True, small=True),
            ),
            "methods": (
                forms.MultipleChoiceField(
                    label="Judged by",
                    choices=Method.choices,
                    widget=forms.CheckboxSelectMultiple,
                    initial=list(row.assessed_by),
                    error_messages={"required": "Choose at least one way to judge it"},
                ),
                Look(small=True),
            ),
        }
        for name, (field, look) in fields.items():
            self.fields[f"{name}_{row.pk}"] = field
            self.dress(f"{name}_{row.pk}", field)
            field.look = look  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        """A fieldset a criterion, then the note."""
        rows = [
            Section(
                f"{row.number} {row.text}".strip()[:80],
                *(f"{name}_{row.pk}" for name in ("text", "importance", "methods")),
            )
            for row in self._criteria
        ]
        return Layout("seen", *rows, "note")

    def corrections(self) -> dict[int, Correction]:
        """How each reads from now on, by its id."""
        given = self.cleaned_data
        return {
            row.pk: Correction(
                given[f"text_{row.pk}"], given[f"importance_{row.pk}"], tuple(given[f"methods_{row.pk}"])
            )
            for row in self._criteria
        }
