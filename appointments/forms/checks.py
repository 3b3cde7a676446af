"""HR's and the head's forms about checks, and the candidate's upload."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from appointments.catalogue import GUIDANCE
from appointments.models import Check, CheckCode
from core.forms import GovDateField, GovForm, Look, YesNoField


def today() -> date:
    """Today, for fields that take no later day."""
    return timezone.localdate()


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
        latest=today,
        latest_says="today or in the past",
        required=False,
    )
    evidence_kind = forms.ChoiceField(label="What was seen?", required=False, widget=forms.RadioSelect)
    evidence = forms.CharField(label="More about what was seen", max_length=200, required=False)
    seen_how = forms.ChoiceField(
        label="How was it seen?", choices=Check.Seen.choices, required=False, widget=forms.RadioSelect
    )
    number = forms.CharField(
        label="Number", help_text="Only the last four characters are kept.", max_length=40, required=False
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
        kinds = GUIDANCE[check.code].kinds
        offered = [each for each in Check.Status if each != Check.Status.NOT_REQUIRED]  # the catalogue's to say
        self.fields["status"].choices = [(each.value, each.label) for each in offered]  # type: ignore[attr-defined]
        choices = [(kind.code, kind.label) for kind in kinds]
        self.fields["evidence_kind"].choices = choices  # type: ignore[attr-defined]
        if not any(kind.numbered for kind in kinds):
            del self.fields["number"]
        elif check.code == CheckCode.DBS:
            self._dbs_number()
        elif check.number_end:
            self.fields["number"].help_text = f"The one recorded ends in {check.number_end}."
        if not any(kind.runs_out for kind in kinds):
            del self.fields["expires_on"]
        elif check.code == CheckCode.RTW:
            ends = self.fields["expires_on"]
            ends.label = "When does the right to work end?"
            ends.help_text = "Leave it empty for British and Irish citizens: an old passport proves the right too."
        if not GUIDANCE[check.code].copies:
            del self.fields["seen_how"]

    def _dbs_number(self) -> None:
        field = self.fields["number"]
        field.label = "Certificate number"
        ends = self.check.number_end
        field.help_text = f"12 digits. The one recorded ends in {ends}." if ends else (
            "12 digits. Only the last four are kept."
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A clear check has its day, what was seen and, for a DBS certificate, a number of 12 digits."""
        data: dict[str, Any] = super().clean() or {}
        dbs = self.check.code == CheckCode.DBS
        if data.get("status") == Check.Status.CLEAR:
            if not data.get("done_on") and "done_on" not in self.errors:
                self.add_error("done_on", "Enter the day it was done")
            if not (data.get("evidence_kind") or data.get("evidence") or "evidence_kind" in self.errors):
                self.add_error("evidence_kind", "Choose what was seen")
            if dbs and not (data.get("number") or self.check.number_end or "number" in self.errors):
                self.add_error("number", "Enter the certificate number")
            if (ends := data.get("expires_on")) and ends < today():
                self.add_error("expires_on", "It has run out already. See one that is still good")
        digits = "".join((data.get("number") or "").split())
        if dbs and digits and not (digits.isascii() and digits.isdecimal() and len(digits) == 12):
            self.add_error("number", "Enter the certificate number as 12 digits")
        return data


class DecisionForm(GovForm):
    """The head's decision about what a check brought up."""

    looks: ClassVar = {
        "goes_on": Look(what="your decision"),
        "reason": Look(what="why you decided so"),
    }
    goes_on = YesNoField(
        label="What do you decide?", yes="It does not stop the appointment", no="It stops the appointment"
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Write down what you weighed, not what a certificate says. It is kept encrypted.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class FactsForm(GovForm):
    """What decides which checks are needed and is not on the form."""

    looks: ClassVar = {
        "lived_abroad": Look(inline=True, small=True),
        "update_service": Look(inline=True, small=True),
        "recent_school_work": Look(inline=True, small=True),
        "asks_section_128": Look(inline=True, small=True),
    }
    lived_abroad = YesNoField(
        label="Has the person lived or worked outside the UK?",
        help_text="Your policy says how far back you look and how long a stay counts.",
    )
    update_service = YesNoField(
        label="Do they subscribe to the DBS Update Service, and let you look?",
    )
    recent_school_work = YesNoField(
        label="Do you rely on work with children in a school in the last three months, in place of a new DBS check?",
        help_text="You still check the barred list. Most schools ask for a new DBS check all the same.",
    )
    asks_section_128 = YesNoField(
        label="Does your school or trust ask for a section 128 check where the law does not?",
    )


class CopyForm(GovForm):
    """A copy of what was seen."""

    file = forms.FileField(
        label="Choose a copy",
        allow_empty_file=True,  # refused with the other reasons, in one place
        help_text="A PDF, or a photograph (JPEG or PNG), up to 10MB.",
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    looks: ClassVar = {"file": Look(what="a copy")}
