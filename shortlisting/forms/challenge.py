"""What the file for a challenge holds of others."""

from __future__ import annotations

from django import forms

from core.forms import GovForm, Look
from shortlisting.models import Others


class ChallengeForm(GovForm):
    """With or without the other candidates. `key` is one for each showing: two presses order one file."""

    others = forms.ChoiceField(
        label="What of the other candidates?",
        choices=[(each.value, each.label) for each in Others],
        widget=forms.RadioSelect,
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    looks = {
        "others": Look(
            what="what the file holds of the other candidates",
            label_size="m",
            hints={
                Others.LEFT_OUT: "For the candidate, or whoever acts for them",
                Others.NUMBERS: "For your own adviser, or a tribunal that asks how they compared",
            },
        )
    }
