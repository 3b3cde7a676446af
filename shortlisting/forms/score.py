"""The form of one score."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html

from core.forms import GovForm, Look
from shortlisting.models import PassFail
from shortlisting.scoring import Scale, hint
from vacancies.models import Criterion, Importance, Scoring


class ScoreForm(GovForm):
    """A score on the scale, or met, partly, not met; and what the member saw. The rules are the service's."""

    score = forms.ChoiceField(label="Your score", widget=forms.RadioSelect)
    note = forms.CharField(label="What did you see?", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    looks = {
        "score": Look(what="a score", label_size="m", small=True),
        "note": Look(what="your note", optional=False),
    }

    def __init__(self, *args: Any, criterion: Criterion, scale: Scale, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pass_fail = criterion.scoring == Scoring.PASS_FAIL
        essential = criterion.importance == Importance.ESSENTIAL
        numbers = [(str(n), format_html('<b class="app-num">{}</b> &nbsp;{}', n, scale.words[n])) for n in scale.values]
        self.fields["score"].choices = PassFail.choices if pass_fail else numbers  # type: ignore[attr-defined]
        self.fields["note"].help_text = hint(pass_fail=pass_fail, essential=essential, scale=scale)
        self.fields["score"].error_messages["required"] = "Choose a score"
        self._pass_fail = pass_fail

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        score, note = self.cleaned_data["score"], self.cleaned_data["note"]
        return {"judgement": score, "note": note} if self._pass_fail else {"value": int(score), "note": note}
