"""Interviews: the shortlisted by name, what to explore with each, and the outcome."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView

from applications.models import Application
from core.display import day_date
from core.gates import GateName, GateShutError
from shortlisting import sift
from shortlisting.day_page import days_of
from shortlisting.forms.decide import InterviewForm, PointForm
from shortlisting.interview_marks import has_open_interview_sheet, record_of
from shortlisting.models import Booking, Decision, Panel, ProbePoint, Stage
from shortlisting.services import probe_points
from shortlisting.services.attendance import stayed_away
from shortlisting.services.decisions import decide
from shortlisting.services.finals import OPEN_STATES
from shortlisting.services.keeping import DecisionError
from shortlisting.views.base import GatePage, OfPanel, TakeBackMixin, WaiveMixin


class InterviewsView(OfPanel, TemplateView):
    """Everybody on the shortlist. HR may look before there is one, and is told what comes first."""

    permission_required = "shortlisting.outcomes"
    tab = "interviews"
    template_name = "shortlisting/interviews.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the shortlisted with their outcomes; nobody before the release."""
        released = self.panel.outcomes_released_at is not None
        return super().get_context_data(
            released=released,
            people=shortlist_of(self.panel, without=self.out_for) if released else [],
            days=days_of(self.panel) if released else [],
            **kwargs,
        )


def shortlist_of(panel: Panel, *, without: Collection[int] = ()) -> list[dict[str, Any]]:
    """The shortlisted with what is recorded about each, `without` those the reader is out for; four queries."""
    people = [each for each in sift.shortlisted(panel) if each.pk not in without]
    came: dict[int, list[bool]] = {}
    rows = Booking.objects.filter(application__in=people, cancelled_at=None, day__cancelled_at=None)
    for application, absent_at in rows.values_list("application", "absent_at"):
        came.setdefault(application, []).append(absent_at is None)
    made = Decision.objects.filter(application__in=people, stage=Stage.INTERVIEW)
    decisions = {row.application_id: row for row in made}
    points: dict[int, list[bool]] = {}
    for application, explored_at in ProbePoint.objects.filter(application__in=people).values_list(
        "application", "explored_at"
    ):
        points.setdefault(application, []).append(explored_at is not None)
    return [
        {
            "application": each,
            "name": sift.name_of(each),
            "decision": decisions.get(each.pk),
            "points": len(points.get(each.pk, [])),
            "explored": sum(points.get(each.pk, [])),
            "open": each.state in OPEN_STATES,
            "absent": each.pk in came and not any(came[each.pk]),
        }
        for each in people
    ]


class OneInterview(OfPanel):
    """Mixin for pages of one shortlisted candidate."""

    permission_required = "shortlisting.interview"
    tab = "interviews"

    @cached_property
    def application(self) -> Application:
        """The candidate of the address, where they came onto the shortlist. Raises Http404, for one who is out too."""
        found = next((each for each in sift.shortlisted(self.panel) if each.ref == self.kwargs["app_ref"]), None)
        if found is None or found.pk in self.out_for:
            raise Http404
        found.vacancy = self.vacancy
        return found


