"""What pages of one interview day share."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpResponse
from django.views.generic import FormView

from shortlisting.interview_day import DayPlan
from shortlisting.models import Activity, InterviewDay
from shortlisting.services.timetable import InterviewError
from shortlisting.views.base import OfPanel


class OfDay(OfPanel):
    """Mixin for pages of one interview day of a vacancy, named by `pk` in the address."""

    permission_required = "shortlisting.interview"
    tab = "interviews"

    @cached_property
    def day(self) -> InterviewDay:
        """The day. Raises Http404 for one of another vacancy."""
        found = InterviewDay.objects.filter(pk=self.kwargs["pk"], panel=self.panel).first()
        if found is None:
            raise Http404
        found.panel = self.panel
        return found

    @cached_property
    def plan(self) -> DayPlan:
        """Everything of the day."""
        return DayPlan(self.day, reader=self.user)

    @property
    def out_of_day(self) -> bool:
        """Whether somebody comes whom the reader is out for: then others say who stays."""
        return any(each.application_id in self.out_for for each in self.plan.bookings)

    def day_page(self, name: str, *args: Any) -> str:
        """The address of another page of this day."""
        return self.page(name, self.day.pk, *args)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the day."""
        return super().get_context_data(day=self.day, **kwargs)


class OfActivity(OfPanel):
    """Mixin for pages of one activity of a vacancy's interview day, named by `activity_pk`."""

    permission_required = "shortlisting.interview"
    tab = "interviews"

    @cached_property
    def activity(self) -> Activity:
        """The activity. Raises Http404 for one of another vacancy."""
        rows = Activity.objects.filter(pk=self.kwargs["activity_pk"], day__panel=self.panel)
        found = rows.select_related("day").first()
        if found is None:
            raise Http404
        found.day.panel = self.panel
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the activity and its day."""
        return super().get_context_data(activity=self.activity, day=self.activity.day, **kwargs)


class SaveForm(FormView):
    """A form page whose service may refuse, beside the field it names."""

    def save(self, form: Any) -> str:
        """Call the service; return where to go on."""
        raise NotImplementedError

    refusals: tuple[type[Exception], ...] = (InterviewError,)

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, or say why not."""
        try:
            self.success_url = self.save(form)
        except self.refusals as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
            return self.form_invalid(form)
        return super().form_valid(form)
