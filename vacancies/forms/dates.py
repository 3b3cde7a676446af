"""The dates of a vacancy, and moments in London."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from core.forms import GovDateField, GovTimeField, Look
from vacancies.forms.advert import PartForm
from vacancies.key_dates import Plan, crossings
from vacancies.london import LONDON, MissingHourError, RepeatedHourError, london_instant
from vacancies.models import KeyDate, Vacancy

K = KeyDate.Kind
CLOCK_HELP = "London time, to the minute. For example, 9am or midday"
FURTHEST = timedelta(days=731)  # further ahead it is a slip of the pen


def _furthest() -> date:
    return timezone.localdate() + FURTHEST


def _day(label: str, what: str, **kwargs: Any) -> GovDateField:
    says = "within two years from today"
    return GovDateField(label=label, what=what, latest=_furthest, latest_says=says, **kwargs)


def moment(form: forms.Form, day_name: str, time_name: str, what: str) -> datetime | None:
    """Return the instant of a day and a time of a form, or None after an error beside the box that is wrong.

    `what` begins the sentence of an error: "The closing date and time".
    """
    day, at = form.cleaned_data.get(day_name), form.cleaned_data.get(time_name)
    if day is None or at is None:
        return None
    if at == time(0):
        form.add_error(time_name, "Midnight can be read in two ways. Enter 11:59pm, or 12:01am on the next day")
        return None
    try:
        found = london_instant(day, at)
    except MissingHourError:
        says = "The clocks go forward that night, so this time does not exist. Enter a time before 1am or from 2am"
        form.add_error(time_name, says)
        return None
    except RepeatedHourError:
        says = "The clocks go back that night, so this time comes twice. Enter a time before 1am or from 2am"
        form.add_error(time_name, says)
        return None
    if found <= timezone.now():
        form.add_error(day_name, f"{what} must be in the future")
        return None
    return found


class ClosingFields(forms.Form):
    """A closing date and time, as an instant in London. Mixed into the forms that ask for it."""

    closes_on = _day("Closing date", "the closing date")
    closes_time = GovTimeField(
        label="Closing time",
        what="the closing time",
        help_text=f"{CLOCK_HELP}. At that minute it is too late",
    )

    def closing(self) -> datetime | None:
        """The instant, or None after an error beside the field."""
        return moment(self, "closes_on", "closes_time", "The closing date and time")


class DatesForm(PartForm, ClosingFields):
    """Every date of the recruitment. A draft may leave any empty; once published the closing time is not here."""

    visits = _day("Visits to the school", "the date of visits", required=False)
    sift = _day("Panel’s scores are due", "the date for the panel’s scores", required=False)
    shortlist = _day("We tell people if they are shortlisted", "this date", required=False)
    interview_on = _day("Interviews", "the interview date", required=False)
    outcome = _day("We tell people the outcome", "this date", required=False)
    starts_on = _day("Start of the job", "the start date", required=False)

    field_order = ("seen", "visits", "closes_on", "closes_time", "sift", "shortlist", "interview_on", "outcome")
    still_open = ("visits", "sift", "shortlist", "interview_on", "outcome")
    looks = {"closes_time": Look(width=10)}
    kinds = (K.VISITS, K.SIFT, K.SHORTLIST, K.OUTCOME)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = "closes_on" in self.fields
        for name in ("closes_on", "closes_time"):
            if name in self.fields:
                self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        """The closing instant, dates to come, and dates that follow each other."""
        given = super().clean() or {}
        closes_on, at = given.get("closes_on"), given.get("closes_time")
        if closes_on and not at and "closes_time" not in self.errors:
            self.add_error("closes_time", "Enter the time too, for example 9am")
        if at and not closes_on and "closes_on" not in self.errors:
            self.add_error("closes_on", "Enter the closing date too")
        given["closes_at"] = self.closing()
        starts = given.get("starts_on")
        if starts and starts <= timezone.localdate():
            self.add_error("starts_on", "The start of the job must be in the future")
        for problem in crossings(self.plan()):
            # A published advert keeps its start: the date that can still be moved carries the error.
            name = problem.name if problem.name in self.fields else "interview_on"
            if name in self.fields and name not in self.errors:
                self.add_error(name, _of_fixed(problem.says) if name != problem.name else problem.says)
        return given

    def plan(self) -> Plan:
        """The dates typed, and those that a published advert keeps."""
        given = {name: self.cleaned_data.get(name) for name in (*self.still_open, "closes_on", "starts_on")}
        if not self.draft and self.vacancy is not None:
            given["closes_on"] = timezone.localdate(self.vacancy.closes_at) if self.vacancy.closes_at else None
            given["starts_on"] = self.vacancy.starts_on
        return Plan(**given)

    def values(self) -> dict[str, Any]:
        """The fields of the vacancy; see `key_dates` for the rest."""
        names = ("closes_at", "interview_on", "starts_on") if self.draft else ("interview_on",)
        return {name: self.cleaned_data[name] for name in names}

    def key_dates(self) -> dict[str, date | None]:
        """The date of each kind."""
        return {kind.value: self.cleaned_data[kind.value] for kind in self.kinds}

    def given(self) -> dict[str, Any]:
        """The values and dates that can be kept of a form with errors, by field and kind."""
        wrong = set(self.errors) | ({"closes_at"} if {"closes_on", "closes_time"} & set(self.errors) else set())
        everything = {name: self.cleaned_data.get(name) for name in ("closes_at", "starts_on", *self.still_open)}
        fixed = () if self.draft else ("closes_at", "starts_on")
        return {name: value for name, value in everything.items() if name not in wrong and name not in fixed}


def _of_fixed(says: str) -> str:
    return "Interviews must be before the start of the job" if "start" in says else says


def closing_initial(vacancy: Vacancy) -> dict[str, Any]:
    """The closing date and time of a vacancy for a form."""
    if vacancy.closes_at is None:
        return {}
    local = vacancy.closes_at.astimezone(LONDON)
    return {"closes_on": local.date(), "closes_time": local.time()}
