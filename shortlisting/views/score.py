"""Scoring: one answer, one score, one note, and on to the next. By criterion or by candidate, as the member likes."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, RedirectView, TemplateView, View

from applications.blind import BlindApplication, blind_view
from core.display import clock
from shortlisting import sift
from shortlisting.forms.score import ScoreForm
from shortlisting.models import Score, ScoreMark, ScoreSheet
from shortlisting.scoring import Scale, ScoreError
from shortlisting.services.scores import mark, record_score
from shortlisting.views.own_scores import OwnScores, criterion_rows
from vacancies.models import Criterion, Importance, Scoring


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
