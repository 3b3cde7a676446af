"""Faith, at a school designated with a religious character."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms

from applications import completeness
from applications.completeness import Missing
from applications.forms.base import SectionForm
from applications.forms.details import uk_phone
from applications.models import FaithAnswer, FaithProof
from core.forms import Look, Section

REFEREE = ("referee_name", "referee_role", "referee_email", "referee_phone")


class FaithForm(SectionForm):
    """How the candidate would support the ethos, and what they choose to say of themselves."""

    looks: ClassVar[Mapping[str, Look]] = {
        "ethos": Look(rows=8, what="how you would support the ethos"),
        "follows": Look(divider="unsaid"),
        "religion": Look(what="your religion or denomination"),
        "proof": Look(reveals={FaithProof.REFEREE.value: REFEREE}),
        "referee_name": Look(what="the religious referee’s name", width="two-thirds"),
        "referee_role": Look(width="two-thirds"),
        "referee_email": Look(what="the religious referee’s e-mail address"),
        "referee_phone": Look(width=20),
    }

    ethos = forms.CharField(
        label="How would you support the school’s ethos and aims?",
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        help_text="You can answer this whatever you believe",
    )
    follows = forms.ChoiceField(
        label="Do you follow a religion?",
        choices=[("yes", "Yes"), ("no", "No"), ("unsaid", "I would rather not say")],
        widget=forms.RadioSelect,
        required=False,
    )
    religion = forms.CharField(label="Which religion or denomination?", max_length=150, required=False)
    place_of_worship = forms.CharField(label="Place of worship (optional)", max_length=200, required=False)
    proof = forms.ChoiceField(
        label="What could you show?", choices=FaithProof.choices, widget=forms.RadioSelect, required=False
    )
    referee_name = forms.CharField(label="Religious referee’s name", max_length=150, required=False)
    referee_role = forms.CharField(
        label="Their role (optional)", max_length=150, required=False, help_text="For example, parish priest"
    )
    referee_email = forms.EmailField(label="Their e-mail address", max_length=254, required=False)
    referee_phone = forms.CharField(label="Their phone number (optional)", max_length=30, required=False)

    def layout(self) -> Layout:
        """The question for everyone; then what only those who follow a religion need answer."""
        return Layout("ethos", "follows", Section("If you follow a religion", "religion", "place_of_worship", "proof"))

    def clean_referee_phone(self) -> str:
        """A number that can be rung."""
        text: str = self.cleaned_data["referee_phone"]
        return uk_phone(text) if text else ""

    def values(self) -> dict[str, Any]:
        """Who follows none has told nothing of it."""
        values = dict(self.cleaned_data)
        if values.get("follows") in ("no", "unsaid"):
            values |= dict.fromkeys(("religion", "place_of_worship", "proof", *REFEREE), "")
        return values

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.faith."""
        return completeness.faith(FaithAnswer(**cleaned))
