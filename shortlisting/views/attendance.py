"""A candidate who did not come on the day, and taking that back: HR and the chair."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View

from shortlisting.forms.interviews import AbsentForm
from shortlisting.models import Booking
from shortlisting.services import attendance, bookings
from shortlisting.services.timetable import InterviewError
from shortlisting.views.days import OfDay, SaveForm


class OneComing(OfDay):
    """Mixin for pages of one candidate's place on the day."""

    @cached_property
    def booking(self) -> Booking:
        """The place of the candidate in the address. Raises Http404, for one whom the reader is out for too."""
        for each in self.plan.bookings:
            if each.application is not None and each.application.ref == self.kwargs["app_ref"]:
                if each.application_id not in self.out_for:
                    return each
        raise Http404


class AbsentView(OneComing, SaveForm):
    """Record that they did not come; of one who is recorded, the page says so and takes it back."""

    form_class = AbsentForm
    template_name = "shortlisting/interviews/absent.html"

    def save(self, form: AbsentForm) -> str:
        """Record it."""
        attendance.mark_absent(self.booking, reason=form.cleaned_data["reason"], by=self.user)
        messages.success(self.request, f"Recorded: {bookings.name_of(self.booking)} did not come.")
        return self.day_page("interview_day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who it is about."""
        early = self.day.on > timezone.localdate()
        name = bookings.name_of(self.booking)
        return super().get_context_data(booking=self.booking, name=name, early=early, **kwargs)


class CameView(OneComing, View):
    """They came after all."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back, or say what stands in the way."""
        try:
            if attendance.mark_came(self.booking, by=self.user):
                messages.success(request, f"Taken back: {bookings.name_of(self.booking)} came.")
        except InterviewError as error:
            messages.error(request, f"{error}.")
        return redirect(self.day_page("interview_day"))
