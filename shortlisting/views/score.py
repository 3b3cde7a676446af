"""Scoring: one answer, one score, one note, and on to the next. By criterion or by candidate, as the member likes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, RedirectView, TemplateView, View

from applications.blind import BlindApplication, blind_view
from core.display import clock
from shortlisting import conflicts, sift
from shortlisting.forms.score import ScoreForm
from shortlisting.models import PanelMember, Score, ScoreMark, ScoreSheet
from shortlisting.progress import OwnProgress, progress_of
from shortlisting.scoring import Scale, ScoreError
from shortlisting.services.calibration import hand_in_round
from shortlisting.services.scores import mark, record_score, submit_sheets
from shortlisting.views.base import OfPanel
from vacancies.models import Criterion, Importance, Scoring


class OwnScores(OfPanel):
    """Mixin for pages on a member's own scores."""

    permission_required = "shortlisting.score"

    def get_permission_object(self) -> PanelMember | None:
        """The reader's own place."""
        return self.member

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Before anything of a candidate is seen, the member says whom they know."""
        if conflicts.has_to_declare(self.on):
            return redirect(self.page("names"))
        return super().get(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def on(self) -> PanelMember:
        """The reader's own place."""
        assert self.member is not None  # noqa: S101  (the permission was asked about it)
        return self.member

    @cached_property
    def own(self) -> OwnProgress:
        """The member's progress."""
        return progress_of(self.on)

    def criterion_at(self, n: int) -> Criterion:
        """The criterion at place `n` of the sift, from 1. Raises Http404."""
        if not 1 <= n <= len(self.own.criteria):
            raise Http404
        return self.own.criteria[n - 1]

    def sheet_at(self, number: int) -> ScoreSheet:
        """The member's own sheet under `number`. Raises Http404: a candidate who withdrew is simply not there."""
        found = next((sheet for sheet in self.own.sheets if sheet.number == number), None)
        if found is None:
            raise Http404
        found.member = self.on
        return found

    def place(self, at: tuple[ScoreSheet, Criterion] | None, *, by_candidate: bool) -> str:
        """The address of a score, or of the submit page when there is none left."""
        if at is None:
            return self.page("submit")
        sheet, n = at[0], self.own.number_of(at[1])
        return self.page("score_candidate", sheet.number, n) if by_candidate else self.page("score", n, sheet.number)


class CriterionView(OwnScores, RedirectView):
    """A criterion's address without a candidate: on to the first one left."""

    http_method_names = ["get"]

    def get_redirect_url(self, *args: Any, **kwargs: Any) -> str:
        """Go to the first candidate that is not scored here, else to the first."""
        criterion = self.criterion_at(kwargs["n"])
        order = self.own.order_on(criterion)
        if not order:
            return self.page("sift")
        left = [sheet for sheet in order if (sheet.pk, criterion.pk) not in self.own.scored]
        return self.place(((left or order)[0], criterion), by_candidate=False)


class CandidateView(OwnScores, TemplateView):
    """One blind application, whole, with the member's own scores beside it."""

    template_name = "shortlisting/candidate.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the blind application and the member's own scores."""
        sheet = self.sheet_at(self.kwargs["number"])
        blind = blind_view(sheet.application)
        given = {score.criterion_id: score for score in Score.objects.filter(sheet=sheet)}
        answers = [
            {"criterion": each, "n": place, "text": _marked(blind, each), "score": given.get(each.pk)}
            for place, each in enumerate(self.own.criteria, start=1)
        ]
        next_up = self.own.next_down(sheet, None)
        return super().get_context_data(
            sheet=sheet, blind=blind, answers=answers, done=self.own.done_of(sheet), own=self.own,
            next_url=self.place(next_up, by_candidate=True) if not self.own.submitted else "",
            here=next_up is not None and next_up[0] == sheet, **kwargs,
        )  # fmt: skip


def _marked(blind: BlindApplication, criterion: Criterion) -> str:
    """What was written on one criterion; nothing where it is the whole statement, which the page shows once."""
    text = blind.on(criterion.pk)
    return "" if text == blind.supporting else text


