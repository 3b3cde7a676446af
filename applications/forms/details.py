"""Your details, teaching status, adjustments, declarations: the sections that are one page each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

import phonenumbers
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone

from applications import completeness, identifiers
from applications.completeness import Missing
from applications.forms.base import SectionForm, this_month
from applications.models import (
    AdjustmentRequest,
    Declaration,
    PersonalDetails,
    ProfessionalStatus,
    QtsStatus,
    SencoQualification,
)
from core.forms import GovMonthField, Look, Section, YesNoField

FIRST_YEAR = 1950


def year_field(label: str, help_text: str = "") -> forms.IntegerField:
    """A year in the past, optional while writing."""
    return forms.IntegerField(label=label, required=False, help_text=help_text)


def clean_year(year: int | None) -> int | None:
    """Refuse a year that cannot be. Raises ValidationError with what to do."""
    if year is not None and not FIRST_YEAR <= year <= timezone.localdate().year:
        raise ValidationError(f"Enter a year from {FIRST_YEAR} to {timezone.localdate().year}")
    return year


def uk_phone(text: str) -> str:
    """A phone number as typed, if its length is right: UK numbers in any form, others with + and the country's code.

    Raises ValidationError with what to do.
    """
    try:
        possible = phonenumbers.is_possible_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        possible = False
    if not possible:
        raise ValidationError("Enter a phone number, like 07700 900 982 or +33 1 99 00 12 34")
    return text


class DetailsForm(SectionForm):
    """Names, address, contact."""

    looks: ClassVar[Mapping[str, Look]] = {
        "first_names": Look(what="your first name", autocomplete="given-name", width="two-thirds"),
        "last_name": Look(what="your last name", autocomplete="family-name", width="two-thirds"),
        "former_names": Look(width="two-thirds"),
        "phone": Look(what="your phone number", width=20, autocomplete="tel"),
        "address": Look(what="your address", rows=3, autocomplete="street-address"),
        "town": Look(what="your town or city", width="two-thirds", autocomplete="address-level2"),
        "postcode": Look(what="your postcode", width=10, autocomplete="postal-code"),
        "has_ni_number": Look(reveals={"yes": "national_insurance_number"}),
        "national_insurance_number": Look(what="your National Insurance number", width=20),
        "lived_abroad": Look(inline=True),
    }

    first_names = forms.CharField(
        label="First names", max_length=150, required=False, help_text="If you have one name only, write it here"
    )
    last_name = forms.CharField(label="Last name (leave empty if you have one name)", max_length=150, required=False)
    former_names = forms.CharField(
        label="Other names you have used (optional)",
        max_length=200,
        required=False,
        help_text="For example, a name before marriage. We need them for checks if you are appointed",
    )
    phone = forms.CharField(label="Phone number", max_length=30, required=False)
    address = forms.CharField(
        label="Address",
        required=False,
        widget=forms.Textarea,
        validators=[MaxLengthValidator(500, "Shorten your address to %(limit_value)d characters")],
    )
    town = forms.CharField(label="Town or city", max_length=100, required=False)
    postcode = forms.CharField(label="Postcode", max_length=12, required=False)
    has_ni_number = YesNoField(
        label="Do you have a National Insurance number?",
        yes="Yes",
        no="No, or not yet",
        required=False,
        help_text="The school uses it for checks before you start. The panel never sees it",
    )
    national_insurance_number = forms.CharField(
        label="National Insurance number", max_length=20, required=False, help_text="For example, QQ 12 34 56 C"
    )
    lived_abroad = YesNoField(
        label="Have you lived or worked outside the UK?",
        required=False,
        help_text="It does not affect your application. It tells the school which checks to plan if you are appointed",
    )

    def clean_phone(self) -> str:
        """A number that can be rung."""
        text: str = self.cleaned_data["phone"]
        return uk_phone(text) if text else ""

    def clean_postcode(self) -> str:
        """UK postcodes made alike; others as typed."""
        return identifiers.postcode(self.cleaned_data["postcode"])

    def clean_national_insurance_number(self) -> str:
        """Any spacing and case."""
        text: str = self.cleaned_data["national_insurance_number"]
        if not text:
            return ""
        number = identifiers.national_insurance_number(text)
        if number is None:
            raise ValidationError(
                "A National Insurance number is 2 letters, 6 numbers and 1 letter, like QQ 12 34 56 C"
            )
        return number

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.details."""
        return completeness.details(PersonalDetails(**cleaned))


