"""The interview day, where HR and the chair work: making it, its timetable, who stays, sending it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from core import audit
from core.components import NavItem
from core.display import day_date
from core.downloads import download
from shortlisting import sift
from shortlisting.day_clashes import together_clashes
from shortlisting.day_page import WAYS, By, allowed_in_words, table_of
from shortlisting.files_interview import day_pdf
from shortlisting.forms.interviews import AdjustForm, DayForm, NoticeForm, StayForm
from shortlisting.interview_day import Adjustment, minute, moment
from shortlisting.interview_marks import has_open_interview_sheet
from shortlisting.models import Booking, Question, ScoreSheet
from shortlisting.on_behalf import answered_by_hr, said
from shortlisting.services import bookings, timetable
from shortlisting.services.timetable import InterviewError
from shortlisting.timetable_day import ImpossibleError
from shortlisting.views.base import OfPanel
from shortlisting.views.days import OfDay, SaveForm

DAY = ("on", "starts_at", "ends_at", "second_part_at", "turnaround", "place", "note")


class _DayForm(SaveForm):
    """The form of a day, new or changed."""

    form_class = DayForm
    template_name = "shortlisting/interviews/day_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows the shortlist."""
        return {**super().get_form_kwargs(), "people": sift.shortlisted(self.panel)}  # type: ignore[attr-defined]


class AddDayView(OfPanel, _DayForm):
    """A new day."""

    permission_required = "shortlisting.manage"
    tab = "interviews"

    def get_initial(self) -> dict[str, Any]:
        """The planned day, at the school, with everybody."""
        school = self.vacancy.school
        where = (school.name, school.street, school.town, school.postcode)
        planned = self.vacancy.interview_on
        return {
            "on": planned if planned and planned >= timezone.localdate() else None,
            "place": ", ".join(part for part in where if part),
            "candidates": [str(each.pk) for each in sift.shortlisted(self.panel)],
        }

    def save(self, form: DayForm) -> str:
        """Make it."""
        day = timetable.make_day(self.panel, by=self.user, **form.given())
        return self.page("interview_day", day.pk)


class ChangeDayView(OfDay, _DayForm):
    """The day as it is, to change."""

    permission_required = "shortlisting.manage"

    def get_initial(self) -> dict[str, Any]:
        """What is kept."""
        coming = self.day.bookings.coming().candidates()
        kept = {name: getattr(self.day, name) for name in DAY}
        return {**kept, "candidates": [str(each.application_id) for each in coming]}

    def save(self, form: DayForm) -> str:
        """Change it."""
        timetable.change_day(self.day, by=self.user, **form.given())
        return self.day_page("interview_day")


class DayView(OfDay, TemplateView):
    """The hub: the timetable, what comes next, kits, scores, who has answered."""

    template_name = "shortlisting/interviews/day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table, the next step and the lists beneath."""
        plan, manages = self.plan, self.user.has_perm("shortlisting.manage", self.vacancy)
        asked = self.request.GET.get("by")
        by: By = next((way for way, _ in WAYS if way == asked), "candidates")
        ways = [NavItem(label, f"?by={way}#timetable", current=way == by) for way, label in WAYS]
        questions = dict.fromkeys((each.pk for each in plan.works), 0)
        for activity in Question.objects.filter(activity__day=self.day).values_list("activity", flat=True):
            questions[activity] = questions.get(activity, 0) + 1
        to_tell = bookings.to_tell(plan) if manages and plan.slots else []
        told = said(plan.bookings)
        by_hr = answered_by_hr(plan.bookings) if manages else frozenset()
        return super().get_context_data(
            plan=plan,
            table=table_of(plan, by, shows_extra=manages),
            ways=ways,
            clash_count=len(plan.clashes) + len(together_clashes(plan)),
            to_tell=to_tell,
            by_hr=by_hr,
            people=[{**self._person(each, manages=manages), "told": told.get(each.pk)} for each in plan.bookings],
            own_open=has_open_interview_sheet(self.user, self.panel),
            works=[self._work(each, questions[each.pk]) for each in plan.works],
            confirmed=sum(1 for each in plan.coming if each.confirmed_at),
            undecided=sum(1 for each in plan.coming if each.stays is None) if self.day.second_part_at else 0,
            out_of_day=self.out_of_day,
            over=moment(self.day.on, minute(self.day.ends_at)) <= timezone.now(),
            started=self.day.on <= timezone.localdate(),
            **kwargs,
        )

    def _person(self, booking: Booking, *, manages: bool) -> dict[str, Any]:
        name = sift.name_of(booking.application) if booking.application else ""
        allowed = allowed_in_words(self.plan, Adjustment.of(booking)) if manages else ""
        return {"booking": booking, "name": name, "allowed": allowed, "chooses": self.plan.chooses(booking),
                "out": booking.application_id in self.out_for}  # fmt: skip

    def _work(self, activity: Any, questions: int) -> dict[str, Any]:
        sheets = self._sheets.get(activity.pk, [])
        people = sift.names_of([m for m in activity.members.all() if m.removed_at is None])
        done = sum(1 for each in sheets if each)
        return {"activity": activity, "questions": questions, "done": done, "total": len(sheets), "people": people}

    @property
    def _sheets(self) -> dict[int, list[bool]]:
        """By activity, whether each sheet is in: counts, never scores."""
        if not hasattr(self, "_counted"):
            self._counted: dict[int, list[bool]] = {}
            rows = ScoreSheet.objects.filter(activity__day=self.day, set_aside_at=None)
            for pk, at in rows.values_list("activity", "submitted_at"):
                self._counted.setdefault(pk, []).append(at is not None)
        return self._counted


