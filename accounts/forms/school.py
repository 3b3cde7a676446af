"""The school's settings, one form a section."""

from __future__ import annotations

import re
from typing import Any, ClassVar

import phonenumbers
from django import forms

from accounts.models import PayArea, Phase, School, TypeGroup
from core.forms import GovModelForm, Look, YesNoField

POSTCODE = re.compile(
    r"(GIR ?0AA|[A-PR-UWYZ]([0-9]{1,2}|([A-HK-Y][0-9]([0-9ABEHMNPRV-Y])?)|[0-9][A-HJKPS-UW]) ?[0-9][ABD-HJLNP-UW-Z]{2})"
)


MOST_REMINDERS, LAST_REMINDER = 5, 20  # of a referee; working days after asking


class IdentityForm(GovModelForm):
    """Which school it is in law: much of what the service asks follows from these."""

    class Meta:
        model = School
        fields = ("name", "urn", "phase", "type_group", "religious_character", "designated_faith")
        labels: ClassVar = {
            "name": "Name of the school",
            "urn": "URN",
            "phase": "Phase",
            "type_group": "Type of school",
            "religious_character": "Religious character",
            "designated_faith": "The school is designated by law as having a religious character",
        }
        help_texts: ClassVar = {
            "urn": "The 6 numbers of the school in the national register.",
            "type_group": "The law, the checks and the pay document that apply follow from this.",
            "designated_faith": "Only then may an application form ask about faith.",
        }
        error_messages: ClassVar = {"urn": {"unique": "Another school here has this URN"}}

    phase = forms.ChoiceField(label="Phase", choices=Phase.choices, widget=forms.RadioSelect)
    type_group = forms.ChoiceField(
        label="Type of school",
        choices=TypeGroup.choices,
        widget=forms.RadioSelect,
        help_text="The law, the checks and the pay document that apply follow from this.",
    )
    looks: ClassVar = {
        "urn": Look(what="the URN", width=10),
        "phase": Look(what="the phase"),
        "type_group": Look(what="the type of school"),
        "religious_character": Look(width=20),
    }


