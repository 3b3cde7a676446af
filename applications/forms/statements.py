"""One answer on one criterion, and the withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator

from core.forms import GovForm, Look

LONGEST = 100_000  # characters: a paste of a whole CV is kept; more is no answer
LONGEST_NUMBER = 10  # digits of a version
GUIDANCE = "Do not name yourself, your school or its town. The panel reads this without names."


class SeenForm(GovForm):
    """A form that carries the version of the text that its page showed.

    A page without a number, or with nonsense for one, showed nothing: then what stands is never overwritten.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False, initial=0)

    def clean_seen(self) -> int:
        """The number; 0 for anything else."""
        seen = self.cleaned_data.get("seen") or ""
        return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < LONGEST_NUMBER else 0


class StatementForm(SeenForm):
    """The text, and the version of it that the page showed."""

    mark_optional: ClassVar[bool] = False
    looks: ClassVar[Mapping[str, Look]] = {"text": Look(rows=15, what="your answer")}

    text = forms.CharField(
        label="Your answer",
        required=False,
        strip=False,
        validators=[MaxLengthValidator(LONGEST, "Shorten this to %(limit_value)d characters: it has %(show_value)d")],
        widget=forms.Textarea(attrs={"spellcheck": "true"}),
        help_text=GUIDANCE,
    )


NONE = "none"


class MarksForm(SeenForm):
    """The paragraphs of the supporting statement as tick boxes, and the version of it that the page showed."""

    looks: ClassVar[Mapping[str, Look]] = {
        "passages": Look(what="a paragraph", divider=NONE, exclusive=NONE, small=False)
    }

    passages = forms.MultipleChoiceField(
        label="Which paragraphs answer this?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the paragraphs that answer this, or “I do not answer this”"},
    )

    def __init__(
        self, data: Any = None, *, paragraphs: list[str], version: int, marks: list[int] | None, **kwargs: Any
    ) -> None:
        initial = {"seen": version}
        if marks is not None:
            initial |= {"passages": [str(n) for n in marks] or [NONE]}  # type: ignore[dict-item]
        super().__init__(data, initial=initial, **kwargs)
        choices = [(str(n), words) for n, words in enumerate(paragraphs)]
        self.fields["passages"].choices = [*choices, (NONE, "I do not answer this")]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """For the service."""
        ticked = self.cleaned_data["passages"]
        return {"numbers": [int(n) for n in ticked if n != NONE], "seen": self.cleaned_data["seen"]}


class WithdrawForm(GovForm):
    """Asked once, for no reason."""

    looks: ClassVar[Mapping[str, Look]] = {"reason": Look(rows=3)}

    reason = forms.CharField(
        label="Is there anything you want the school to know?",
        required=False,
        max_length=1000,
        widget=forms.Textarea,
        help_text="Only HR reads this",
    )

    def values(self) -> dict[str, Any]:
        """For the service."""
        return {"reason": self.cleaned_data["reason"]}
