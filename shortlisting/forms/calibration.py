"""What is kept when the chair opens the rest after a calibration round."""

from __future__ import annotations

from django import forms

from core.forms import GovForm, Look
from shortlisting.services.calibration import LONGEST_TALK


class TalkForm(GovForm):
    """What the panel agreed that scores mean."""

    talked = forms.CharField(
        label="What did you agree that the scores mean?",
        help_text="For instance what a 3 needs on one criterion. It is kept with the record, so write of the criteria, "
        "and of no candidate.",
        required=False,
        max_length=LONGEST_TALK,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    looks = {"talked": Look(what="what you agreed")}
