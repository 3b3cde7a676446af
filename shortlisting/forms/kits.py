"""Forms of a kit: a question in the school's own words, or one of the bank."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from core.forms import GovForm, Look
from shortlisting.interview_bank import Area
from shortlisting.services.kits import LONGEST
from vacancies.models import Criterion


class QuestionForm(GovForm):
    """A lead question, what to ask next, what a good answer shows, and what it judges."""

    text = forms.CharField(
        label="The question", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Every candidate is asked it in these words. Ask about something they did, openly",
    )  # fmt: skip
    follow_ups = forms.CharField(
        label="What to ask next", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line. Asked where the answer leaves it out",
    )  # fmt: skip
    listen_for = forms.CharField(
        label="What a good answer shows", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line",
    )  # fmt: skip
    criterion = forms.ChoiceField(label="Which criterion does it judge?", required=False, widget=forms.RadioSelect)
    looks = {
        "text": Look(what="the question"),
        "follow_ups": Look(optional=False),
        "listen_for": Look(optional=False),
        "criterion": Look(small=True, optional=False),
    }

    def __init__(self, *args: Any, criteria: Sequence[Criterion], scored: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = {str(each.pk): each for each in criteria}
        found = [(pk, f"{each.number} {each.text}".strip()) for pk, each in self._criteria.items()]
        none = ("", "None: it is judged met, partly or not met, outside the points")
        if scored:
            self.fields["criterion"].choices = [*found, none]  # type: ignore[attr-defined]
        else:
            del self.fields["criterion"]

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = dict(self.cleaned_data)
        return {**data, "criterion": self._criteria.get(data.get("criterion") or "")}


class BankForm(GovForm):
    """One question of the bank."""

    code = forms.ChoiceField(label="Choose a question", widget=forms.RadioSelect)
    looks = {"code": Look(what="a question", hide_label=True, small=True)}

    def __init__(self, *args: Any, areas: Sequence[Area], taken: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [  # type: ignore[attr-defined]
            (each.code, each.text) for area in areas for each in area.questions if each.code not in taken
        ]
        self.fields["code"].error_messages["required"] = "Choose a question"
