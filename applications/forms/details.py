"""Your details and teaching status."""

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
    PersonalDetails,
    ProfessionalStatus,
    QtsRoute,
    QtsStatus,
    SencoQualification,
    WantedPattern,
)
from core.forms import GovMonthField, Look, Section, YesNoField

FIRST_YEAR = 1950
NASENCO_BEFORE = date(2024, 9, 1)
NASENCO_LATE = "A NASENCO counts only if the course started before September 2024. A later one is the NPQ for SENCOs"


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
        "country": Look(width="two-thirds", autocomplete="country-name"),
        "needs_sponsorship": Look(inline=True),
        "working_patterns": Look(what="how much of the week you would work"),
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
    country = forms.CharField(label="Country, if not the United Kingdom (optional)", max_length=80, required=False)
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
    needs_sponsorship = YesNoField(
        label="Do you need the school to sponsor a visa so that you can work in the UK?", required=False
    )
    working_patterns = forms.MultipleChoiceField(
        label="How much of the week would you work?",
        choices=WantedPattern.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick all that would suit you. The advert says what the school offers",
    )
    lived_abroad = YesNoField(
        label="Have you lived or worked outside the UK?",
        required=False,
        help_text="It does not affect your application. If the school offers you the job, it asks for a criminal "
        "record certificate from there and, if you taught there, a letter from its teaching regulator. You need "
        "neither now",
    )

    def layout(self) -> Layout:
        """Who, how to reach them, what the school has to plan."""
        return Layout(
            Section("Your name", "first_names", "last_name", "former_names"),
            Section("How to reach you", "phone", "address", "town", "postcode", "country"),
            Section("Working here", "has_ni_number", "needs_sponsorship", "working_patterns", "lived_abroad"),
        )

    def clean_working_patterns(self) -> str:
        """As the column holds them."""
        return ",".join(self.cleaned_data["working_patterns"])

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


QTS_FIELDS = ("qts_year", "trn", "qts_route", "induction_completed", "induction_detail")


class StatusForm(SectionForm):
    """Qualified teacher status and the SENCo qualification."""

    looks: ClassVar[Mapping[str, Look]] = {
        "qts": Look(reveals={"yes": QTS_FIELDS, "on_track": "qts_detail"}),
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
    qts_route = forms.ChoiceField(
        label="How did you reach QTS?", choices=QtsRoute.choices, widget=forms.RadioSelect, required=False
    )
    induction_completed = YesNoField(
        label="Have you completed your induction?", yes="Yes, or I did not have to", no="Not yet", required=False
    )
    induction_detail = forms.CharField(
        label="If not yet, where does your induction stand?",
        max_length=300,
        required=False,
        help_text="For example, two of six terms done at my present school",
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
    senco_course_started_on = GovMonthField(
        label="If you are taking one now, when did the course start?",
        what="the month the course started",
        required=False,
        earliest=date(2009, 9, 1),
        latest=this_month,
        latest_says="this month or earlier",
        help_text="For example, 10 2025",
    )
    senco_course_provider = forms.CharField(label="Who runs the course? (optional)", max_length=150, required=False)
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
                "senco_course_started_on",
                "senco_course_provider",
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

    def clean(self) -> dict[str, Any]:
        """A NASENCO course counts only if it began before 1 September 2024 (SEND Regulations 2014, reg 49(7))."""
        cleaned = super().clean()
        started = cleaned.get("senco_course_started_on")
        taking = cleaned.get("senco_qualification") == SencoQualification.NASENCO_IN_PROGRESS
        if taking and started and started >= NASENCO_BEFORE:
            self.add_error("senco_course_started_on", NASENCO_LATE)
        return cleaned

    def values(self) -> dict[str, Any]:
        """Columns; a choice that was not asked for is empty."""
        values = super().values()
        return values | ({"qts_route": values["qts_route"] or ""} if "qts_route" in values else {})

    def missing(self, cleaned: dict[str, Any]) -> list[Missing]:
        """See completeness.status."""
        return completeness.status(ProfessionalStatus(**cleaned))
