"""Messages between candidate and HR, and the text to many."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from applications.services.bulk import GROUPS
from core.forms import GovForm, Look


class KeyedForm(GovForm):
    """A form that carries a key of the page it stands on: what is sent twice from one page is sent once."""

    form_key = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4

    def clean_form_key(self) -> uuid.UUID:
        """A page that sent none, or nonsense, counts as a page of its own."""
        try:
            return uuid.UUID(self.cleaned_data.get("form_key") or "")
        except ValueError:
            return uuid.uuid4()


class CandidateMessageForm(KeyedForm):
    """What the candidate writes to HR."""

    text = forms.CharField(
        label="Write to the school",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="You need not give your name. HR answers without it until the panel has chosen",
    )
    looks: ClassVar[Mapping[str, Look]] = {"text": Look(what="your message")}


class SchoolMessageForm(KeyedForm):
    """What HR writes to one candidate; `seen` is the newest message on the page."""

    text = forms.CharField(label="Your answer", widget=forms.Textarea(attrs={"rows": 7}))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    looks: ClassVar[Mapping[str, Look]] = {"text": Look(what="your message")}

    def clean_seen(self) -> int:
        """A page without a number showed nothing."""
        return self.cleaned_data.get("seen") or 0


class BulkForm(KeyedForm):
    """To whom, and what."""

    groups = forms.MultipleChoiceField(
        label="Who do you want to write to?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who you want to write to"},
    )
    text = forms.CharField(label="Your message", widget=forms.Textarea(attrs={"rows": 12}))
    looks: ClassVar[Mapping[str, Look]] = {"groups": Look(small=True), "text": Look(what="your message")}

    def __init__(self, data: Any = None, *, counts: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [(state, f"{GROUPS[state]} ({count})") for state, count in counts.items()]
        self.fields["groups"].choices = choices  # type: ignore[attr-defined]