class AddressForm(GovModelForm):
    """Where the school is and whom applicants may ask."""

    class Meta:
        model = School
        fields = (
            "street", "town", "county", "postcode", "website", "contact_name", "contact_email", "contact_phone",
        )  # fmt: skip
        labels: ClassVar = {
            "street": "Street",
            "town": "Town or city",
            "website": "Website",
            "contact_name": "Name of the person applicants can ask",
            "contact_email": "E-mail address for applicants’ questions",
            "contact_phone": "Telephone number for applicants’ questions",
        }

    website = forms.URLField(label="Website", required=False, max_length=200, assume_scheme="https")
    looks: ClassVar = {
        "street": Look(what="the street", width="full"),
        "town": Look(what="the town or city", width=20),
        "county": Look(width=20),
        "postcode": Look(what="the postcode", width=10),
        "contact_name": Look(width=20),
        "contact_email": Look(what="the e-mail address", width="full"),
        "contact_phone": Look(width=20),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("street", "town", "postcode"):
            self.fields[name].required = True

    def clean_postcode(self) -> str:
        """The postcode in capitals with one space."""
        typed = "".join(self.cleaned_data["postcode"].upper().split())
        postcode = f"{typed[:-3]} {typed[-3:]}"
        if not POSTCODE.fullmatch(postcode):
            raise forms.ValidationError("Enter a full UK postcode, like LS1 4AP")
        return postcode

    def clean_contact_phone(self) -> str:
        """The number as people in the UK write it."""
        typed: str = self.cleaned_data["contact_phone"]
        if not typed:
            return ""
        try:
            number = phonenumbers.parse(typed, "GB")
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_valid_number(number):
            raise forms.ValidationError("Enter a telephone number, like 0113 496 0001")
        national = number.country_code == 44
        kind = phonenumbers.PhoneNumberFormat
        return phonenumbers.format_number(number, kind.NATIONAL if national else kind.INTERNATIONAL)


class PayForm(GovModelForm):
    """What pay is worked out from."""

    class Meta:
        model = School
        fields = ("pay_area", "timetabled_week")

    pay_area = forms.ChoiceField(
        label="Pay area",
        choices=PayArea.choices,
        widget=forms.RadioSelect,
        help_text="By the school’s address, as in the teachers’ pay document.",
    )
    timetabled_week = forms.DecimalField(
        label="Timetabled teaching week",
        help_text="The hours a full-time teacher can be timetabled for. Part-time pay is a share of these.",
        max_digits=4,
        decimal_places=2,
        min_value=1,
        max_value=60,
    )
    looks: ClassVar = {
        "pay_area": Look(what="the pay area"),
        "timetabled_week": Look(what="the timetabled week", width=5, suffix="hours"),
    }


class LimitsForm(GovModelForm):
    """Time limits that a school may set for itself."""

    class Meta:
        model = School
        fields = ("gap_days", "training_renewal_months", "retention_months")

    gap_days = forms.IntegerField(
        label="Longest gap in someone’s history that needs no reason",
        help_text="A longer gap is asked about on the application form and at the interview.",
        min_value=0,
        max_value=92,
    )
    training_renewal_months = forms.IntegerField(
        label="Safer recruitment training is renewed after",
        help_text="Each panel needs one member whose training is in date.",
        min_value=6,
        max_value=60,
    )
    retention_months = forms.IntegerField(
        label="Papers of people who are not appointed are kept for",
        help_text="Counted from the day everyone is told. They are erased after that. 6 to 12 months.",
        min_value=6,
        max_value=12,
    )
    looks: ClassVar = {
        "gap_days": Look(what="the longest gap", width=3, suffix="days"),
        "training_renewal_months": Look(what="the time to renewal", width=3, suffix="months"),
        "retention_months": Look(what="the time to keep papers", width=3, suffix="months"),
    }


class ChaseForm(GovModelForm):
    """How referees are reminded, and how closely a reference must agree with the form."""

    class Meta:
        model = School
        fields = ("reference_reminders", "reference_hr_days", "reference_date_days")

    reference_reminders = forms.CharField(
        label="Remind referees after",
        help_text="Working days after they were asked, for example 2, 4, 5. One to five reminders.",
        max_length=20,
    )
    reference_hr_days = forms.IntegerField(
        label="HR rings a silent referee after",
        help_text="Two working days later the candidate is asked for another referee.",
        min_value=2,
        max_value=30,
    )
    reference_date_days = forms.IntegerField(
        label="A date in a reference may differ from the form by",
        help_text="A larger difference is listed, to settle before the head signs.",
        min_value=0,
        max_value=366,
    )
    looks: ClassVar = {
        "reference_reminders": Look(what="the days", width=10, suffix="working days"),
        "reference_hr_days": Look(what="when HR rings", width=3, suffix="working days"),
        "reference_date_days": Look(what="the days", width=3, suffix="days"),
    }

    def clean_reference_reminders(self) -> str:
        """Rising whole days, without spaces."""
        parts = [part.strip() for part in self.cleaned_data["reference_reminders"].split(",")]
        days = [int(part) for part in parts if part.isascii() and part.isdecimal()]
        rising = days == sorted(set(days)) and len(days) == len(parts) <= MOST_REMINDERS
        if not rising or not 1 <= days[0] <= days[-1] <= LAST_REMINDER:
            raise forms.ValidationError("Enter 1 to 5 whole numbers from 1 to 20 that rise, like 2, 4, 5")
        return ",".join(str(day) for day in days)

    def clean(self) -> dict[str, Any]:
        """HR rings after the last reminder."""
        data: dict[str, Any] = super().clean() or {}
        reminders, hr_days = data.get("reference_reminders"), data.get("reference_hr_days")
        if reminders and hr_days and hr_days <= int(reminders.split(",")[-1]):
            self.add_error("reference_hr_days", "HR must ring after the last reminder")
        return data


class ApprovalForm(GovModelForm):
    """Who has the last word before an advert goes out."""

    class Meta:
        model = School
        fields = ("head_approves_adverts",)

    head_approves_adverts = YesNoField(
        label="Must the head approve each advert before it is published?",
        yes="Yes, each one",
        no="No, HR publishes",
        help_text="The head reads it here and approves it, or sends it back. If its words change, it is asked again.",
    )
    looks: ClassVar = {"head_approves_adverts": Look(what="whether the head approves adverts")}


class StatementsForm(GovModelForm):
    """What each advert says."""

    class Meta:
        model = School
        fields = ("safeguarding_statement", "exemption_statement", "equality_statement", "checks_statement")
        labels: ClassVar = {
            "safeguarding_statement": "Keeping children safe",
            "exemption_statement": "Cautions and convictions",
            "equality_statement": "Equality",
            "checks_statement": "References and online search",
        }
        help_texts: ClassVar = {
            "safeguarding_statement": "Your commitment to safeguarding, how much contact with children the post has, "
            "and that checks are made.",
            "exemption_statement": "That the post is exempt from the Rehabilitation of Offenders Act 1974, with the "
            "amendments of 2013 and 2020.",
        }

    looks: ClassVar = {
        "safeguarding_statement": Look(what="what you say about keeping children safe", rows=7),
        "exemption_statement": Look(what="what you say about cautions and convictions", rows=7),
        "equality_statement": Look(rows=5),
        "checks_statement": Look(rows=5),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("safeguarding_statement", "exemption_statement"):
            self.fields[name].required = True
