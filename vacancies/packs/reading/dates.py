"""Dates and times of day as schools print them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<month{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_NAME = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
_EARLIER = (  # the first of two days: 23 and 24 March
    r"(?:(?<![\d£.])\d{1,2}(?:st|nd|rd|th)?\s*(?:,|and|&|-|–|to|or|/)\s*"
    r"(?:(?:mon|tues|wednes|thurs|fri)day\s+)?){0,4}"
)
_DATE = re.compile(
    rf"{_DAY_NAME}{_EARLIER}(?:"
    rf"(?<![\d£.])(?P<day1>\d{{1,2}})(?:\s*(?:st|nd|rd|th))?(?:\s+of)?[\s-]+"
    rf"{_MONTH.format(1)},?[\s-]+(?P<year1>\d{{4}})"
    rf"|{_MONTH.format(2)}\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{{4}})"
    r"|(?<![\d£.])(?P<day3>\d{1,2})(?P<sep>[/.\-])(?P<month3>\d{1,2})(?P=sep)(?P<year3>\d{4}|\d{2})(?!\d)"
    r"|(?<!\d)(?P<year4>\d{4})-(?P<month4>\d{2})-(?P<day4>\d{2})(?!\d))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<![\d£.])(?:(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>\d{1,2})[.:](?P<minute24>\d{2})(?:\s*(?:hrs|hours|h)\b)?(?![\d/.]\d)"
    r"|(?:12\s*)?(?P<noon>noon|midday)|(?:12\s*)?(?P<midnight>midnight))",
    re.IGNORECASE,
)
_WEEK = re.compile(r"(?:\bweek (?:commencing|beginning)|\bw/?[cb])[\s:]*$", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b{_MONTH.format(5)}\s+\d{{4}}", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A date in a text: its ISO form and where it stands."""

    iso: str
    start: int
    end: int


def find_dates(text: str) -> list[Found]:
    """The full dates (day, month and year) of a text. A date that does not exist is left out."""
    out = []
    for match in _DATE.finditer(text):
        parts = {k: v for k, v in match.groupdict().items() if v is not None}
        day = next(int(v) for k, v in parts.items() if k.startswith("day"))
        month = next(_month(v) for k, v in parts.items() if k.startswith("month"))
        year = next(int(v) for k, v in parts.items() if k.startswith("year"))
        try:
            iso = date(year + 2000 if year < 100 else year, month, day).isoformat()
        except ValueError:
            continue
        out.append(Found(iso, match.start(), match.end()))
    return out


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(text.lower()[:3]))


def find_time(text: str) -> str | None:
    """The first time of day of a text as HH:MM. Midnight is the end of the day, 23:59."""
    without_dates = _DATE.sub(lambda m: " " * len(m.group()), text)
    for match in _TIME.finditer(without_dates):
        if match["noon"]:
            return "12:00"
        if match["midnight"]:
            return "23:59"
        hour = int(match["hour"] or match["hour24"])
        minute = int(match["minute"] or match["minute24"] or 0)
        if match["half"]:
            if not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
        if hour < 24 and minute < 60:
            return f"{hour:02d}:{minute:02d}"
    return None


def closing_of(text: str) -> str | None:
    """The first full date of a text, with its time of day if one is printed near it."""
    dates = find_dates(text)
    if not dates:
        return None
    near = text[max(0, dates[0].start - 60) : dates[0].end + 60]
    time = find_time(near)
    return f"{dates[0].iso}T{time}" if time else dates[0].iso


def date_phrase(text: str) -> str | None:
    """A text's first date as printed, with 'week commencing' before it and further dates after it."""
    dates = find_dates(text)
    if not dates:
        month = _MONTH_YEAR.search(text)
        return month.group().strip() if month else None
    start, end = dates[0].start, dates[0].end
    week = _WEEK.search(text[:start])
    if week:
        start = week.start()
    for later in dates[1:]:
        if later.start - end <= 12:
            end = later.end
    return text[start:end].strip(" ,.;")