class ScoreView(OwnScores, FormView):
    """One score, criterion by criterion."""

    template_name = "shortlisting/score.html"
    form_class = ScoreForm
    by_candidate = False

    @cached_property
    def sheet(self) -> ScoreSheet:
        """The candidate."""
        return self.sheet_at(self.kwargs["number"])

    @cached_property
    def criterion(self) -> Criterion:
        """What is judged."""
        return self.criterion_at(self.kwargs["n"])

    @cached_property
    def score(self) -> Score | None:
        """What the member gave before."""
        return Score.objects.filter(sheet=self.sheet, criterion=self.criterion).first()

    @cached_property
    def scale(self) -> Scale:
        """The panel's scale."""
        return sift.scale_of(self.panel)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows the criterion and the scale."""
        return {**super().get_form_kwargs(), "criterion": self.criterion, "scale": self.scale}

    @cached_property
    def mark(self) -> ScoreMark | None:
        """What the member had begun, skipped or flagged here."""
        return ScoreMark.objects.filter(sheet=self.sheet, criterion=self.criterion).first()

    def get_initial(self) -> dict[str, Any]:
        """The score as it is kept, with the note as it was last typed."""
        kept: dict[str, Any] = {}
        if self.score is not None:
            kept = {"score": self.score.judgement or str(self.score.value), "note": self.score.note}
        return {**kept, "note": self.draft.draft} if self.draft else kept

    @property
    def draft(self) -> ScoreMark | None:
        """The note half written, unless a score was given after it."""
        if self.mark is None or self.mark.draft is None:
            return None
        return self.mark if self.score is None or self.mark.kept_at > self.score.scored_at else None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Score and go on; or skip, or flag, which keeps the note as it is typed."""
        wanted = "skip" if "skip" in request.POST else "flag" if "flag" in request.POST else ""
        if not wanted:
            return super().post(request, *args, **kwargs)
        change = {"skipped": True} if wanted == "skip" else {"flagged": request.POST["flag"] == "yes"}
        try:
            mark(self.sheet, criterion=self.criterion, by=self.user, draft=request.POST.get("note", ""), **change)
        except ScoreError as error:
            form = self.get_form()
            form.errors.clear()
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        at = self.following() if wanted == "skip" else (self.sheet, self.criterion)
        return redirect(self.place(at, by_candidate=self.by_candidate))

    def form_valid(self, form: ScoreForm) -> HttpResponse:
        """Keep it and go on, or say beside the field what is missing."""
        try:
            record_score(self.sheet, criterion=self.criterion, by=self.user, **form.given())
        except ScoreError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        del self.own
        return redirect(self.place(self.following(), by_candidate=self.by_candidate))

    def following(self) -> tuple[ScoreSheet, Criterion] | None:
        """Where to go on."""
        own = self.own
        if self.by_candidate:
            return own.next_down(self.sheet, self.criterion)
        return own.next_across(self.sheet, self.criterion)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answer, the strip and the progress."""
        scale = self.scale
        essential = self.criterion.importance == Importance.ESSENTIAL
        blind = blind_view(self.sheet.application)
        following = self.following()
        return super().get_context_data(
            sheet=self.sheet, criterion=self.criterion, n=self.kwargs["n"], score=self.score, own=self.own,
            essential=essential, by_candidate=self.by_candidate, blind=blind, answer=blind.on(self.criterion.pk),
            strip=self.strip(), rows=criterion_rows(self.own, self.criterion),
            locked=self.sheet.submitted_at is not None or self.own.handed_in, scale=scale,
            noted=",".join(str(value) for value in scale.noted(essential=essential)),
            keys=self.criterion.scoring != Scoring.PASS_FAIL, today=timezone.localdate(),
            mark=self.mark, draft=self.draft,
            may_skip=_elsewhere(following, self), keep_url=self.page("keep", self.kwargs["n"], self.sheet.number),
            other_way=self.page("score", self.kwargs["n"], self.sheet.number) if self.by_candidate
            else self.page("score_candidate", self.sheet.number, self.kwargs["n"]), **kwargs,
        )  # fmt: skip

    def strip(self) -> list[dict[str, Any]]:
        """The candidates on this criterion, or the criteria of this candidate, with where the member is."""
        if self.by_candidate:
            at = [(self.sheet, each) for each in self.own.criteria]
        else:
            at = [(each, self.criterion) for each in self.own.order_on(self.criterion)]
        return [
            {
                "label": self.own.number_of(each[1]) if self.by_candidate else each[0].number,
                "about": each[1].text if self.by_candidate else "",
                "url": self.place(each, by_candidate=self.by_candidate),
                "now": each == (self.sheet, self.criterion),
                "done": (each[0].pk, each[1].pk) in self.own.scored,
                "skipped": (each[0].pk, each[1].pk) in self.own.skipped,
                "flagged": (each[0].pk, each[1].pk) in self.own.flagged,
            }
            for each in at
        ]


class ScoreCandidateView(ScoreView):
    """One score, candidate by candidate."""

    by_candidate = True


class KeepView(OwnScores, View):
    """A note as it is typed, kept by the page itself; a score is saved by its own button or key."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Keep it, and say when; or say what is wrong with it."""
        sheet, criterion = self.sheet_at(kwargs["number"]), self.criterion_at(kwargs["n"])
        try:
            kept = mark(sheet, criterion=criterion, by=self.user, draft=request.POST.get("note", ""))
        except ScoreError as error:
            return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
        return HttpResponse(f"Note saved at {clock(kept.kept_at)}", content_type="text/plain; charset=utf-8")


def _elsewhere(following: tuple[ScoreSheet, Criterion] | None, view: ScoreView) -> bool:
    return following is not None and following != (view.sheet, view.criterion)


def criterion_rows(own: OwnProgress, here: Criterion | None = None) -> list[dict[str, Any]]:
    """The criteria with how far the member is on each."""
    return [
        {"n": place, "criterion": each, "done": own.done_on(each), "now": each == here}
        for place, each in enumerate(own.criteria, start=1)
    ]


class SubmitView(OwnScores, TemplateView):
    """Look at all of it once more, and submit."""

    template_name = "shortlisting/submit.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Submit, or say what is missing."""
        first = self.own.first_round
        submit = hand_in_round if first else submit_sheets
        try:
            submit(self.on, by=self.user)
        except ScoreError as error:
            return self.render_to_response(self.get_context_data(refused=str(error)))
        return redirect(self.page("calibration" if first else "sift"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the member's own scores as a table."""
        own = self.own
        given = {(row.sheet_id, row.criterion_id): row for row in Score.objects.filter(sheet__in=own.sheets)}
        table = [
            {
                "sheet": sheet,
                "cells": [
                    {"score": given.get((sheet.pk, each.pk)), "url": self.page("score_candidate", sheet.number, place)}
                    for place, each in enumerate(own.criteria, start=1)
                ],
            }
            for sheet in own.sheets
        ]
        next_url = self.page("score", *self._first()) if own.left else ""
        return super().get_context_data(own=own, table=table, next_url=next_url, **kwargs)

    def _first(self) -> tuple[int, int]:
        sheet, criterion = self.own.left[0]
        numbers = {each.pk: each.number for each in self.own.sheets}
        place = [each.pk for each in self.own.criteria].index(criterion) + 1
        return place, numbers[sheet]