class MakeView(DayView):
    """Make the timetable, or say why it cannot be made and what would help."""

    permission_required = "shortlisting.manage"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Give everybody their times."""
        second = "second" in request.POST
        try:
            timetable.make_timetable(self.day, second=second, by=self.user)
        except ImpossibleError as error:
            return self.render_to_response(self.get_context_data(impossible=error))
        except InterviewError as error:
            messages.error(request, f"{error}.")
        else:
            messages.success(request, "The timetable is made. Nobody is told until you send it.")
        return redirect(self.day_page("interview_day"))


class SendView(OfDay, TemplateView):
    """Who is told what, and the button that tells them."""

    permission_required = "shortlisting.manage"
    template_name = "shortlisting/interviews/send.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send, or say what is missing."""
        form = NoticeForm(request.POST) if self._short() else None
        if form is not None and not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            told = bookings.send(self.day, reason=form.cleaned_data["reason"] if form else "", by=self.user)
        except InterviewError as error:
            messages.error(request, f"{error}.")
        else:
            people = "1 person is" if told == 1 else f"{told} people are"
            messages.success(request, f"{people} told." if told else "Nobody has anything new to be told.")
        return redirect(self.day_page("interview_day"))

    def _short(self) -> bool:
        asked = not (self.day.sent_at and self.day.short_notice_reason)
        return asked and bookings.notice_of(self.day) < bookings.NOTICE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add who is told, and the question why where the notice is short."""
        if self._short():
            kwargs.setdefault("form", NoticeForm())
        people = [
            {"name": bookings.name_of(each), "candidate": each.application_id is not None, "again": bool(each.told),
             "off": each.cancelled_at is not None}
            for each in bookings.to_tell(self.plan)
        ]  # fmt: skip
        notice = max(0, bookings.notice_of(self.day))
        return super().get_context_data(people=people, notice=notice, least=bookings.NOTICE, **kwargs)


class CancelView(OfDay, TemplateView):
    """Call the day off."""

    permission_required = "shortlisting.manage"
    template_name = "shortlisting/interviews/cancel.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, and tell everybody who was told."""
        try:
            told = bookings.cancel_day(self.day, by=self.user)
        except InterviewError as error:
            messages.error(request, f"{error}.")
            return redirect(self.day_page("interview_day"))
        messages.success(request, f"{day_date(self.day.on)} is called off. {told} told.")
        return redirect(self.page("interviews"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many are told."""
        return super().get_context_data(told=self.day.bookings.exclude(told="").count(), **kwargs)


class AdjustView(OfDay, SaveForm):
    """What one candidate asked for, and what HR allows. Nobody else reads either."""

    permission_required = "shortlisting.manage"
    form_class = AdjustForm
    template_name = "shortlisting/interviews/adjust.html"

    @property
    def booking(self) -> Booking:
        """The candidate's place on the day. Raises Http404."""
        for each in self.plan.bookings:
            if each.application is not None and each.application.ref == self.kwargs["app_ref"]:
                if each.application_id not in self.out_for:
                    return each
        raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows the activities."""
        return {**super().get_form_kwargs(), "activities": self.plan.works}

    def get_initial(self) -> dict[str, Any]:
        """What is allowed now."""
        return AdjustForm.initial_of(Adjustment.of(self.booking))

    def save(self, form: AdjustForm) -> str:
        """Keep it."""
        timetable.set_adjustment(self.booking, by=self.user, **form.given())
        messages.success(self.request, "Saved. Make the timetable again, so that it follows.")
        return self.day_page("interview_day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what they asked for; that it was read is recorded."""
        application = self.booking.application
        assert application is not None  # noqa: S101  (only candidates' bookings are looked through)
        asked = getattr(application, "adjustment", None)
        with transaction.atomic():
            school_id = self.vacancy.school_id
            audit.record("application.read", by=self.user, subject=application, school_id=school_id,
                         fields=["adjustments"])  # fmt: skip
        name = sift.name_of(application)
        return super().get_context_data(name=name, asked=asked.needed if asked else "", **kwargs)


class StayView(OfDay, SaveForm):
    """Who stays for the second part."""

    form_class = StayForm
    template_name = "shortlisting/interviews/stay.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows who comes."""
        if self.day.second_part_at is None or self.out_of_day:
            raise Http404
        return {**super().get_form_kwargs(), "bookings": self.plan.coming}

    def save(self, form: StayForm) -> str:
        """Keep it."""
        bookings.decide_stay(self.day, stays=form.given(), by=self.user)
        messages.success(self.request, "Saved. Nobody is told until the timetable is sent: speak to them first.")
        return self.day_page("interview_day")


class PrintView(OfDay, View):
    """The day on paper, for the school."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A PDF of everybody's times."""
        return download(day_pdf(self.plan), f"interviews-{self.day.on.isoformat()}.pdf")
