"""One answer on one criterion, and the withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator

from core.forms import GovForm, Look

LONGEST = 100_000  # characters: a paste of a whole CV is kept; more is no answer
GUIDANCE = "Do not name yourself, your school or its town. The panel reads this without names."


class StatementForm(GovForm):
    """The text, and the version of it that the page showed."""

    mark_optional: ClassVar[bool] = False
    looks: ClassVar[Mapping[str, Look]] = {"text": Look(rows=15, what="your answer")}

    text = forms.CharField(
        label="Your answer",
        required=False,
        strip=False,
        validators=[MaxLengthValidator(LONGEST, "Shorten this to %(limit_value)d characters: it has %(show_value)d")],
        widget=forms.Textarea(attrs={"spellcheck": "true"}),
        help_text=GUIDANCE,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, initial=0)

    def clean_seen(self) -> int:
        """A page without a number showed nothing yet."""
        return self.cleaned_data.get("seen") or 0


class WithdrawForm(GovForm):
    """Asked once, for no reason."""

    looks: ClassVar[Mapping[str, Look]] = {"reason": Look(rows=3)}

    reason = forms.CharField(
        label="Is there anything you want the school to know?",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="Only HR reads this",
    )

    def values(self) -> dict[str, Any]:
        """For the service."""
        return {"reason": self.cleaned_data["reason"]}
