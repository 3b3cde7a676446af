"""The forms of decisions: after the sift, and after the interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from core.forms import GovDateField, GovForm, Look
from shortlisting.models import Decision
from shortlisting.scoring import NOTE_LENGTH
from vacancies.models import Criterion

Outcome = Decision.Outcome
REASON_LENGTH = 4000


def _reason(hint: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 7})
    return forms.CharField(label="Reason", help_text=hint, max_length=REASON_LENGTH, widget=widget)


class DecideForm(GovForm):
    """Shortlist or not, why, and on which criteria."""

    outcome = forms.ChoiceField(
        label="Your decision",
        choices=[(o.value, o.label) for o in (Outcome.SHORTLIST, Outcome.DO_NOT_SHORTLIST)],
        widget=forms.RadioSelect,
    )
    reason = _reason(
        "The candidate can read this when the outcomes are released. Write about their answers, not about other people."
    )
    criteria = forms.MultipleChoiceField(
        label="Which criteria does it rest on?",
        help_text="Choose at least one if you do not shortlist the candidate.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    looks = {
        "outcome": Look(what="a decision", label_size="m", small=True),
        "reason": Look(what="the reason for this decision", label_size="m"),
        "criteria": Look(what="the criteria", label_size="m", small=True, optional=False),
    }

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = {str(each.pk): each for each in criteria}
        choices = [(pk, f"{each.number} {each.text}".strip()) for pk, each in self._criteria.items()]
        self.fields["criteria"].choices = choices  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        chosen = [self._criteria[pk] for pk in self.cleaned_data["criteria"]]
        return {"outcome": self.cleaned_data["outcome"], "reason": self.cleaned_data["reason"], "criteria": chosen}


class InterviewForm(GovForm):
    """What the panel concluded after the interview."""

    outcome = forms.ChoiceField(
        label="What did the panel conclude?",
        choices=[(o.value, o.label) for o in (Outcome.RECOMMEND, Outcome.RESERVE, Outcome.DO_NOT_APPOINT)],
        widget=forms.RadioSelect,
    )
    interviewed_on = GovDateField(
        label="When was the interview?",
        what="the date of the interview",
        required=False,
        latest=timezone.localdate,
        latest_says="today or in the past",
        help_text="Leave it empty if they did not come. For example, 27 3 2026",
    )
    reason = _reason("Say which evidence it rests on. A candidate who is not appointed can read it.")
    looks = {
        "outcome": Look(
            what="what the panel concluded",
            hints={
                Outcome.RECOMMEND: "An offer can be made next",
                Outcome.RESERVE: "Could be appointed, and somebody else comes first. We tell them",
                Outcome.DO_NOT_APPOINT: "We tell them",
            },
        ),
        "reason": Look(what="the reason for this decision"),
        "interviewed_on": Look(optional=False),
    }


class PointForm(GovForm):
    """What a candidate said to one point."""

    note = forms.CharField(
        label="What did they say?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(NOTE_LENGTH, f"What they said must be {NOTE_LENGTH:,} characters or fewer")],
    )
    looks = {"note": Look(what="what they said", optional=False)}
