"""Outcomes of the sift: held, checked, released together, and undone before anybody is told."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from core import gates
from core.gates import GateName, GateReport, GateShutError
from shortlisting import sift
from shortlisting.forms.decide import ReleaseForm, UndoForm
from shortlisting.models import Decision, Stage
from shortlisting.services import decisions, finals, releases
from shortlisting.services.guaranteed import is_checked
from shortlisting.services.keeping import DecisionError, waiting_release
from shortlisting.views.base import GatePage, OfPanel, TakeBackMixin, WaiveMixin
from shortlisting.views.of_candidate import OneDecided

PAGES = {Stage.SIFT: "outcomes", Stage.INTERVIEW: "matrix"}
NOTHING = "Nothing is released. Settle what stops it first."
STOPS = "Nobody has been told yet, and nobody will be. The decisions stay held, and you can change them."
TAKES_BACK = "The candidate is then undecided again. Scores, notes and what was agreed stay as they are."


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
        else:
            kwargs.setdefault("report", self._report())
        held = phase not in sift.WITHOUT_SCORES
        released = phase is sift.Phase.RELEASED
        if outcomes := self._outcomes(released) if held else []:
            self.note_seen()
        return super().get_context_data(
            phase=phase.value,
            released=released,
            own_open=own_open,
            out=len(self.out_for),
            outcomes=outcomes,
            chair=self.user.has_perm("shortlisting.decide", self.vacancy),
            looks_over=self.user.has_perm("shortlisting.hr_check", self.vacancy),
            looked_over=is_checked(self.panel),
            answers=self.user.has_perm("shortlisting.challenge", self.vacancy),
            release=None if released else waiting_release(self.panel, Stage.SIFT),
            **kwargs,
        )

    def _report(self) -> GateReport:
        """What stands in the way, without a word on a candidate whom the reader is out for."""
        report, out = gates.run(self.gate, self.panel), {str(pk) for pk in self.out_for}
        return replace(report, rows=[row for row in report.rows if row.finding.key not in out])

    def _outcomes(self, released: bool) -> list[dict[str, Any]]:
        numbers = sift.common_numbers(self.panel)
        rows = Decision.objects.filter(application__in=sift.candidates_of(self.panel), stage=Stage.SIFT)
        rows = rows.exclude(application__in=self.out_for)
        found = rows.select_related("application__details", "application__candidate", "decided_by")
        listed = [
            {
                "decision": each,
                "yes": each.outcome == Decision.Outcome.SHORTLIST,
                "criteria": [] if each.added_by_id else list(each.criteria.all()),
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


class ReleaseView(OfPanel, FormView):
    """What will be told, to how many, typed once more, and the one button. Of the sift, or after the interviews."""

    permission_required = "shortlisting.outcomes"
    template_name = "shortlisting/release.html"
    form_class = ReleaseForm
    stage = Stage.SIFT

    @cached_property
    def held(self) -> list[Decision]:
        """Whom it would tell."""
        return decisions.held_of(self.panel) if self.stage == Stage.SIFT else finals.held_of(self.panel)

    def _ready(self) -> bool:
        """Whether there is something to tell, all of it decided, and nobody has asked yet."""
        if not self.held or waiting_release(self.panel, self.stage):
            return False
        if self.stage == Stage.SIFT:
            return sift.phase_of(self.panel) is sift.Phase.HELD
        return not finals.undecided(self.panel)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only where something is held and nothing waits."""
        return super().get(request, *args, **kwargs) if self._ready() else redirect(self.page(PAGES[self.stage]))

    def get_form_kwargs(self) -> dict[str, Any]:
        """How many it must say."""
        return {**super().get_form_kwargs(), "held": len(self.held)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add how many are told what."""
        self.note_seen(self.stage)
        counts = Counter(row.outcome for row in self.held)
        blocked = self.stage == Stage.SIFT and not gates.run(GateName.RELEASE, self.panel).open
        back = self.page(PAGES[self.stage])
        return super().get_context_data(
            held=len(self.held), counts=counts, whole=not self.out_for, blocked=blocked, back_url=back,
            stage=self.stage, minutes=settings.OUTCOME_GRACE_MINUTES, **kwargs,
        )  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for the release, once however often it is pressed."""
        back = redirect(self.page(PAGES[self.stage]))
        if waiting_release(self.panel, self.stage) or self.panel.outcomes_released_at and not self.held:
            return back  # pressed twice
        if not self._ready():
            messages.error(request, NOTHING)
            return back
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: ReleaseForm) -> HttpResponse:
        """Ask, or say what came between."""
        count = form.cleaned_data["count"]
        try:
            found = releases.ask(self.panel, stage=self.stage, count=count, by=self.user)
        except (GateShutError, DecisionError):
            messages.error(self.request, NOTHING)
        else:
            if found is not None:
                people = f"{count} candidate{'' if count == 1 else 's'}"
                said = f"Released. We are writing to {people}." if found.done_at else f"{people} will be told soon."
                messages.success(self.request, said)
        return redirect(self.page(PAGES[self.stage]))


class StopView(OfPanel, FormView):
    """Stop a release before anybody is told."""

    permission_required = "shortlisting.outcomes"
    template_name = "shortlisting/undo.html"
    form_class = UndoForm
    stage = Stage.SIFT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only while one waits."""
        if not waiting_release(self.panel, self.stage):
            return redirect(self.page(PAGES[self.stage]))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what happens."""
        return super().get_context_data(
            heading="Stop the release?", says=STOPS, button_label="Stop the release", danger=False,
            back_url=self.page(PAGES[self.stage]), **kwargs,
        )  # fmt: skip

    def form_valid(self, form: UndoForm) -> HttpResponse:
        """Stop it, or say that it was too late."""
        if releases.stop(self.panel, stage=self.stage, reason=form.cleaned_data["reason"], by=self.user):
            messages.success(self.request, "Stopped. Nobody was told.")
        else:
            messages.error(
                self.request, "Nothing was stopped: the outcomes were told already, or somebody was quicker."
            )
        return redirect(self.page(PAGES[self.stage]))


class UndoView(OneDecided, FormView):
    """Take a decision back before anybody is told."""

    template_name = "shortlisting/undo.html"
    form_class = UndoForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what happens."""
        return super().get_context_data(
            heading=f"Take back the decision on {self.who}?", says=TAKES_BACK, button_label="Take it back",
            back_url=self.page(PAGES[self.stage]), **kwargs,
        )  # fmt: skip

    def form_valid(self, form: UndoForm) -> HttpResponse:
        """Take it back, or say what stands in the way."""
        undo = decisions.take_back if self.stage == Stage.SIFT else finals.take_back
        try:
            done = undo(self.application, reason=form.cleaned_data["reason"], by=self.user)
        except DecisionError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        if done:
            messages.success(self.request, f"The decision on {self.who} is taken back. The scores stay.")
        return redirect(self.page(PAGES[self.stage]))


class FinalUndoView(UndoView):
    """The same after an interview: the chair or HR, as they recorded it."""

    permission_required = "shortlisting.interview"
    stage = Stage.INTERVIEW
