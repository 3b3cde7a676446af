"""What the panel agrees on one candidate and criterion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from core.forms import GovForm, Look
from shortlisting.models import PanelMember, PassFail
from shortlisting.scoring import Scale
from shortlisting.services.moderation import REASON_LENGTH
from vacancies.models import Criterion, Scoring

MEAN = "mean"


class AgreeForm(GovForm):
    """The agreed score or that the mean stands, why, and who was there."""

    score = forms.ChoiceField(label="Agreed score", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Why this score",
        help_text="Point to the candidate’s words. The candidate may ask to see this.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    present = forms.MultipleChoiceField(
        label="Who was there",
        help_text="What you choose is filled in for the next ones today.",
        widget=forms.CheckboxSelectMultiple,
    )
    looks = {
        "score": Look(what="the score that you agree, or that you cannot agree", small=True),
        "reason": Look(what="why you agree on this score"),
        "present": Look(what="who was there", small=True),
    }

    def __init__(
        self, *args: Any, criterion: Criterion, scale: Scale, mean: str, members: Sequence[PanelMember], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._members = {str(member.pk): member for member in members}
        if criterion.scoring == Scoring.PASS_FAIL:
            choices = [(str(value), str(label)) for value, label in PassFail.choices]
        else:
            choices = [(str(value), f"{value}  {scale.words[value]}") for value in scale.values]
        keep = (MEAN, f"We cannot agree: keep {mean}")
        self.fields["score"].choices = [*choices, keep]  # type: ignore[attr-defined]
        names = [(pk, str(member.user)) for pk, member in self._members.items()]
        self.fields["present"].choices = names  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        score = "" if data["score"] == MEAN else data["score"]
        return {"score": score, "reason": data["reason"], "present": [self._members[pk] for pk in data["present"]]}
