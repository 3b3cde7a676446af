"""The candidate's self-declaration, page by page, and what the chair and HR do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from accounts.models import User
from applications.forms.messages import KeyedForm
from applications.forms.on_behalf import HEARD_LOOKS, HeardFields
from appointments.declaration import NONE, PROMISES, SHORTEST, Page, Question
from core.forms import GovForm, Look

LONGEST = 4000


class TickForm(GovForm):
    """One page: tick what is true, or "None of these"."""

    ticked = forms.MultipleChoiceField(
        label="",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what is true of you, or “None of these”"},
    )
    heading_field = "ticked"

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        self.page = page
        hints = {question.key: question.hint for question in page.questions if question.hint}
        self.looks = {  # type: ignore[misc]  # one look for each page
            "ticked": Look(what="what is true of you", hints=hints, divider=NONE, exclusive=NONE, label_size="l")
        }
        super().__init__(*args, **kwargs)
        field = self.fields["ticked"]
        field.label = page.title
        field.help_text = "Tick everything that is true of you."
        field.choices = [*((q.key, q.text) for q in page.questions), (NONE, "None of these")]  # type: ignore[attr-defined]

    def clean_ticked(self) -> list[str]:
        """None of these stands alone."""
        ticked: list[str] = self.cleaned_data["ticked"]
        if NONE in ticked and len(ticked) > 1:
            raise forms.ValidationError("Tick what is true of you, or “None of these”, not both")
        return [key for key in ticked if key != NONE]


class ExplainForm(GovForm):
    """A box for each yes. "Save and come back later" may leave boxes empty."""

    mark_optional = False

    def __init__(self, *args: Any, asked: list[Question], later: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in asked:
            field = forms.CharField(
                label=question.text,
                help_text="What happened, when, what came of it, and what the school should know.",
                max_length=LONGEST,
                required=not later,
                widget=forms.Textarea(attrs={"rows": 5}),
            )
            field.error_messages["required"] = f"Explain: {question.text}"
            self.fields[question.key] = field
            self.dress(question.key, field)
            field.error_messages["required"] = f"Explain: {question.text}"
        self.later = later

    def clean(self) -> dict[str, Any]:
        """A word or two explains nothing."""
        data: dict[str, Any] = super().clean() or {}
        for key, text in list(data.items()):
            if not self.later and text and len(text.strip()) < SHORTEST:
                self.add_error(key, "Say a little more, so that we understand what happened")
        return data


class SendForm(GovForm):
    """The promises and the signature."""

    looks: ClassVar = {"name": Look(what="your full name", width="two-thirds", autocomplete="name")}
    agree = forms.MultipleChoiceField(
        label="Tick each of these",
        choices=PROMISES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick each of the five sentences"},
    )
    name = forms.CharField(label="Sign with your full name", max_length=300)

    def clean_agree(self) -> list[str]:
        """All of them."""
        given: list[str] = self.cleaned_data["agree"]
        if len(set(given)) < len(PROMISES):
            raise forms.ValidationError("Tick each of the five sentences")
        return given


class PaperSendForm(SendForm, KeyedForm, HeardFields):
    """The same from paper: what was signed there, and how it came."""

    looks: ClassVar = {"name": Look(what="the name signed on the paper", width="two-thirds"), **HEARD_LOOKS}
    field_order = ("agree", "name", "how", "heard_on", "heard_by")

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agree"].label = "They ticked each of these"
        self.fields["name"].label, self.fields["how"].label = "Name signed on the paper", "How did the paper come?"
        self.fields["how"].choices = [("letter", "By letter"), ("in_person", "They brought it")]  # type: ignore[attr-defined]
        self.fields["heard_on"].label, self.fields["heard_on"].help_text = "What day did it come?", ""
        self.fields["heard_by"].label, self.fields["heard_by"].initial = "Who opened it?", by.name
        self.order_fields(self.field_order)


class SignAgainForm(GovForm):
    """On the day of the interview."""

    looks: ClassVar = {"name": Look(what="your full name", width="two-thirds")}
    same = forms.ChoiceField(
        label="Is everything you told us still right?",
        choices=[("yes", "Yes, nothing has changed"), ("no", "No, something has changed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether something has changed"},
    )
    changes = forms.CharField(
        label="If something has changed, what?",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label="Sign with your full name", max_length=300)

    def clean(self) -> dict[str, Any]:
        """A change is told; words without a change count as one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("same") == "no" and not data.get("changes"):
            self.add_error("changes", "Say what has changed")
        if data.get("same") == "yes" and data.get("changes"):
            self.add_error("same", "You wrote what has changed. Choose “No, something has changed”, or empty the box")
        return data


class SettleForm(GovForm):
    """It was read and talked through."""

    note = forms.CharField(
        label="What was talked about, and what did you conclude?",
        help_text="Kept encrypted, read by the chair and HR alone.",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, told: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if told:
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "Write what was talked about and what you concluded"


def initial_of(page: Page, draft: Mapping[str, Any]) -> list[str]:
    """Return what is ticked on `page` in a draft: "None of these" where it was answered and nothing was ticked."""
    ticked = [question.key for question in page.questions if question.key in draft["yes"]]
    return ticked or ([NONE] if page.slug in draft["done"] else [])
