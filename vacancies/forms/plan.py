"""What a proposal of dates is worked out from."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from django.utils import timezone
from django.utils.functional import cached_property

from core.forms import GovDateField, GovForm
from vacancies.forms.dates import FURTHEST


class PlanForm(GovForm):
    """The start of the job, and the day the advert is to go out."""

    starts_on = GovDateField(
        label="When does the job start?",
        what="the start date",
        earliest=lambda: timezone.localdate() + timedelta(days=1),
        earliest_says="in the future",
        latest=lambda: timezone.localdate() + FURTHEST,
        latest_says="within two years from today",
    )
    publish_on = GovDateField(
        label="When do you want to publish the advert?",
        what="the day to publish",
        earliest=timezone.localdate,
        earliest_says="today or later",
        latest=lambda: timezone.localdate() + FURTHEST,
        latest_says="within two years from today",
    )

    @cached_property
    def helper(self) -> FormHelper:
        """Without the token of the session: the form is sent in the address, which others may read."""
        helper: FormHelper = super().helper
        helper.disable_csrf = True
        return helper

    def clean(self) -> dict[str, Any]:
        """The advert goes out before the job starts."""
        given = super().clean() or {}
        starts, publish = given.get("starts_on"), given.get("publish_on")
        if starts and publish and publish >= starts:
            self.add_error("publish_on", "The advert must go out before the job starts")
        return given
