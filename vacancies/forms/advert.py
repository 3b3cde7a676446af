"""What the advert says, and its dates."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone

from core.forms import GovDateField, GovTimeField, Look, Section
from vacancies.forms.seen import SeenForm
from vacancies.london import LONDON, MissingHourError, london_instant
from vacancies.models import ContractType, KeyDate, Vacancy, WorkingPattern

K = KeyDate.Kind


def _text(label: str, most: int, help_text: str = "", **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, required=False, help_text=help_text, **kwargs)


def _long(label: str, most: int, help_text: str = "") -> forms.CharField:
    return _text(label, most, help_text, widget=forms.Textarea)


class DetailsForm(SeenForm):
    """The job, its contract and pay, and whom to ask. Anything may stay empty in a draft."""

    title = forms.CharField(label="Job title", min_length=4, max_length=75)
    overview = _long("About the job", 3000, "Two or three sentences that make the right person read on")
    reports_to = _text("Reports to", 200)
    responsible_for = _text("Leads", 200, "For example, 7 teaching assistants")
    contract_type = forms.ChoiceField(
        label="How long does the job last?", choices=ContractType.choices, required=False, widget=forms.RadioSelect
    )
    fixed_term_until = GovDateField(label="Last day of a fixed term", what="the last day", required=False)
    fixed_term_reason = _text("Reason for a fixed term", 200, "For example, maternity cover")
    working_pattern = forms.ChoiceField(
        label="Full time or part time?", choices=WorkingPattern.choices, required=False, widget=forms.RadioSelect
    )
    hours_text = _text("Hours", 200, "For example, full time, 32.5 hours of teaching a week, or 4 days")
    pay_text = _text("Pay", 300, "In pounds a year, with any allowance. For example, £34,069 to £52,835 and £5,820")
    visits = _long("Visits to the school", 1000, "When people can come, and how they book")
    contact_name = _text("Name of the person to ask", 150, "With their job title")
    contact_email = forms.EmailField(label="E-mail address", max_length=254, required=False)
    contact_phone = _text("Phone number", 30)

    mark_optional = False
    looks = {
        "title": Look(what="a job title"),
        "overview": Look(rows=5),
        "visits": Look(rows=3),
        "contract_type": Look(inline=True, small=True),
        "working_pattern": Look(inline=True, small=True),
        "contact_email": Look(what="the e-mail address", width="two-thirds"),
        "contact_phone": Look(width=20),
    }
    still_open = ("visits", "contact_name", "contact_email", "contact_phone")

    def __init__(self, *args: Any, draft: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not draft:
            for name in [name for name in self.fields if name not in (*self.still_open, "seen")]:
                del self.fields[name]

    def layout(self) -> Layout:
        """In four parts; in two once the advert is out."""
        job = Section("The job", "title", "overview", "reports_to", "responsible_for")
        term = Section(
            "Contract and hours",
            "contract_type", "fixed_term_until", "fixed_term_reason", "working_pattern", "hours_text",
        )  # fmt: skip
        ask = Section("Visit or ask", *self.still_open)
        if "title" not in self.fields:
            return Layout("seen", ask)
        return Layout("seen", job, term, Section("Pay", "pay_text"), ask)

    def clean_title(self) -> str:
        """On one line."""
        return " ".join(str(self.cleaned_data["title"]).split())


class StatementsForm(SeenForm):
    """The statements of the advert, copied from the school when the vacancy was started."""

    safeguarding_statement = _long("Keeping children safe", 3000)
    exemption_statement = _long("Cautions and convictions", 3000, "The Rehabilitation of Offenders Act statement")
    equality_statement = _long("Equality", 3000)
    checks_statement = _long("References and online search", 3000)

    mark_optional = False
    looks = {
        name: Look(rows=6)
        for name in ("safeguarding_statement", "exemption_statement", "equality_statement", "checks_statement")
    }


class ClosingFields(forms.Form):
    """A closing date and time, as an instant in London. Mixed into the forms that ask for it."""

    closes_on = GovDateField(label="Closing date", what="the closing date")
    closes_time = GovTimeField(
        label="Closing time",
        what="the closing time",
        help_text="London time, to the minute. For example, 9am or midday. At that minute it is too late",
    )

    def closing(self, day: date | None, at: time | None) -> datetime | None:
        """The instant, or None after an error beside the field."""
        if day is None or at is None:
            return None
        if at == time(0):
            says = "Midnight can be read in two ways. Enter 11:59pm, or 12:01am on the next day"
            self.add_error("closes_time", says)
            return None
        try:
            closes = london_instant(day, at)
        except MissingHourError:
            says = "The clocks go forward that night, so this time does not exist. Enter another time"
            self.add_error("closes_time", says)
            return None
        if closes <= timezone.now():
            self.add_error("closes_on", "The closing date and time must be in the future")
            return None
        return closes


class DatesForm(SeenForm, ClosingFields):
    """Every date of the recruitment. A draft may leave any empty; once published the closing time is not here."""

    visits = GovDateField(label="Visits to the school", what="the date of visits", required=False)
    sift = GovDateField(label="Panel’s scores are due", what="the date for the panel’s scores", required=False)
    shortlist = GovDateField(label="We tell people if they are shortlisted", what="this date", required=False)
    interview_on = GovDateField(label="Interviews", what="the interview date", required=False)
    outcome = GovDateField(label="We tell people the outcome", what="this date", required=False)
    starts_on = GovDateField(label="Start of the job", what="the start date", required=False)

    mark_optional = False
    field_order = ("seen", "visits", "closes_on", "closes_time", "sift", "shortlist", "interview_on", "outcome")
    looks = {"closes_time": Look(width=10)}
    kinds = (K.VISITS, K.SIFT, K.SHORTLIST, K.OUTCOME)

    def __init__(self, *args: Any, draft: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        fixed = () if draft else ("closes_on", "closes_time", "starts_on")
        for name in fixed:
            del self.fields[name]
        for name in ("closes_on", "closes_time"):
            if name in self.fields:
                self.fields[name].required = False
        self.known: Vacancy | None = None

    def clean(self) -> dict[str, Any]:
        """The closing instant, and dates that follow each other."""
        given = super().clean() or {}
        closes_on, at = given.get("closes_on"), given.get("closes_time")
        if closes_on and not at and "closes_time" not in self.errors:
            self.add_error("closes_time", "Enter the time too, for example 9am")
        if at and not closes_on and "closes_on" not in self.errors:
            self.add_error("closes_on", "Enter the closing date too")
        given["closes_at"] = self.closing(closes_on, at)
        self._in_order(given)
        return given

    def _in_order(self, given: dict[str, Any]) -> None:
        """Say beside the later date which earlier one it crosses."""
        closes = given.get("closes_on")
        if not self.draft and self.known and self.known.closes_at:
            closes = timezone.localdate(self.known.closes_at)
        starts = given.get("starts_on") or (self.known.starts_on if self.known and not self.draft else None)
        interview = given.get("interview_on")
        for name, earlier, says in (
            ("sift", closes, "The panel’s scores must be due on or after the closing date"),
            ("shortlist", closes, "This must be on or after the closing date"),
            ("interview_on", closes, "Interviews must be after the closing date"),
            ("interview_on", given.get("shortlist"), "Interviews must be after people are told of the shortlist"),
            ("outcome", interview, "This must be on or after the interview date"),
            ("starts_on", closes, "The start must be after the closing date"),
            ("starts_on", interview, "The start must be after the interview date"),
        ):
            if given.get(name) and earlier and given[name] < earlier and name not in self.errors:
                self.add_error(name, says)
        if given.get("visits") and closes and given["visits"] > closes:
            self.add_error("visits", "Visits must be on or before the closing date")
        if starts and interview and not self.draft and interview > starts:
            self.add_error("interview_on", "Interviews must be before the start of the job")

    def values(self) -> dict[str, Any]:
        """The fields of the vacancy; see `key_dates` for the rest."""
        names = ("closes_at", "interview_on", "starts_on") if self.draft else ("interview_on",)
        return {name: self.cleaned_data[name] for name in names}

    def key_dates(self) -> dict[str, date | None]:
        """The date of each kind."""
        return {kind.value: self.cleaned_data[kind.value] for kind in self.kinds}


def closing_initial(vacancy: Vacancy) -> dict[str, Any]:
    """The closing date and time of a vacancy for a form."""
    if vacancy.closes_at is None:
        return {}
    local = vacancy.closes_at.astimezone(LONDON)
    return {"closes_on": local.date(), "closes_time": local.time()}
