"""A box for one of the hours on offer."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from vacancies.pay.hours import minutes_of
from vacancies.services.pay import HoursGiven

FULL = re.compile(r"full[- ]?time|f\.?t\.?|1(?:\.0+)?", re.IGNORECASE)


class HoursField(forms.CharField):
    """One of the hours on offer, typed as "full time", 0.6, 22:30 or 22.5. Cleans to HoursGiven or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=30, **kwargs)

    def clean(self, value: Any) -> HoursGiven | None:
        """A share up to 1, or time in the week; "of full time" after it is welcome."""
        typed = str(super().clean(value)).strip().lower().removesuffix("of full time").removesuffix("fte").strip()
        if not typed:
            return None
        if FULL.fullmatch(typed):
            return HoursGiven(share=Decimal(1))
        if (share := _share(typed)) is not None:
            return HoursGiven(share=share)
        try:
            minutes = minutes_of(typed)
        except ValueError:
            minutes = 0
        if minutes < 60:
            raise forms.ValidationError("Enter “full time”, a share like 0.6, or hours like 22:30")
        return HoursGiven(minutes=minutes)

    @staticmethod
    def typed(given: HoursGiven) -> str:
        """How a stored option is shown in its box."""
        if given.share is not None:
            return "Full time" if given.share == 1 else f"{given.share.normalize():f}"
        return f"{(given.minutes or 0) // 60}:{(given.minutes or 0) % 60:02}"


def _share(typed: str) -> Decimal | None:
    try:
        share = Decimal(typed)
    except InvalidOperation:
        return None
    return share.quantize(Decimal("0.0001")) if share.is_finite() and 0 < share < 1 else None
