"""The terms of an offer; more time to answer it; taking it back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

from appointments.models import Offer
from core.display import plain_date
from core.forms import GovDateField, GovForm, Look, MoneyField
from vacancies.pay import PayTerms, worked_out
from vacancies.pay.hours import FULL_TIME
from vacancies.pay.money import Span


def _today() -> date:
    return timezone.localdate()


class OfferForm(GovForm):
    """The terms of the conditional offer. The salary is worked out where the vacancy has its pay in figures."""

    hours = forms.ChoiceField(label="Hours", widget=forms.RadioSelect)
    full_time = MoneyField(label="Full-time salary a year, without allowances", min_value=1)
    pay_text = forms.CharField(label="Pay", help_text="Point and allowance, for example U1 + TLR 2b.", max_length=300)
    salary = MoneyField(label="Salary for the year", help_text="What this person will be paid, in pounds.", min_value=1)
    hours_text = forms.CharField(label="Hours", help_text="For example, 4 days a week, 26 hours.", max_length=200)
    starts_on = GovDateField(label="Start date", what="the start date", earliest=_today, earliest_says="today or later")
    reply_by = GovDateField(
        label="Answer by", what="the day to answer by", earliest=_today, earliest_says="today or later"
    )

    def __init__(self, *args: Any, terms: PayTerms | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._terms = terms
        for name in ("hours", "full_time") if terms is None else ("salary", "hours_text"):
            del self.fields[name]
        if terms is not None:
            self._options = terms.hours or (FULL_TIME,)
            choices = [(str(place), each.words.capitalize()) for place, each in enumerate(self._options)]
            self.fields["hours"].choices = choices  # type: ignore[attr-defined]
            self.fields["full_time"].help_text = f"The advert says {Span(terms.low, terms.high).words}"
            self.fields["pay_text"].help_text = "Point and allowances, as the letter says them"

    def clean_full_time(self) -> Decimal:
        """Inside what the advert offered: a lower salary would break it, a higher one needs its own decision."""
        amount: Decimal = self.cleaned_data["full_time"]
        span = Span(self._terms.low, self._terms.high) if self._terms else None
        if span and not span.holds(amount):
            raise forms.ValidationError(f"The salary must be inside what the advert says: {span.words}")
        return amount

    def clean(self) -> dict[str, Any]:
        """The answer is due before the start; the salary follows from pay and hours."""
        data: dict[str, Any] = super().clean() or {}
        start, reply = data.get("starts_on"), data.get("reply_by")
        if start and reply and reply > start:
            self.add_error("reply_by", "The day to answer by must be before the start date")
        return data

    def terms(self) -> dict[str, Any]:
        """The offer's terms, for the service."""
        data = dict(self.cleaned_data)
        if self._terms is None:
            return data
        hours = self._options[int(data.pop("hours"))]
        worked = worked_out(self._terms, full_time=data.pop("full_time"), hours=hours)
        return {**data, "hours_text": hours.words.capitalize(), "salary": worked.total, "salary_how": worked.how[:300]}


class MoreTimeForm(GovForm):
    """A later day to answer by."""

    heading_field = "reply_by"
    reply_by = GovDateField(label="Until when can they answer?", what="the day to answer by", earliest=_today,
                            earliest_says="today or later")  # fmt: skip

    def __init__(self, *args: Any, offer: Offer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer = offer

    def clean_reply_by(self) -> date:
        """Later than now, and before the start."""
        day: date = self.cleaned_data["reply_by"]
        if day <= self._offer.reply_by:
            raise forms.ValidationError(f"The day must be later than {plain_date(self._offer.reply_by)}")
        if day > self._offer.starts_on:
            raise forms.ValidationError("The day to answer by must be before the start date")
        return day


KEPT = "It is kept with the record, with your name"


def _why(label: str, *, hint: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=2000, widget=forms.Textarea, help_text=hint, error_messages={"required": "Say why"}
    )


class NotStartingForm(GovForm):
    """Why somebody who was appointed does not start."""

    heading_field = "reason"
    reason = _why("Why will they not start?", hint=KEPT)
    looks = {"reason": Look(rows=4)}


class TakeBackForm(GovForm):
    """Why the offer is taken back."""

    heading_field = "reason"
    reason = _why("Why is the offer taken back?", hint=f"{KEPT}. The candidate is told to speak to you")
    looks = {"reason": Look(rows=4)}
