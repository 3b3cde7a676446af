"""Each person's own timetable of the interviews: the candidate's, to confirm or ask; the panel member's, to prepare."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from applications.models import Application
from applications.models.application import ApplicationQuerySet
from applications.views.address import AtApplication
from core.downloads import download
from shortlisting import conflicts
from shortlisting.day_clashes import own_lines
from shortlisting.files_interview import own_pdf
from shortlisting.forms.interviews import AskForm
from shortlisting.interview_day import DayPlan
from shortlisting.interview_marks import due_of
from shortlisting.invitation import invitation
from shortlisting.models import Booking, Slot
from shortlisting.services import bookings
from shortlisting.services.timetable import InterviewError
from shortlisting.views.base import OfPanel
from shortlisting.views.days import SaveForm


class OwnInterview(AtApplication):
    """Mixin for a candidate's own pages of their interview, named by the application's `ref`."""

    permission_required = "shortlisting.own_interview"

    def read(self) -> ApplicationQuerySet:
        """With the name."""
        return Application.objects.select_related("vacancy__school__trust", "details", "candidate")

    @cached_property
    def booking(self) -> Booking:
        """The interview they were told of: the next one, else the last. Raises Http404 before there is one."""
        rows = Booking.objects.filter(application=self.application, cancelled_at=None).exclude(told="")
        found = list(rows.select_related("day__panel").order_by("day__on"))
        coming = [each for each in found if not each.is_over()] or found[-1:]
        if not coming:
            raise Http404
        coming[0].application = self.application
        coming[0].day.panel.vacancy = self.application.vacancy
        return coming[0]

    @cached_property
    def plan(self) -> DayPlan:
        """The day."""
        return DayPlan(self.booking.day)

    def own_page(self, name: str = "my_interview") -> str:
        """The address of one of these pages."""
        return reverse(f"shortlisting:{name}", args=[self.application.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the person's own lines."""
        vacancy = self.application.vacancy
        return super().get_context_data(  # type: ignore[misc]
            application=self.application,
            vacancy=vacancy,
            school=vacancy.school,
            booking=self.booking,
            day=self.booking.day,
            lines=self.plan.lines_of(self.booking),
            over=self.booking.is_over(),
            **kwargs,
        )


class MyInterviewView(OwnInterview, TemplateView):
    """The candidate's own timetable."""

    template_name = "shortlisting/interviews/mine.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Confirm, or take a free time."""
        try:
            if "slot" in request.POST:
                self._choose(request.POST["slot"])
            elif "choose" in request.POST:
                return self.render_to_response(self.get_context_data(unchosen=request.POST["choose"]))
            else:
                bookings.confirm(self.booking, by=self.by)
                messages.success(request, "Thank you. The school knows that you are coming.")
        except InterviewError as error:
            messages.error(request, f"{error}.")
        return redirect(self.own_page())

    def _choose(self, pk: str) -> None:
        slot = Slot.objects.filter(pk=int(pk) if pk.isascii() and pk.isdecimal() else 0).select_related("activity")
        found = slot.filter(activity__day=self.booking.day).first()
        if found is None:
            raise InterviewError("Somebody has just taken this time. Choose another")
        bookings.choose(self.booking, slot=found, by=self.by)
        messages.success(self.request, "Your time is kept. We have e-mailed it to you.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the free times: for what has none yet, and to change what they chose."""
        plan, booking = self.plan, self.booking
        waits = plan.chooses(booking)
        chosen = [
            slot.activity
            for slot in plan.slots
            if slot.application_id == booking.application_id and slot.by_hand and slot.activity.candidates_choose
        ]
        return super().get_context_data(
            choices=[(each, plan.open_to(booking, each)) for each in waits],
            changes=[(each, plan.open_to(booking, each)) for each in chosen],
            **kwargs,
        )


class AskView(OwnInterview, SaveForm):
    """The candidate asks for another time."""

    form_class = AskForm
    template_name = "shortlisting/interviews/ask.html"

    def save(self, form: AskForm) -> str:
        """Ask, and tell HR."""
        bookings.ask(self.booking, text=form.cleaned_data["text"], by=self.by)
        messages.success(self.request, "The school has your question and answers by e-mail.")
        return self.own_page()


class MyCalendarView(OwnInterview, View):
    """The candidate's timetable for their calendar."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One event."""
        content = invitation(self.plan, self.booking, method="PUBLISH")
        return download(content, "interview.ics", kind="text/calendar; charset=utf-8")


class MyPdfView(OwnInterview, View):
    """The candidate's timetable to print."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A PDF."""
        return download(own_pdf(self.plan, self.booking), "interview.pdf")


# --- panel members ----------------------------------------------------------------------------------------------


class OwnDays(OfPanel):
    """Mixin for a panel member's own pages of the interviews."""

    tab = "interviews"

    @cached_property
    def bookings(self) -> list[Booking]:
        """The days for which this member was sent a timetable, the next first."""
        rows = Booking.objects.filter(day__panel=self.panel, member=self.member, cancelled_at=None).exclude(told="")
        found = list(rows.select_related("day").order_by("day__on"))
        for each in found:
            each.member, each.day.panel = self.member, self.panel
        return found

    def one(self) -> Booking:
        """The day of the address. Raises Http404."""
        found = next((each for each in self.bookings if each.day_id == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found


class MyDayView(OwnDays, TemplateView):
    """A panel member's own timetable, what they score, and the kits."""

    template_name = "shortlisting/interviews/my_day.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who joined for the interviews says first whom they know."""
        if self.member is not None and conflicts.owes_names(self.member):
            return redirect(self.page("names"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the days, each with its lines and what is to score in it."""
        member = self.member
        assert member is not None  # noqa: S101  (the permission was asked about it)
        due = due_of(member) if self.panel.outcomes_released_at else []
        by_place = {(each.activity.pk, each.application.pk): each for each in due}
        days = []
        for booking in self.bookings:
            lines = own_lines(DayPlan(booking.day), booking)
            found = [(line, by_place.get((_pk(line.activity), _pk(line.application)))) for line in lines]
            days.append({"booking": booking, "day": booking.day, "lines": found})
        kits = {each.activity.pk: each.activity for each in due}
        left = [each for each in due if not each.is_in]
        started = any(booking.day.on <= timezone.localdate() for booking in self.bookings)
        return super().get_context_data(
            days=days, kits=list(kits.values()), due=due, left=left, started=started,
            first=left[0] if left and started else None, **kwargs,
        )  # fmt: skip


def _pk(row: Any) -> int:
    return row.pk if row is not None else 0


class MyDayCalendarView(OwnDays, View):
    """A panel member's day for their calendar."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """One event."""
        booking = self.one()
        content = invitation(DayPlan(booking.day), booking, method="PUBLISH")
        return download(content, "interviews.ics", kind="text/calendar; charset=utf-8")


class MyDayPdfView(OwnDays, View):
    """A panel member's day to print."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A PDF."""
        booking = self.one()
        return download(own_pdf(DayPlan(booking.day), booking), "interviews.pdf")
