"""Forms of HR's panel page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from core.forms import GovDateField, GovForm, Look
from shortlisting.models import PanelMember

ROLES = PanelMember.Role.choices
ROLE_HINTS = {
    "chair": "Scores, then decides on each candidate",
    "member": "Scores each candidate",
    "observer": "Sees the grid when every score is in",
}


class PlaceForm(GovForm):
    """A member's role and training."""

    role = forms.ChoiceField(label="What do they do?", choices=ROLES, widget=forms.RadioSelect)
    trained_on = GovDateField(
        label="When did they complete safer recruitment training?",
        what="the date of the training",
        required=False,
        latest=timezone.localdate,
        latest_says="today or in the past",
        help_text="Leave it empty if they have not. For example, 27 3 2026",
    )
    training_provider = forms.CharField(label="Who gave the training?", max_length=150, required=False)

    looks = {
        "role": Look(what="what they do", hints=ROLE_HINTS),
        "training_provider": Look(what="who gave the training", width=30),
    }


class AddForm(PlaceForm):
    """A new person on the panel."""

    name = forms.CharField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="E-mail address", help_text="They sign in with it: we send them a code, so there is no password"
    )

    field_order = ("name", "email", "role", "trained_on", "training_provider")
    looks = {
        **PlaceForm.looks,
        "name": Look(what="their full name", width=30),
        "email": Look(what="their e-mail address", width=30),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.field_order)


class DueForm(GovForm):
    """The day by which scores are due."""

    due_on = GovDateField(
        label="When are the scores due?",
        what="the day",
        earliest=timezone.localdate,
        earliest_says="today or later",
    )
    looks = {"due_on": Look(what="the day")}
