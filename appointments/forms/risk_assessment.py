"""The forms of a start before the DBS result."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from appointments.catalogue.figures import REVIEW_DAYS
from appointments.forms.checks import today
from core.forms import GovDateField, GovForm, Look, YesNoField

LONGEST = 4000


class RiskForm(GovForm):
    """The written assessment."""

    looks: ClassVar = {
        "reason": Look(what="why the start cannot wait"),
        "risks": Look(what="the risks"),
        "measures": Look(what="what keeps children safe"),
        "supervisor_name": Look(what="who supervises", width="two-thirds"),
        "supervisor_job": Look(what="their job", width="two-thirds"),
        "supervisor_email": Look(width="two-thirds"),
        "review_days": Look(what="the number of days", width=2, suffix="days"),
    }
    reason = forms.CharField(
        label="Why can the start not wait?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )
    risks = forms.CharField(
        label="What are the risks?",
        help_text="For example: one-to-one work, intimate care, pupils who cannot say what happens to them.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    measures = forms.CharField(
        label="What keeps children safe meanwhile?",
        help_text="For example: never alone with a pupil, doors open, no access to records on their own.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    supervisor_name = forms.CharField(label="Who supervises?", max_length=150)
    supervisor_job = forms.CharField(label="Their job", max_length=150)
    supervisor_email = forms.EmailField(
        label="Their e-mail address", help_text="We remind them of each review.", required=False
    )
    starts_on = GovDateField(
        label="First day at work", what="the first day", earliest=today, earliest_says="today or later"
    )
    review_days = forms.IntegerField(
        label="How often is it reviewed?",
        help_text=f"{REVIEW_DAYS.value} days at most.",
        min_value=1,
        max_value=REVIEW_DAYS.value,
        initial=REVIEW_DAYS.value,
    )
    next_review_on = GovDateField(label="First review", what="the day of the first review")


class ReviewForm(GovForm):
    """One review."""

    looks: ClassVar = {"goes_on": Look(what="whether it goes on"), "note": Look(what="what you found")}
    goes_on = YesNoField(
        label="Does the arrangement go on?",
        yes="Yes, until the next review",
        no="No, it ends today",
    )
    note = forms.CharField(
        label="What did you look at, and what did you find?",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    next_review_on = GovDateField(
        label="Next review",
        help_text="Leave empty for the usual number of days.",
        what="the day of the next review",
        required=False,
    )
