"""The governor who countersigns, the plan for the NPQ, the first day's list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from accounts.models import User
from core.forms import GovDateField, GovForm, Look


def _today() -> date:
    return timezone.localdate()


class AskGovernorForm(GovForm):
    """Who is asked."""

    heading_field = "governor"
    governor = forms.ModelChoiceField(
        label="Which governor countersigns?",
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        help_text="People on the panel or with a role at the school",
    )

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["governor"]
        field.queryset = User.objects.filter(pk__in=[each.pk for each in people]).order_by("name", "pk")


class CountersignForm(GovForm):
    """The governor's signature."""

    agree = forms.BooleanField(label="I have read this page and sign the statement above")


class PlanForm(GovForm):
    """The plan to reach the NPQ in time."""

    became_senco_on = GovDateField(
        label="When did they first become a SENCo, at any school?",
        what="the first day as a SENCo",
        help_text="In their first post as SENCo, the day they start with you. The law counts three years from it",
    )
    provider = forms.CharField(label="Which provider?", max_length=150, required=False)
    course_starts_on = GovDateField(label="When does the course start?", what="the start of the course", required=False)
    note = forms.CharField(
        label="What was agreed?", max_length=2000, required=False, widget=forms.Textarea,
        help_text="For example, who pays, and the time away from teaching",
    )  # fmt: skip
    looks = {"note": Look(rows=4)}


class AwardForm(GovForm):
    """The award was seen."""

    heading_field = "done_on"
    done_on = GovDateField(label="On which day did you see the award?", what="the day", latest=_today,
                           latest_says="today or in the past")  # fmt: skip
