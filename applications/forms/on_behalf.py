"""What a candidate told HR by letter or phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from accounts.models import User
from applications.forms.messages import KeyedForm
from applications.models import OnBehalf
from applications.on_behalf import Answer, Words
from applications.services.messages import LONGEST as MOST_MESSAGE
from applications.services.on_behalf import GONE, Told
from core.forms import GovDateField, Look

TOO_LONG = "What they said must be {} characters or fewer. It has {}"


class HeardFields(forms.Form):
    """Who heard it, when and how."""

    how = forms.ChoiceField(label="How did they tell you?", choices=OnBehalf.How.choices, widget=forms.RadioSelect)
    heard_on = GovDateField(
        label="What day did they tell you?",
        what="the day they told you",
        help_text="Of a letter, the day it came",
        latest=timezone.localdate,
        latest_says="today or in the past",
    )
    heard_by = forms.CharField(label="Who took the call or opened the letter?", max_length=150)


HEARD_LOOKS = {
    "how": Look(what="how they told you", small=True),
    "heard_by": Look(what="who took the call or opened the letter", width="two-thirds"),
}


class ToldForm(KeyedForm, HeardFields):
    """Which answer it was, what they said, and how HR knows."""

    answer = forms.ChoiceField(
        label="What did they tell you?", widget=forms.RadioSelect, error_messages={"invalid_choice": GONE}
    )
    words = forms.CharField(
        label="What they said",
        required=False,
        max_length=MOST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The reason they gave, or their letter word for word. Of a call, leave out anything about their "
        "health that they did not ask you to keep",
    )
    looks: ClassVar[Mapping[str, Look]] = {"answer": Look(what="what they told you", small=True), **HEARD_LOOKS}
    field_order = ("answer", "words", "how", "heard_on", "heard_by")

    def __init__(self, *args: Any, answers: Sequence[Answer], by: User, **kwargs: Any) -> None:
        hints = {each.key: each.hint for each in answers if each.hint}
        self.looks = {**type(self).looks, "answer": Look(what="what they told you", small=True, hints=hints)}  # type: ignore[misc]
        super().__init__(*args, **kwargs)
        self.answers = {each.key: each for each in answers}
        self.fields["answer"].choices = [(each.key, each.label) for each in answers]  # type: ignore[attr-defined]
        self.fields["heard_on"].initial, self.fields["heard_by"].initial = timezone.localdate(), by.name
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Some answers are nothing without their words."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        found, words = self.answers.get(data.get("answer", "")), data.get("words", "")
        if found is None or "words" in self.errors:
            return data
        if found.words is Words.NEEDED and not words:
            self.add_error("words", "Say what they told you")
        elif len(words) > found.most:
            self.add_error("words", TOO_LONG.format(found.most, len(words)))
        return data

    def values(self) -> dict[str, Any]:
        """For the service."""
        data = self.cleaned_data
        return {"key": data["answer"], "told": told_of(data, data["words"]), "form_key": data["form_key"]}


def told_of(data: Mapping[str, Any], words: str = "") -> Told:
    """What HeardFields hold, for the service."""
    return Told(data["how"], data["heard_by"], data["heard_on"], words)
