"""What HR enters of an application on paper, besides the form itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from applications.completeness import Missing
from applications.forms.closing import DeclarationsForm
from applications.forms.messages import KeyedForm
from applications.services.paper import Sender
from core.forms import GovDateField, GovForm, GovTimeField, Look
from vacancies.london import ClockChangeError, london_instant


class BeginPaperForm(KeyedForm):
    """Whose it is and when it arrived."""

    first_names = forms.CharField(label="First names", max_length=150, help_text="Of a person with one name, that name")
    last_name = forms.CharField(label="Last name", max_length=150, required=False)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="If the paper has one. Every letter then goes there, and they can see where the application is",
    )
    address = forms.CharField(
        label="Postal address",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed without an e-mail address: we tell you when a letter is to be printed and posted",
    )
    arrived_on = GovDateField(
        label="What day did it arrive?",
        what="the day it arrived",
        latest=timezone.localdate,
        latest_says="today or in the past",
    )
    arrived_time = GovTimeField(
        label="At what time?",
        what="the time it arrived",
        help_text="When it came into the school, not when you opened it",
    )
    late_reason = forms.CharField(
        label="If it arrived after closing: why do you take it?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It is kept with the record. Treat everybody who is late for the same reason alike",
    )
    looks: ClassVar[Mapping[str, Look]] = {
        "first_names": Look(what="their first names", width="two-thirds"),
        "last_name": Look(width="two-thirds"),
        "email": Look(what="their e-mail address", width="two-thirds"),
        "address": Look(width="two-thirds"),
        "arrived_time": Look(width=10),
    }

    def clean(self) -> dict[str, Any]:
        """Read the instant of arrival, in London."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        day, at = data.get("arrived_on"), data.get("arrived_time")
        if day is not None and at is not None:
            try:
                data["arrived_at"] = london_instant(day, at)
            except ClockChangeError:
                self.add_error("arrived_time", "The clocks change at this time. Enter a time an hour earlier or later")
        return data

    def values(self) -> dict[str, Any]:
        """For the service."""
        data = self.cleaned_data
        sender = Sender(data["first_names"], data["last_name"], data["email"], data["address"])
        return {
            "sender": sender,
            "arrived_at": data["arrived_at"],
            "late_reason": data["late_reason"],
            "form_key": data["form_key"],
        }


class PaperDeclarationsForm(DeclarationsForm):
    """What the candidate signed on paper, and when."""

    signed_on = GovDateField(
        label="What date is beside the signature?",
        what="the date of the signature",
        required=False,
        latest=timezone.localdate,
        latest_says="today or in the past",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (
            ("understands_barred_offence", "They signed that they understand it is an offence to apply if barred"),
            ("understands_checks", "They signed that they understand checks are made and referees are asked"),
            ("is_true", "They signed that what they wrote is true"),
            ("signed_name", "Name signed on the paper"),
        ):
            self.fields[name].label = label
        self.fields["signed_name"].help_text = "As you read it"

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """As online, and the date."""
        rest = {name: value for name, value in cleaned.items() if name != "signed_on"}
        found = super().missing(rest)
        if not cleaned.get("signed_on"):
            found.append(Missing("signed_on", "Enter the date beside the signature"))
        return found

    def values(self) -> dict[str, Any]:
        """The columns of the declaration; the date is for the service."""
        return {name: value for name, value in self.cleaned_data.items() if name != "signed_on"}


class ScanForm(GovForm):
    """The paper, scanned."""

    file = forms.FileField(
        label="Choose the scan",
        allow_empty_file=True,  # refused with the other reasons, in one place
        help_text="A PDF, a picture (JPEG or PNG) or a Word document (.docx)",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx"}),
    )
    looks: ClassVar[Mapping[str, Look]] = {"file": Look(what="the file")}
