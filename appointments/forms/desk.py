"""HR's forms: verifying, checks, the offer; and the candidate's answer."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from appointments.models import Check, CheckCode, Reference
from core.forms import GovDateField, GovForm, Look, MoneyField


def _today() -> date:
    return timezone.localdate()


class VerifyForm(GovForm):
    """How HR knows that a reference came from the person named."""

    how = forms.ChoiceField(
        label="How did you check that it came from them?",
        choices=Reference.Source.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="What did you do?",
        help_text="For example: rang the school’s main number and spoke with the head’s PA.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ConcernForm(GovForm):
    """How an answer that needed a decision was settled."""

    note = forms.CharField(
        label="What did you find out, and what was decided?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AddressForm(GovForm):
    """Another address for a referee."""

    email = forms.EmailField(label="The referee’s e-mail address at work")


class CheckForm(GovForm):
    """Recording a check."""

    mark_optional = False  # what is needed depends on the state chosen; errors say so
    looks: ClassVar = {
        "status": Look(
            hints={
                Check.Status.CLEAR: "You have seen the evidence. Nothing in it stops the appointment.",
                Check.Status.NEEDS_DECISION: "There is something in it that the head must decide.",
            }
        ),
        "number": Look(width=20),
    }

    status = forms.ChoiceField(label="Where is it?", widget=forms.RadioSelect)
    done_on = GovDateField(
        label="When was it done?",
        what="the date",
        latest=_today,
        latest_says="today or in the past",
        required=False,
    )
    evidence = forms.CharField(
        label="What was seen?", help_text="For example, passport.", max_length=200, required=False
    )
    number = forms.CharField(
        label="Certificate number",
        help_text="12 digits. Only the last four are kept.",
        max_length=40,
        required=False,
    )
    expires_on = GovDateField(
        label="When does it run out?",
        help_text="Leave empty if it does not.",
        what="the date",
        required=False,
    )
    detail = forms.CharField(
        label="Notes",
        help_text="Kept encrypted. Leave out medical details and what a disclosure says.",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, check: Check, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check = check
        offered = [each for each in Check.Status if each != Check.Status.NOT_REQUIRED]  # the catalogue's to say
        self.fields["status"].choices = [(each.value, each.label) for each in offered]  # type: ignore[attr-defined]
        if check.code != CheckCode.DBS:
            del self.fields["number"]
        elif check.number_end:
            self.fields["number"].help_text = f"12 digits. The one recorded ends in {check.number_end}."
        if check.code != CheckCode.RTW:
            del self.fields["expires_on"]

    def clean(self) -> dict[str, Any]:
        """A clear check has its day, what was seen and, for a DBS certificate, a number of 12 digits."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("status") == Check.Status.CLEAR:
            if not data.get("done_on") and "done_on" not in self.errors:
                self.add_error("done_on", "Enter the day it was done")
            if not data.get("evidence"):
                self.add_error("evidence", "Enter what was seen")
            if "number" in self.fields and not (data.get("number") or self.check.number_end or "number" in self.errors):
                self.add_error("number", "Enter the certificate number")
        digits = "".join(data.get("number", "").split())
        if digits and not (digits.isascii() and digits.isdecimal() and len(digits) == 12):
            self.add_error("number", "Enter the certificate number as 12 digits")
        return data


class OfferForm(GovForm):
    """The terms of the conditional offer."""

    pay_text = forms.CharField(label="Pay", help_text="Point and allowance, for example U1 + TLR 2b.", max_length=300)
    salary = MoneyField(label="Salary for the year", help_text="What this person will be paid, in pounds.", min_value=1)
    hours_text = forms.CharField(label="Hours", help_text="For example, 4 days a week, 26 hours.", max_length=200)
    starts_on = GovDateField(label="Start date", what="the start date", earliest=_today, earliest_says="today or later")
    reply_by = GovDateField(
        label="Answer by", what="the day to answer by", earliest=_today, earliest_says="today or later"
    )

    def clean(self) -> dict[str, Any]:
        """The answer is due before the start."""
        data: dict[str, Any] = super().clean() or {}
        start, reply = data.get("starts_on"), data.get("reply_by")
        if start and reply and reply > start:
            self.add_error("reply_by", "The day to answer by must be before the start date")
        return data


class AnswerForm(GovForm):
    """The candidate's answer to the offer."""

    answer = forms.ChoiceField(
        label="Do you accept?",
        choices=[("accept", "Yes, I accept the offer"), ("decline", "No, I decline the offer")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="If you decline, you can say why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class StopForm(GovForm):
    """Why a referee is asked no more."""

    reason = forms.CharField(
        label="Why do you stop asking?",
        help_text="For example: another referee answers in their place. It is kept with the record.",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SignForm(GovForm):
    """The signature."""

    agree = forms.BooleanField(label="I have read the evidence on this page and sign the statement above")
