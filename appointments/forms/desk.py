"""The candidate's answer to the offer, and the head's signature."""

from __future__ import annotations

from django import forms

from core.forms import GovForm


class AnswerForm(GovForm):
    """The candidate's answer to the offer."""

    answer = forms.ChoiceField(
        label="Do you accept?",
        choices=[("accept", "Yes, I accept the offer"), ("decline", "No, I decline the offer")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="If you decline, you can say why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignForm(GovForm):
    """The signature."""

    agree = forms.BooleanField(label="I have read the evidence on this page and sign the statement above")
