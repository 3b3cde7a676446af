"""Publishing at a time, and taking that back."""

from __future__ import annotations

from datetime import time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from core.display import when
from core.forms import GovForm
from core.gates import GateShutError
from vacancies.forms.scheduling import ScheduleForm
from vacancies.models import Vacancy
from vacancies.services.scheduling import schedule, unschedule
from vacancies.states import VACANCY
from vacancies.views.ending import StepView

S = Vacancy.State
EIGHT = time(8)


class ScheduleView(StepView):
    """Choose the day and the time at which the advert goes out."""

    to = S.SCHEDULED
    form_class = ScheduleForm
    heading = "Publish at a later time"
    says = "The advert is checked now and once more at that time. Until then it cannot be changed."
    button = "Schedule"

    def get_form_kwargs(self) -> dict[str, Any]:
        """The closing time comes after it."""
        return {**super().get_form_kwargs(), "closes_at": self.vacancy.closes_at}

    def get_initial(self) -> dict[str, Any]:
        """The day is for HR to choose; the time of day is a usual one."""
        return {"publish_time": EIGHT}

    def save(self, form: ScheduleForm) -> None:
        """Set it."""
        schedule(self.vacancy, publish_at=form.cleaned_data["publish_at"], by=self.user)
        self.done = f"It is published at {when(form.cleaned_data['publish_at'])}."

    def form_valid(self, form: ScheduleForm) -> HttpResponse:
        """Where something stops it, on to the list of what does."""
        try:
            return super().form_valid(form)
        except GateShutError:
            messages.error(self.request, "The advert is not scheduled. Settle what stops it first.")
            return redirect(self.page("publish"))


class UnscheduleView(StepView):
    """Make a scheduled advert a draft again."""

    to = S.DRAFT
    form_class: Any = GovForm
    heading = "Make it a draft again"
    button = "Make it a draft"
    done = "It is a draft again, and is not published by itself."

    def possible(self) -> bool:
        """While it is scheduled."""
        return VACANCY.allows(self.vacancy.state, S.DRAFT)

    def save(self, form: GovForm) -> None:
        """Take it back."""
        unschedule(self.vacancy, by=self.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what it is now."""
        planned = self.vacancy.publish_at
        self.says = (
            f"It would be published at {when(planned)}. You can then change it and set another time." if planned else ""
        )
        return super().get_context_data(**kwargs)
