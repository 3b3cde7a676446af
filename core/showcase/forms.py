"""One form with every kind of field, in four states."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.layout import Layout, Row
from django import forms
from django.http import QueryDict

from core.forms import (
    GovDateField,
    GovForm,
    GovMonthField,
    GovTimeField,
    Look,
    MoneyField,
    Section,
    WordsField,
    YesNoField,
)

METHODS = [
    ("interview", "Interview"),
    ("task", "Task"),
    ("references", "References"),
    ("none", "None of these"),
]


class EveryField(GovForm):
    """Each kind of field the pack draws."""

    looks: ClassVar[dict[str, Look]] = {
        "name": Look(what="your full name", autocomplete="name"),
        "email": Look(what="your e-mail address", autocomplete="email", width="two-thirds"),
        "phone": Look(autocomplete="tel", width=20),
        "website": Look(width="two-thirds"),
        "places": Look(width=2, suffix="places"),
        "salary": Look(what="the salary"),
        "share": Look(width=3),
        "password": Look(what="your password", autocomplete="current-password", width="two-thirds"),
        "note": Look(rows=3),
        "phase": Look(what="a phase"),
        "qts": Look(what="whether you have QTS", inline=True),
        "contract": Look(
            hints={"fixed": "For a time that is set now, such as a maternity cover."},
            divider="other",
            reveals={"fixed": "ends_on", "other": "other_contract"},
        ),
        "other_contract": Look(what="what kind of contract it is"),
        "methods": Look(
            what="at least one method",
            hints={"task": "On the interview day"},
            divider="none",
            exclusive="none",
        ),
        "terms": Look(small=True),
        "born": Look(autocomplete="bday"),
        "line_1": Look(autocomplete="address-line1"),
        "town": Look(autocomplete="address-level2"),
        "postcode": Look(autocomplete="postal-code", width=10),
    }

    name = forms.CharField(label="Full name", max_length=30, help_text="As it stands on your passport.")
    email = forms.EmailField(label="E-mail address")
    phone = forms.CharField(
        label="Phone number", required=False, widget=forms.TextInput(attrs={"type": "tel"}), max_length=20
    )
    website = forms.URLField(label="School website", required=False, assume_scheme="https")
    places = forms.IntegerField(label="Places on the interview day", min_value=1, max_value=12)
    share = forms.DecimalField(label="Share of full time", max_digits=4, decimal_places=2, required=False)
    salary = MoneyField(label="Salary a year", min_value=Decimal(1))
    password = forms.CharField(label="Password", widget=forms.PasswordInput)
    note = forms.CharField(
        label="Note to the panel",
        widget=forms.Textarea,
        max_length=80,
        required=False,
        help_text="Facts only.",
    )
    statement = WordsField(label="Your answer", max_words=12, rows=6)
    phase = forms.ChoiceField(
        label="Phase of education",
        choices=[("", "Choose"), ("primary", "Primary"), ("secondary", "Secondary")],
    )
    qts = YesNoField(label="Do you have qualified teacher status (QTS)?")
    contract = forms.ChoiceField(
        label="What kind of contract is it?",
        choices=[("permanent", "Permanent"), ("fixed", "Fixed term"), ("other", "Another kind")],
        widget=forms.RadioSelect,
    )
    ends_on = GovDateField(label="When does it end?", what="the date it ends")
    other_contract = forms.CharField(label="What kind?", max_length=60)
    methods = forms.MultipleChoiceField(
        label="How will you judge it?",
        choices=METHODS,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose all that apply.",
    )
    terms = forms.BooleanField(label="I agree that the school keeps these answers", help_text="For 6 months.")
    born = GovDateField(
        label="What is your date of birth?",
        what="your date of birth",
        latest=date(2010, 1, 1),
        latest_says="in the past",
        help_text="For example, 27 4 1988",
    )
    started = GovMonthField(label="When did you start?", what="the month you started", required=False)
    opens_at = GovTimeField(label="Time of the visit", what="the time of the visit", widget=forms.TextInput)
    pack = forms.FileField(label="Job pack", help_text="Word or text, up to 10 MB.")
    line_1 = forms.CharField(label="Address line 1")
    town = forms.CharField(label="Town or city")
    postcode = forms.CharField(label="Postcode")
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def layout(self) -> Layout:
        """The address as a section, the rest in order."""
        address = ("line_1", "town", "postcode")
        under = ("ends_on", "other_contract")
        rest = [name for name in self.fields if name not in address + under]
        section = Section(
            "Home address",
            "line_1",
            Row("town", "postcode"),
            hint="Where letters reach you.",
            css_id=self.add_prefix("home"),
        )
        return Layout(*rest, section)


FILLED: dict[str, Any] = {
    "name": "Imogen Larkfield",
    "email": "imogen.larkfield@example.org",
    "phone": "01632 960 143",
    "website": "https://alderbrook.example.org",
    "places": 5,
    "share": Decimal("0.8"),
    "salary": Decimal(45127),
    "note": "She led the review of pupils with SEND.",
    "statement": "The Code asks schools to spot needs early.",
    "phase": "secondary",
    "qts": True,
    "contract": "fixed",
    "ends_on": date(2027, 8, 31),
    "methods": ["interview", "task"],
    "terms": True,
    "born": date(1988, 4, 27),
    "started": date(2019, 9, 1),
    "opens_at": time(17, 30),
    "line_1": "4 Mill Lane",
    "town": "Marlham",
    "postcode": "ML4 2QT",
}

WRONG = (
    "name=Imogen+Marigold+Ottoline+Larkfield&email=imogen.larkfield&website=not+an+address&places=forty"
    "&share=most&salary=plenty&note=" + "word+" * 20 + "&statement=" + "word+" * 15 + "&phase=sixth"
    "&contract=other&other_contract=&born_day=31&born_month=2&born_year=1988"
    "&started_month=13&started_year=2019&opens_at=25:00&methods=guess"
)


def _prefixed(query: str, prefix: str) -> QueryDict:
    return QueryDict("&".join(f"{prefix}-{pair}" for pair in query.split("&")))


def states() -> list[tuple[str, EveryField]]:
    """The form empty, filled, left empty and sent, filled wrongly and sent, and disabled."""
    disabled = EveryField(prefix="disabled", initial=FILLED)
    for field in disabled.fields.values():
        field.disabled = True
    return [
        ("Empty", EveryField(prefix="empty")),
        ("Filled", EveryField(prefix="filled", initial=FILLED)),
        ("Sent empty", EveryField(QueryDict(""), {}, prefix="blank")),
        ("Sent with mistakes", EveryField(_prefixed(WRONG, "wrong"), {}, prefix="wrong")),
        ("Disabled", disabled),
    ]
