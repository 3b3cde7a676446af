"""What the file for a challenge holds of others."""

from __future__ import annotations

from django import forms

from core.forms import GovForm, Look
from shortlisting.challenge_file import Others


class ChallengeForm(GovForm):
    """With or without the other candidates."""

    others = forms.ChoiceField(
        label="What of the other candidates?",
        choices=[(each.value, each.label) for each in Others],
        widget=forms.RadioSelect,
    )
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
