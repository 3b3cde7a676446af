"""The candidate's answer on whether a referee may be asked."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from core.forms import GovForm, Look


class ConsentForm(GovForm):
    """Now, or not before an offer."""

    answer = forms.ChoiceField(
        label="May the school write to them?",
        choices=[("yes", "Yes, write to them now"), ("no", "No, not before I have an offer")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="If not, you can say why",
        help_text="The school reads this. The panel does not.",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    looks: ClassVar = {"answer": Look(what="whether the school may write to them"), "reason": Look(optional=False)}
