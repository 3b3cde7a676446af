"""Outcomes: held, checked, released together; and what a candidate may read of them afterwards."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView

from applications.models import Application
from core.gates import GateName, GateShutError
from core.permissions import Permitted
from shortlisting import sift
from shortlisting.models import Decision, Stage
from shortlisting.services.decisions import release
from shortlisting.services.keeping import DecisionError
from shortlisting.views.base import GatePage, TakeBackMixin, WaiveMixin


class OutcomesView(GatePage):
    """The held outcomes, by number until the release; and what stops it."""

    permission_required = "shortlisting.outcomes"
    gate = GateName.RELEASE
    name = "outcomes"
    template_name = "shortlisting/outcomes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the outcomes. One who has still to score, or before any sheet is in, sees none."""
        phase = sift.phase_of(self.panel)
        if own_open := sift.has_open_sheet(self.user, self.panel):
            kwargs["report"] = None  # it names who is in and who is not
        held = phase not in (sift.Phase.NOT_OPEN, sift.Phase.SCORING)
        released = phase is sift.Phase.RELEASED
        return super().get_context_data(
            phase=phase.value,
            released=released,
            own_open=own_open,
            outcomes=self._outcomes(released) if held else [],
            chair=self.user.has_perm("shortlisting.decide", self.vacancy),
            **kwargs,
        )

    def _outcomes(self, released: bool) -> list[dict[str, Any]]:
        numbers = sift.common_numbers(self.panel)
        rows = Decision.objects.filter(application__in=sift.candidates_of(self.panel), stage=Stage.SIFT)
        found = rows.select_related("application__details", "application__candidate", "decided_by")
        listed = [
            {
                "decision": each,
                "yes": each.outcome == Decision.Outcome.SHORTLIST,
                "criteria": list(each.criteria.all()),
                "number": numbers.get(each.application_id, 0),
                "name": sift.name_of(each.application) if released else "",
            }
            for each in found.prefetch_related("criteria")
        ]
        return sorted(listed, key=lambda row: (not row["yes"], row["number"]))


class OutcomesWaiveView(WaiveMixin, OutcomesView):
    """Pass a point of guidance before the release."""


class OutcomesTakeBackView(TakeBackMixin, OutcomesView):
    """Open such a point again."""


class ReleaseView(OutcomesView):
    """Once more: what will be sent, to how many, and the one button."""

    template_name = "shortlisting/release.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only where something is held."""
        if sift.phase_of(self.panel) is not sift.Phase.HELD:
            return redirect(self.page("outcomes"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many go on."""
        context = super().get_context_data(**kwargs)
        yes = sum(row["yes"] for row in context["outcomes"])
        return {**context, "yes": yes, "no": len(context["outcomes"]) - yes}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Release, once however often it is pressed."""
        try:
            told = release(self.panel, by=self.user)
        except (GateShutError, DecisionError):
            messages.error(request, "Nothing is released. Settle what stops it first.")
            return redirect(self.page("outcomes"))
        if told:
            messages.success(request, f"Released. We are writing to {told} candidate{'' if told == 1 else 's'}.")
        return redirect(self.page("outcomes"))


class FeedbackView(Permitted, TemplateView):
    """What a candidate may read: which criteria a decision against them rests on, and why."""

    permission_required = "applications.own"
    template_name = "shortlisting/feedback.html"
    REFUSALS = (Decision.Outcome.DO_NOT_SHORTLIST, Decision.Outcome.DO_NOT_APPOINT)

    @cached_property
    def application(self) -> Application:
        """The application of the address. Raises Http404."""
        rows = Application.objects.select_related("vacancy__school__trust")
        found = rows.filter(ref=self.kwargs["ref"]).first()
        if found is None:
            raise Http404
        return found

    def get_permission_object(self) -> Application:
        """The application."""
        return self.application

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the latest outcome that was told. Raises Http404 before there is one."""
        decision = (
            Decision.objects.filter(application=self.application, released_at__isnull=False)
            .prefetch_related("criteria")
            .order_by("-released_at")
            .first()
        )
        if decision is None:
            raise Http404
        refused = decision.outcome in self.REFUSALS
        return super().get_context_data(
            application=self.application,
            vacancy=self.application.vacancy,
            school=self.application.vacancy.school,
            decision=decision,
            refused=refused,
            criteria=list(decision.criteria.all()) if refused else [],
            **kwargs,
        )
