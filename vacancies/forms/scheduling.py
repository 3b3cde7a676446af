"""When an advert goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.display import when
from core.forms import GovDateField, GovForm, GovTimeField, Look
from vacancies.forms.dates import CLOCK_HELP, moment


class ScheduleForm(GovForm):
    """A day and a time before the closing time."""

    publish_on = GovDateField(label="Day", what="the day")
    publish_time = GovTimeField(label="Time", what="the time", help_text=CLOCK_HELP)
    looks = {"publish_time": Look(width=10)}

    def __init__(self, *args: Any, closes_at: datetime | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._closes_at = closes_at

    def clean(self) -> dict[str, Any]:
        """An instant to come, while people can still apply."""
        given = super().clean() or {}
        given["publish_at"] = goes_out = moment(self, "publish_on", "publish_time", "The day and time to publish")
        if goes_out and self._closes_at and goes_out >= self._closes_at:
            says = (
                f"Applications close at {when(self._closes_at)}. Enter a time before that, or change the closing date"
            )
            self.add_error("publish_on", says)
        return given
