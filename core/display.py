"""How dates, times and sums read, on pages, in e-mails and in files. One place, so that they read alike.

Dates name the day; times are 9am, 5:30pm, midday, midnight, in the service's time zone; pounds are £45,127.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.utils import timezone


def lower_first(text: str) -> str:
    """As it reads within a sentence: "Job title" becomes "job title", "QTS number" and "I agree" stay."""
    first_word = text.split(" ", 1)[0]
    return text if first_word == "I" or first_word[1:] != first_word[1:].lower() else text[:1].lower() + text[1:]


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


def _date(value: date | datetime) -> date:
    return _local(value).date() if isinstance(value, datetime) else value


def plain_date(value: date | datetime) -> str:
    """10 December 2026."""
    day = _date(value)
    return f"{day.day} {day:%B %Y}"


def day_date(value: date | datetime) -> str:
    """Thursday 10 December 2026."""
    return f"{_date(value):%A} {plain_date(value)}"


def day_month(value: date | datetime) -> str:
    """Thursday 10 December, where the year is plain from the page."""
    day = _date(value)
    return f"{day:%A} {day.day} {day:%B}"


def short_date(value: date | datetime) -> str:
    """Thu 10 Dec, for narrow columns."""
    day = _date(value)
    return f"{day:%a} {day.day} {day:%b}"


def month_year(value: date | datetime) -> str:
    """December 2026."""
    return f"{_date(value):%B %Y}"


def clock(value: datetime | time) -> str:
    """9am, 5:30pm, midday, midnight. Seconds are dropped, never rounded up: 11:59:59am is 11:59am."""
    at = _local(value).timetz() if isinstance(value, datetime) else value
    if at.minute == 0 and at.hour in (0, 12):
        return "midday" if at.hour else "midnight"
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{hour}{minutes}{'am' if at.hour < 12 else 'pm'}"


def when(value: datetime) -> str:
    """9am on Monday 30 November 2026."""
    return f"{clock(value)} on {day_date(value)}"


def pounds(value: int | str | Decimal) -> str:
    """£45,127, or £45,127.50 where there are pence. Raises ValueError for what is no number."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(f"not a sum of money: {value!r}") from error
    minus = "\N{MINUS SIGN}" if amount < 0 else ""
    pence = ",.0f" if amount == amount.to_integral_value() else ",.2f"
    return f"{minus}£{abs(amount):{pence}}"