class InterviewView(OneInterview, GatePage):
    """One candidate: what to explore, what must come first, and the outcome."""

    gate = GateName.INTERVIEW
    name = "interview"
    template_name = "shortlisting/interview.html"

    def gate_object(self) -> Application:
        """The application."""
        return self.application

    def address_args(self) -> list[Any]:
        """The candidate, in the address."""
        return [self.application.ref]

    @cached_property
    def decision(self) -> Decision | None:
        """The outcome as it stands."""
        return Decision.objects.filter(application=self.application, stage=Stage.INTERVIEW).first()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show it once more before it counts; then record it."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if "change" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirmed" not in request.POST and not self._refused(form):
            return self._check(form)
        try:
            decide(self.application, stage=Stage.INTERVIEW, by=self.user, **form.given())
        except DecisionError as error:
            form.add_error(error.field or None, str(error))
        except GateShutError as error:
            form.add_error(None, "This candidate cannot be recommended yet. Settle what stops it first")
            return self.render_to_response(self.get_context_data(form=form, report=error.report))
        if form.errors:
            return self.render_to_response(self.get_context_data(form=form))
        messages.success(request, f"The outcome for {sift.name_of(self.application)} is recorded.")
        return redirect(self.page("interviews"))

    def _form(self, data: Any = None, **more: Any) -> InterviewForm:
        """The outcome, with every criterion to choose from."""
        return InterviewForm(data, criteria=list(self.vacancy.criteria.in_order()), **more)

    def _refused(self, form: InterviewForm) -> bool:
        """Whether the date is missing: said now, not after the second look."""
        data = form.cleaned_data
        return data["interviewed_on"] is None and data["outcome"] != Decision.Outcome.DO_NOT_APPOINT

    def _check(self, form: InterviewForm) -> HttpResponse:
        sent = self.request.POST.lists()
        kept = [(name, value) for name, values in sent if name != "csrfmiddlewaretoken" for value in values]
        self.template_name = "shortlisting/interview_check.html"
        data = form.given()
        outcome = Decision.Outcome(data["outcome"])
        context = self.get_context_data(kept=kept, outcome=outcome, data=data)
        return self.render_to_response(context)

    def _usual(self) -> dict[str, Any]:
        """The planned day, once it has come; of one who came on none of theirs the outcome, with its reason."""
        if days := stayed_away(self.application):
            return {"outcome": Decision.Outcome.DO_NOT_APPOINT, "reason": absent_in_words(days)}
        day = self.vacancy.interview_on
        return {"interviewed_on": day if day and day <= timezone.localdate() else None}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the points, the outcome and the form."""
        made = self.decision
        fields = ("outcome", "reason", "interviewed_on", "reserve_place")
        kept = {name: getattr(made, name) for name in fields} if made else {}
        if made:
            kept["criteria"] = [str(pk) for pk in made.criteria.values_list("pk", flat=True)]
        if "form" not in kwargs:
            kwargs["form"] = self._form(initial=kept or self._usual())
        typed = kwargs.pop("point_forms", {})
        if heard := [] if has_open_interview_sheet(self.user, self.panel) else record_of(self.application):
            self.note_seen(Stage.INTERVIEW)
        points = [
            {"point": each, "form": typed.get(each.pk) or _point_form(each)}
            for each in self.application.probe_points.select_related("explored_by")
        ]
        return super().get_context_data(
            application=self.application,
            name=sift.name_of(self.application),
            points=points,
            decision=made,
            rests_on=list(made.criteria.in_order()) if made else [],
            is_open=self.application.state in OPEN_STATES,
            absent=stayed_away(self.application),
            heard=heard,
            **kwargs,
        )


def absent_in_words(days: list[Booking]) -> str:
    """Return the reason that is filled in for one who did not come."""
    when = " and ".join(day_date(each.day.on) for each in days)
    return f"You did not come to the interview on {when}."


def _point_form(point: ProbePoint) -> PointForm:
    return PointForm(initial={"note": point.explored_note}, prefix=f"point-{point.pk}")


class InterviewWaiveView(WaiveMixin, InterviewView):
    """Pass a point of guidance before the interview."""


class InterviewTakeBackView(TakeBackMixin, InterviewView):
    """Open such a point again."""


class PointView(InterviewView):
    """Keep what a candidate said to one point."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it, or show the page with what is wrong. An empty note opens the point again."""
        point = ProbePoint.objects.filter(pk=kwargs["pk"], application=self.application).first()
        if point is None:
            raise Http404
        point.application = self.application
        form = PointForm(request.POST, prefix=f"point-{point.pk}")
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(point_forms={point.pk: form}, forms=[form]))
        probe_points.explore(point, note=form.cleaned_data["note"], by=self.user)
        return redirect(f"{self.page('interview', self.application.ref)}#point-{point.pk}")
