"""The forms of decisions: after the sift, and after the interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from core.forms import GovDateField, GovForm, Look
from shortlisting.feedback import LENGTH, Line, about_others
from shortlisting.models import Decision
from shortlisting.scoring import NOTE_LENGTH
from vacancies.models import Criterion

Outcome = Decision.Outcome
REASON_LENGTH = 4000


def _reason(hint: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 7})
    return forms.CharField(label="Reason", help_text=hint, max_length=REASON_LENGTH, widget=widget)


def _offer(form: GovForm, criteria: Sequence[Criterion]) -> dict[str, Criterion]:
    """Offer the criteria to choose from; return them by what the form sends."""
    found = {str(each.pk): each for each in criteria}
    choices = [(pk, f"{each.number} {each.text}".strip()) for pk, each in found.items()]
    form.fields["criteria"].choices = choices  # type: ignore[attr-defined]
    return found


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
        self._criteria = _offer(self, criteria)

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
    reserve_place = forms.IntegerField(
        label="Place in reserve",
        help_text="1 is asked first. Leave it empty for the last place",
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    reason = _reason(
        "Say which evidence it rests on. A candidate who is not appointed can read it. You may choose somebody because "
        "their group is at a disadvantage or few only where two are equally qualified (Equality Act 2010, section 159)."
    )
    criteria = forms.MultipleChoiceField(
        label="Which criteria does it rest on?",
        help_text="Choose at least one if you do not appoint somebody who was interviewed.",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    looks = {
        "outcome": Look(
            what="what the panel concluded",
            hints={
                Outcome.RECOMMEND: "An offer can be made next",
                Outcome.RESERVE: "Could be appointed, and somebody else comes first. Held until you tell everybody",
                Outcome.DO_NOT_APPOINT: "Held until you tell everybody",
            },
        ),
        "reason": Look(what="the reason for this decision"),
        "interviewed_on": Look(optional=False),
        "reserve_place": Look(what="the place in reserve", optional=False, width=2),
        "criteria": Look(what="the criteria", small=True, optional=False),
    }

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._criteria = _offer(self, criteria)

    def clean(self) -> dict[str, Any]:
        """Who was interviewed and is not appointed can be told on which criteria."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        refused = data.get("outcome") == Outcome.DO_NOT_APPOINT and data.get("interviewed_on")
        if refused and not data.get("criteria") and "criteria" not in self.errors:
            self.add_error("criteria", "Choose the criteria that it rests on")
        return data

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        chosen = [self._criteria[pk] for pk in self.cleaned_data["criteria"]]
        return {**self.cleaned_data, "criteria": chosen}


class PointForm(GovForm):
    """What a candidate said to one point."""

    note = forms.CharField(
        label="What did they say?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[MaxLengthValidator(NOTE_LENGTH, f"What they said must be {NOTE_LENGTH:,} characters or fewer")],
    )
    looks = {"note": Look(what="what they said", optional=False)}


class ReleaseForm(GovForm):
    """How many are told, typed: a button alone is pressed too easily."""

    count = forms.IntegerField(
        label="How many candidates are told? Type the number",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    looks = {"count": Look(what="how many candidates are told", width=3)}

    def __init__(self, *args: Any, held: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._held = held

    def clean_count(self) -> int:
        """It is the number on the page."""
        count: int = self.cleaned_data["count"]
        if count != self._held:
            raise forms.ValidationError(f"Type {self._held}: that is how many are told")
        return count


class AddForm(GovForm):
    """Whom HR adds to the shortlist, by number."""

    application = forms.MultipleChoiceField(
        label="Who do you add to the shortlist?", widget=forms.CheckboxSelectMultiple
    )
    looks = {"application": Look(what="who you add to the shortlist", label_size="m", small=True)}

    def __init__(self, *args: Any, people: Sequence[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(ref, f"Candidate {number}") for ref, number in people]
        self.fields["application"].choices = choices  # type: ignore[attr-defined]


class UndoForm(GovForm):
    """Why something is undone."""

    reason = forms.CharField(
        label="Why?",
        help_text="Kept with the record. Candidates do not see it.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    looks = {"reason": Look(what="why you undo it")}


SHOWN = (("", "Leave it out"), ("strength", "A strength"), ("lacking", "Not enough evidence"))


class FeedbackForm(GovForm):
    """What one candidate is told of each criterion: left out, a strength or not enough, and the chair's words."""

    mark_optional = False

    def __init__(self, *args: Any, criteria: Sequence[Criterion], lines: Sequence[Line] = (), **kwargs: Any) -> None:
        known = {line.criterion: line for line in lines}
        kwargs["initial"] = {
            name: value
            for pk, line in known.items()
            for name, value in (
                (f"shown-{pk}", "strength" if line.strength else "lacking"),
                (f"words-{pk}", line.words),
            )
        }
        super().__init__(*args, **kwargs)
        self._criteria = criteria
        for each in criteria:
            text = f"{each.number} {each.text}".strip()
            shown = forms.ChoiceField(label=text, choices=SHOWN, required=False)
            words = forms.CharField(
                label=f"Words on {each.number or 'this criterion'}",
                required=False,
                max_length=LENGTH,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self._add(f"shown-{each.pk}", shown, Look(what="what the candidate is told", optional=False))
            look = Look(what="your words", label_size="", optional=False)
            self._add(f"words-{each.pk}", words, look)

    def _add(self, name: str, field: forms.Field, look: Look) -> None:
        self.fields[name] = field
        self.dress(name, field)
        field.look = look  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Words speak of this candidate alone, and belong to a criterion that is not left out."""
        data = super().clean() or {}
        for each in self._criteria:
            shown, words = data.get(f"shown-{each.pk}"), data.get(f"words-{each.pk}", "")
            if words.strip() and not shown:
                self.add_error(f"shown-{each.pk}", "Choose a strength or not enough evidence, or take out your words")
            if said := about_others(words):
                self.add_error(f"words-{each.pk}", f"Write about this candidate alone: take out “{said}”")
        return data

    def lines(self) -> list[Line]:
        """What the service takes."""
        data = self.cleaned_data
        return [
            Line(each.pk, data[f"shown-{each.pk}"] == "strength", data[f"words-{each.pk}"])
            for each in self._criteria
            if data[f"shown-{each.pk}"]
        ]
