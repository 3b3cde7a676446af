"""The form of one candidate in one activity: what was asked, what they said, and the scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms import BoundField
from django.utils.html import format_html

from core.forms import GovForm, Look
from shortlisting.interview_marks import Section
from shortlisting.models import PassFail, Question, ScoreSheet
from shortlisting.scoring import NOTE_LENGTH, Scale, ScoreError, hint
from shortlisting.services.interview_scores import GivenAnswer, GivenScore
from vacancies.models import Criterion, Importance, Scoring

TOO_LONG = MaxLengthValidator(NOTE_LENGTH, f"Your note must be {NOTE_LENGTH:,} characters or fewer")


class MarksForm(GovForm):
    """Every part may stay empty until it is submitted, so that nothing is lost in between."""

    mark_optional = False

    def __init__(self, *args: Any, sections: Sequence[Section], scale: Scale, scored: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sections, self._scale, self._scored = sections, scale, scored
        for section in sections:
            for question in section.questions:
                self._ask(question, scored=scored)
            if section.criterion is not None and scored:
                self._judge(section.criterion)

    def _add(self, name: str, field: forms.Field, look: Look) -> None:
        self.fields[name] = field
        self.dress(name, field)
        field.look = look  # type: ignore[attr-defined]

    def _ask(self, question: Question, *, scored: bool) -> None:
        self._add(f"asked-{question.pk}", forms.BooleanField(label="Asked", required=False), Look(small=True))
        note = forms.CharField(
            label="What they said, and what you asked next", required=False, validators=[TOO_LONG],
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip
        self._add(f"answer-{question.pk}", note, Look())
        if question.criterion_id is None and scored:
            field = forms.ChoiceField(
                label="Your judgement", choices=PassFail.choices, required=False, widget=forms.RadioSelect
            )
            self._add(f"judgement-{question.pk}", field, Look(inline=True, small=True))

    def _judge(self, criterion: Criterion) -> None:
        pass_fail = criterion.scoring == Scoring.PASS_FAIL
        scale = self._scale
        numbers = [(str(n), format_html('<b class="app-num">{}</b> {}', n, scale.words[n])) for n in scale.values]
        field = forms.ChoiceField(
            label="Your score", choices=PassFail.choices if pass_fail else numbers, required=False,
            widget=forms.RadioSelect,
        )  # fmt: skip
        self._add(f"score-{criterion.pk}", field, Look(small=True))
        essential = criterion.importance == Importance.ESSENTIAL
        note = forms.CharField(
            label="Evidence for the score", required=False, validators=[TOO_LONG],
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=hint(pass_fail=pass_fail, essential=essential, scale=scale),
        )  # fmt: skip
        self._add(f"note-{criterion.pk}", note, Look())

    @staticmethod
    def initial_of(sheet: ScoreSheet | None) -> dict[str, Any]:
        """What is kept, as the form has it."""
        found: dict[str, Any] = {}
        for answer in sheet.answers.all() if sheet else ():
            found |= {f"asked-{answer.question_id}": answer.asked, f"answer-{answer.question_id}": answer.note,
                      f"judgement-{answer.question_id}": answer.judgement}  # fmt: skip
        for score in sheet.scores.all() if sheet else ():
            value = score.judgement or ("" if score.value is None else str(score.value))
            found |= {f"score-{score.criterion_id}": value, f"note-{score.criterion_id}": score.note}
        return found

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each section with its fields, in order."""
        return [
            {
                "criterion": section.criterion,
                "questions": [{"question": each, **self._fields_of(each)} for each in section.questions],
                "score": self._field(f"score-{section.criterion.pk}") if section.criterion else None,
                "note": self._field(f"note-{section.criterion.pk}") if section.criterion else None,
            }
            for section in self._sections
        ]

    def _fields_of(self, question: Question) -> dict[str, BoundField | None]:
        return {name: self._field(f"{name}-{question.pk}") for name in ("asked", "answer", "judgement")}

    def _field(self, name: str) -> BoundField | None:
        return self[name] if name in self.fields else None

    def answers(self) -> dict[int, GivenAnswer]:
        """What the service takes of the questions."""
        data = self.cleaned_data
        return {
            q.pk: GivenAnswer(data[f"asked-{q.pk}"], data[f"answer-{q.pk}"], data.get(f"judgement-{q.pk}", ""))
            for section in self._sections
            for q in section.questions
        }

    def scores(self) -> dict[int, GivenScore]:
        """What the service takes of the criteria."""
        found = {}
        for section in self._sections if self._scored else ():
            if (criterion := section.criterion) is not None:
                said, note = self.cleaned_data[f"score-{criterion.pk}"], self.cleaned_data[f"note-{criterion.pk}"]
                pass_fail = criterion.scoring == Scoring.PASS_FAIL
                value = int(said) if said and not pass_fail else None
                found[criterion.pk] = GivenScore(value, said if pass_fail else "", note)
        return found

    def say(self, error: ScoreError) -> None:
        """Put what the service refuses beside its field."""
        self.add_error(error.field if error.field in self.fields else None, str(error))
