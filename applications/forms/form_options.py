"""How HR wants statements written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from applications.criteria import Rules
from applications.models import MOST_SIDES, LimitKind, StatementKind
from core.forms import GovForm, Look


class FormOptionsForm(GovForm):
    """One answer for each criterion or one statement; words or sides."""

    looks: ClassVar[Mapping[str, Look]] = {
        "kind": Look(
            what="how candidates answer",
            hints={
                StatementKind.EACH: "The panel reads like with like. Best for scoring",
                StatementKind.ONE: "One text. Candidates mark which paragraphs answer each criterion",
            },
        ),
        "limit": Look(what="how length is counted", reveals={LimitKind.WORDS: "words", LimitKind.SIDES: "sides"}),
        "words": Look(what="the most words", width=4, suffix="words"),
        "sides": Look(what="the most sides", width=2, suffix="sides"),
    }

    kind = forms.ChoiceField(label="How do candidates answer?", choices=StatementKind.choices, widget=forms.RadioSelect)
    limit = forms.ChoiceField(label="How is the length counted?", choices=LimitKind.choices, widget=forms.RadioSelect)
    words = forms.IntegerField(
        label="The most words",
        required=False,
        min_value=50,
        max_value=5000,
        help_text="Of each answer, or of the one statement. About 300 is enough for one answer",
    )
    sides = forms.IntegerField(
        label="The most sides of A4",
        required=False,
        min_value=1,
        max_value=MOST_SIDES,
        help_text="Of everything together, Arial 11 point. About 500 words fill a side",
    )

    @staticmethod
    def initial_of(rules: Rules) -> dict[str, Any]:
        """What stands now."""
        return {
            "kind": StatementKind.ONE if rules.one else StatementKind.EACH,
            "limit": LimitKind.SIDES if rules.sides else LimitKind.WORDS,
            "words": rules.words or 300,
            "sides": rules.sides or 2,
        }

    def clean(self) -> dict[str, Any]:
        """The number that the choice calls for."""
        cleaned: dict[str, Any] = super().clean() or {}
        for limit, name, message in (
            (LimitKind.WORDS, "words", "Enter the most words, from 50 to 5,000"),
            (LimitKind.SIDES, "sides", f"Enter the most sides, from 1 to {MOST_SIDES}"),
        ):
            if cleaned.get("limit") == limit and cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, message)
        return cleaned

    def values(self) -> dict[str, Any]:
        """For the service; the number that does not count stays at its usual value."""
        cleaned = self.cleaned_data
        return {**cleaned, "words": cleaned.get("words") or 300, "sides": cleaned.get("sides") or 2}
