"""What came back on paper for one candidate: a score and a note a criterion, as quick to type as to read out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from core.forms import GovForm, Look
from shortlisting.models import PassFail, Score
from shortlisting.scoring import NOTE_LENGTH, Scale, ScoreError
from shortlisting.services.paper import Entered
from vacancies.models import Criterion, Importance, Scoring


class PaperForm(GovForm):
    """One row a criterion; a row left empty is left as it is. The rules are the service's."""

    mark_optional = False

    def __init__(
        self,
        *args: Any,
        criteria: Sequence[Criterion],
        scale: Scale,
        kept: Mapping[int, Score],
        closed: Collection[int],
        **kwargs: Any,
    ) -> None:
        """`kept`: what was typed before; `closed`: criteria that the member scored online, which have no row."""
        super().__init__(*args, **kwargs)
        self._criteria, self._scale = [each for each in criteria if each.pk not in closed], scale
        for each in self._criteria:
            score = kept.get(each.pk)
            self._add(f"s_{each.pk}", self._score_field(each, score), each.text)
            box = forms.Textarea(attrs={"rows": 1, "class": "govuk-textarea app-entry__note"})
            label = f"Note on {each.text}"
            note = forms.CharField(label=label, required=False, max_length=NOTE_LENGTH, widget=box)
            note.initial = score.note if score else ""
            self._add(f"n_{each.pk}", note, each.text)

    def _score_field(self, criterion: Criterion, score: Score | None) -> forms.Field:
        label = f"Score on {criterion.text}"
        if criterion.scoring == Scoring.PASS_FAIL:
            choices = [("", ""), *PassFail.choices]
            select = forms.Select(attrs={"class": "govuk-select"})
            said = score.judgement if score else ""
            return forms.ChoiceField(label=label, choices=choices, required=False, widget=select, initial=said)
        essential = criterion.importance == Importance.ESSENTIAL
        noted = ",".join(str(value) for value in self._scale.noted(essential=essential))
        attrs = {"class": "govuk-input govuk-input--width-2", "inputmode": "numeric", "autocomplete": "off",
                 "data-paper-score": noted}  # fmt: skip
        value, box = str(score.value) if score else "", forms.TextInput(attrs=attrs)
        return forms.CharField(label=label, max_length=2, required=False, widget=box, initial=value)

    def _add(self, name: str, field: forms.Field, what: str) -> None:
        self.fields[name] = field
        self.dress(name, field)
        field.look = Look(what=what)  # type: ignore[attr-defined]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each criterion with its two fields."""
        return [{"criterion": each, "score": self[f"s_{each.pk}"], "note": self[f"n_{each.pk}"]}
                for each in self._criteria]  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A note without a score is half a line."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for each in self._criteria:
            score, note = data.get(f"s_{each.pk}", ""), data.get(f"n_{each.pk}", "")
            wrong = "Give the score as well" if note and not score else ""
            if score and each.scoring != Scoring.PASS_FAIL and not score.isdecimal():
                wrong = f"Give a score from {self._scale.lowest} to {self._scale.highest}"
            if wrong and f"s_{each.pk}" not in self.errors:
                self.add_error(f"s_{each.pk}", f"{wrong}: {_short(each)}")
        return data

    def given(self) -> list[Entered]:
        """The lines that are filled in."""
        lines = []
        for each in self._criteria:
            score, note = self.cleaned_data[f"s_{each.pk}"], self.cleaned_data[f"n_{each.pk}"]
            if score and each.scoring == Scoring.PASS_FAIL:
                lines.append(Entered(each, judgement=score, note=note))
            elif score:
                lines.append(Entered(each, value=int(score), note=note))
        return lines

    def refuse(self, wrong: Mapping[int, ScoreError]) -> None:
        """Put what the service says beside its row."""
        for each in self._criteria:
            if error := wrong.get(each.pk):
                name = f"n_{each.pk}" if error.field == "note" else f"s_{each.pk}"
                self.add_error(name, f"{error}: {_short(each)}")


def _short(criterion: Criterion) -> str:
    return " ".join(criterion.text.split()[:8])
