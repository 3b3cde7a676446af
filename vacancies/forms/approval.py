"""Sending an advert back."""

from __future__ import annotations

from django import forms

from core.forms import GovForm, Look


class SendBackForm(GovForm):
    """What has to change first."""

    reason = forms.CharField(
        label="What has to change?",
        max_length=1000,
        widget=forms.Textarea,
        help_text="HR gets this by e-mail, and it is kept with the record",
        error_messages={"required": "Say what has to change"},
    )
    looks = {"reason": Look(rows=4)}
