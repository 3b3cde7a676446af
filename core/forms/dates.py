"""Dates typed in parts, months, and times of day. What was typed stays, and errors name the part to mend."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.display import clock, plain_date

Limit = date | Callable[[], date] | None
MONTHS = {name.lower(): number for number, name in enumerate(month_name) if name}
YEARS = range(1900, 2101)


class DateTyped(NamedTuple):
    """What stood in the boxes, as typed."""

    day: str = ""
    month: str = ""
    year: str = ""


class DateInputs(forms.Widget):
    """Boxes for day, month and year, or for month and year."""

    use_fieldset = True
    template_name = "govuk/date_parts.html"

    def __init__(self, parts: tuple[str, ...] = ("day", "month", "year"), attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.parts = parts

    def names(self, name: str) -> tuple[str, ...]:
        """The names of the boxes in the submitted data."""
        return tuple(f"{name}_{part}" for part in self.parts)

    def id_for_label(self, id_: str) -> str:
        """The first box."""
        return f"{id_}_{self.parts[0]}" if id_ else ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> DateTyped:
        """What was typed, in this widget's boxes only."""
        return DateTyped(**{part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts})

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether no box was sent."""
        return not any(box in data for box in self.names(name))

    def format_value(self, value: Any) -> DateTyped:
        """The boxes' contents for a date, an ISO date, or what was typed."""
        if isinstance(value, DateTyped):
            return value
        if isinstance(value, str) and value:
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return DateTyped()
        return DateTyped(str(value.day), str(value.month), str(value.year)) if value else DateTyped()

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        """The boxes. `attrs` may carry `wrong` (part names) and `autocomplete` ("bday")."""
        attrs = {**self.attrs, **(attrs or {})}
        typed = self.format_value(value)
        wrong = attrs.get("wrong", ())
        words = attrs.get("autocomplete")
        boxes = [
            {
                "id": f"{attrs.get('id') or 'id_' + name}_{part}",
                "name": f"{name}_{part}",
                "label": part.capitalize(),
                "value": getattr(typed, part),
                "width": 4 if part == "year" else 2,
                "wrong": part in wrong,
                "autocomplete": f"{words}-{part}" if words else "",
            }
            for part in self.parts
        ]
        return render_to_string(self.template_name, {"boxes": boxes, "disabled": bool(attrs.get("disabled"))})


def _limit(limit: Limit) -> date | None:
    return limit() if callable(limit) else limit


class GovDateField(forms.Field):
    """A date in three boxes.

    what: the thing, in errors ("your date of birth"). earliest, latest: a date, or a function that gives one;
    latest_says, earliest_says: in place of the date, for a moving limit ("today or in the past").
    Months may be typed as numbers or names. Cleans to a date, or None when left empty and not required.
    """

    widget = DateInputs
    parts: ClassVar[tuple[str, ...]] = ("day", "month", "year")
    example: ClassVar[str] = "27 3 2026"

    def __init__(
        self,
        *,
        what: str = "the date",
        earliest: Limit = None,
        latest: Limit = None,
        earliest_says: str = "",
        latest_says: str = "",
        **kwargs: Any,
    ) -> None:
        self.what = what
        self.earliest, self.latest = earliest, latest
        self.earliest_says, self.latest_says = earliest_says, latest_says
        kwargs.setdefault("help_text", f"For example, {self.example}")
        kwargs.setdefault("widget", DateInputs(self.parts))
        kwargs["error_messages"] = {"required": f"Enter {what}", **(kwargs.get("error_messages") or {})}
        super().__init__(**kwargs)

    def _wrong(self, message: str, *parts: str) -> ValidationError:
        subject = self.what[:1].upper() + self.what[1:]
        text = f"{subject} {message}".replace("%", "%%")
        return ValidationError(text, code="invalid", params={"parts": parts or self.parts})

    def to_python(self, value: Any) -> date | None:
        """The date typed. Raises ValidationError naming the parts in error."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        typed = value if isinstance(value, DateTyped) else DateInputs(self.parts).format_value(value)
        filled = {part: getattr(typed, part) for part in self.parts}
        if not any(filled.values()):
            return None
        missing = [part for part, text in filled.items() if not text]
        if missing:
            raise self._wrong(f"must include a {' and a '.join(missing)}", *missing)
        return self._whole(self._day(filled.get("day", "1")), self._month(filled["month"]), self._year(filled["year"]))

    def _day(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= 31 and len(text) <= 2):
            raise self._wrong("must have a day from 1 to 31", "day")
        return int(text)

    def _month(self, text: str) -> int:
        if text.isascii() and text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 12:
            return int(text)
        named = [number for name, number in MONTHS.items() if len(text) >= 3 and name.startswith(text.lower())]
        if len(named) == 1:
            return named[0]
        if text.lower() == "sept":
            return 9
        raise self._wrong("must have a month from 1 to 12, or its name", "month")

    def _year(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) == 4):
            raise self._wrong("must have a year of 4 numbers, like 2026", "year")
        if int(text) not in YEARS:
            raise self._wrong(f"must have a year from {YEARS[0]} to {YEARS[-1]}", "year")
        return int(text)

    def _whole(self, day: int, month: int, year: int) -> date:
        days = monthrange(year, month)[1]
        if day > days:
            raise self._wrong(f"must be a real date: {month_name[month]} {year} has {days} days", "day")
        return date(year, month, day)

    def _say(self, limit: date) -> str:
        return plain_date(limit)

    def validate(self, value: date | None) -> None:
        """Required, and within the limits."""
        super().validate(value)
        if value is None:
            return
        earliest, latest = _limit(self.earliest), _limit(self.latest)
        if earliest and value < earliest:
            raise self._wrong(f"must be {self.earliest_says or self._say(earliest) + ' or later'}")
        if latest and value > latest:
            raise self._wrong(f"must be {self.latest_says or self._say(latest) + ' or earlier'}")


class GovMonthField(GovDateField):
    """A month and year, for jobs and study. Cleans to the first day of the month."""

    parts: ClassVar[tuple[str, ...]] = ("month", "year")
    example: ClassVar[str] = "3 2026"

    def _say(self, limit: date) -> str:
        return f"{limit:%B %Y}"


class GovTimeField(forms.CharField):
    """A time of day as people type it: 9am, 9.30 am, 5:30pm, 17:30, midday, midnight. Cleans to a time."""

    width = 10
    typed = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?", re.ASCII)
    words: ClassVar[dict[str, time]] = {
        "midday": time(12),
        "noon": time(12),
        "12 noon": time(12),
        "midnight": time(0),
    }

    def __init__(self, *, what: str = "the time", **kwargs: Any) -> None:
        self.what = what
        kwargs.setdefault("help_text", "For example, 9am or 5:30pm")
        kwargs["error_messages"] = {"required": f"Enter {what}", **(kwargs.get("error_messages") or {})}
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A time as people read it; what was typed as it was."""
        return clock(value) if isinstance(value, time) else value

    def to_python(self, value: Any) -> time | None:  # type: ignore[override]
        """The time typed. Raises ValidationError for anything else."""
        if value in self.empty_values or isinstance(value, time):
            return value or None
        text = str(value).strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
        if text in self.words:
            return self.words[text]
        found = self.typed.fullmatch(text)
        if found:
            hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
            if minute < 60 and ((half and 1 <= hour <= 12) or (not half and found[2] and hour < 24)):
                return time(hour % 12 + (12 if half == "pm" else 0) if half else hour, minute)
        raise ValidationError(
            f"{self.what[:1].upper()}{self.what[1:]} must be a time, like 9am or 5:30pm", code="invalid"
        )
