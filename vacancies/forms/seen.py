"""Forms that know what their page showed, so that two people do not overwrite each other."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import GovForm


class SeenForm(GovForm):
    """Carries the digest of the values it was drawn with (vacancies/editing.py)."""

    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def saw(self, digest: str) -> None:
        """Take note that this person has now seen the newer values, so that a second save is meant."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict: forms with a page always have one
        data[self.add_prefix("seen")] = digest
        self.data = data

    def values(self) -> dict[str, Any]:
        """What was typed, by field, without what belongs to the form alone."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}