class StatusForm(SectionForm):
    """Qualified teacher status and the SENCo qualification."""

    looks: ClassVar[Mapping[str, Look]] = {
        "qts": Look(reveals={"yes": ("qts_year", "trn", "induction_completed"), "on_track": "qts_detail"}),
        "qts_year": Look(what="the year", width=4),
        "trn": Look(what="your teacher reference number", width=10),
        "induction_completed": Look(inline=True),
        "qts_detail": Look(),
        "senco_qualification_year": Look(what="the year", width=4),
        "senco_months": Look(what="how many months", width=4, suffix="months"),
    }

    qts = forms.ChoiceField(
        label="Do you have qualified teacher status (QTS)?",
        choices=QtsStatus.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    qts_year = year_field("Year QTS was awarded")
    trn = forms.CharField(
        label="Teacher reference number (TRN)",
        max_length=20,
        required=False,
        help_text="7 numbers. It is on your payslip and your QTS certificate",
    )
    induction_completed = YesNoField(
        label="Have you completed your induction?", yes="Yes, or I did not have to", no="Not yet", required=False
    )
    qts_detail = forms.CharField(label="When do you expect to receive it?", max_length=200, required=False)
    age_range_subject = forms.CharField(
        label="Age range and subject you trained to teach (optional)", max_length=200, required=False
    )
    senco_qualification = forms.ChoiceField(
        label="Which SENCo qualification do you have?",
        choices=SencoQualification.choices,
        widget=forms.RadioSelect,
        required=False,
        help_text="You can apply without one",
    )
    senco_qualification_year = year_field("Year you finished it", "Leave empty if you have not finished one")
    first_senco_on = GovMonthField(
        label="When did you first become a SENCo?",
        what="the month you first became a SENCo",
        required=False,
        earliest=date(FIRST_YEAR, 1, 1),
        latest=this_month,
        latest_says="this month or earlier",
        help_text="At any school. Leave empty if you have never been one. For example, 9 2021",
    )
    senco_months = forms.IntegerField(
        label="How long have you been a SENCo in all?",
        required=False,
        min_value=0,
        max_value=720,
        help_text="In months. 2 years is 24",
    )

    def layout(self) -> Layout:
        """Two groups of questions."""
        return Layout(
            Section("Teaching", "qts", "age_range_subject"),
            Section(
                "Special educational needs",
                "senco_qualification",
                "senco_qualification_year",
                "first_senco_on",
                "senco_months",
            ),
        )

    def clean_trn(self) -> str:
        """Any way of writing it."""
        text: str = self.cleaned_data["trn"]
        if not text:
            return ""
        number = identifiers.trn(text)
        if number is None:
            raise ValidationError("A teacher reference number has 7 numbers, like 1234567")
        return number

    def clean_qts_year(self) -> int | None:
        """In the past."""
        return clean_year(self.cleaned_data["qts_year"])

    def clean_senco_qualification_year(self) -> int | None:
        """In the past."""
        return clean_year(self.cleaned_data["senco_qualification_year"])

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.status."""
        return completeness.status(ProfessionalStatus(**cleaned))


class AdjustmentsForm(SectionForm):
    """What would help at an interview. No question about why."""

    looks: ClassVar[Mapping[str, Look]] = {
        "wanted": Look(reveals={"yes": "needed"}),
        "needed": Look(rows=4, what="what would help"),
        "interview_scheme": Look(inline=True),
    }

    wanted = YesNoField(label="Do you need anything to take part in an interview?", required=False)
    needed = forms.CharField(
        label="What would help?",
        max_length=2000,
        required=False,
        widget=forms.Textarea,
        help_text="For example, extra time to read, a room without steps, questions in writing. You need not say why",
    )
    interview_scheme = forms.ChoiceField(
        label="Some schools promise disabled people an interview if they meet every essential point. "
        "If this school does, do you want to use that? (optional)",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        required=False,
    )

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.adjustments."""
        row = AdjustmentRequest(needed=cleaned.get("needed", ""))
        return completeness.adjustments(row, wanted=cleaned.get("wanted"))

    def values(self) -> dict[str, Any]:
        """The words and the wish; "no" is the section finished without words."""
        return {
            "needed": self.cleaned_data.get("needed", "") if self.cleaned_data.get("wanted") else "",
            "interview_scheme": self.cleaned_data.get("interview_scheme", ""),
        }


class DeclarationsForm(SectionForm):
    """Links with the school, what the candidate understands, truth, name. No question about a criminal record."""

    looks: ClassVar[Mapping[str, Look]] = {
        "related_to_school": Look(reveals={"yes": "relationship"}),
        "relationship": Look(rows=3, what="who and how you know them"),
        "signed_name": Look(width="two-thirds", what="your full name"),
    }

    related_to_school = YesNoField(
        label="Are you related to, or close to, anyone who works at the school or governs it?", required=False
    )
    relationship = forms.CharField(
        label="Who, and how do you know them?", max_length=1000, required=False, widget=forms.Textarea
    )
    understands_barred_offence = forms.BooleanField(
        label="I understand that it is an offence to apply for this post if I am barred from work with children",
        required=False,
    )
    understands_checks = forms.BooleanField(
        label="I understand that the school makes checks before anyone starts, and asks referees before the interview",
        required=False,
    )
    is_true = forms.BooleanField(
        label="What I have written is true, and I know that I could lose the offer or the job if it is not",
        required=False,
    )
    signed_name = forms.CharField(
        label="Type your full name", max_length=300, required=False, help_text="This stands for your signature"
    )

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.declaration."""
        return completeness.declaration(Declaration(**cleaned))
