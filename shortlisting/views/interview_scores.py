"""Scoring on the day: one candidate in one activity, kept as it is written, locked when it is submitted."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView

from core.display import clock
from shortlisting import interview_bank as bank
from shortlisting import sift
from shortlisting.forms.marks import MarksForm
from shortlisting.interview_marks import Due, due_of, sections_of
from shortlisting.scoring import ScoreError
from shortlisting.services.interview_scores import keep, missing, submit
from shortlisting.views.days import OfActivity


class MarkView(OfActivity, FormView):
    """The kit with the member's own notes and scores of one candidate; nothing of the others'."""

    permission_required = "shortlisting.mark"
    form_class = MarksForm
    template_name = "shortlisting/interviews/mark.html"

    def get_permission_object(self) -> Any:
        """The activity, with the panel it belongs to."""
        return self.activity

    @cached_property
    def due(self) -> Due:
        """The candidate of the address, as this member's to judge here. Raises Http404."""
        for each in self.all_due:
            if each.activity.pk == self.activity.pk and each.application.ref == self.kwargs["app_ref"]:
                each.sheet.activity, each.sheet.member = self.activity, self.member  # type: ignore[assignment]
                return each
        raise Http404

    @cached_property
    def all_due(self) -> list[Due]:
        """Everything that is this member's to judge."""
        return due_of(self.member) if self.member else []

    def get_form_kwargs(self) -> dict[str, Any]:
        """It knows what is asked and judged."""
        more = {"sections": sections_of(self.activity), "scale": sift.scale_of(self.panel),
                "scored": self.activity.is_scored}  # fmt: skip
        return {**super().get_form_kwargs(), **more}

    def get_initial(self) -> dict[str, Any]:
        """What is kept."""
        return MarksForm.initial_of(self.due.sheet)

    def form_valid(self, form: MarksForm) -> HttpResponse:
        """Keep it; with the second button submit it, or say what is missing."""
        try:
            sheet = keep(
                self.activity, self.due.application, answers=form.answers(), scores=form.scores(), by=self.user
            )
            if "submit" not in self.request.POST:
                messages.success(self.request, f"Saved at {clock(timezone.now())}. Only you can see it.")
                return redirect(self.request.path)
            if lacks := self._lacks(sheet):
                for error in lacks:
                    form.say(error)
                return self.form_invalid(form)
            submit(sheet, by=self.user)
        except ScoreError as error:
            form.say(error)
            return self.form_invalid(form)
        messages.success(self.request, f"{sift.name_of(self.due.application)} is submitted.")
        return redirect(self.page("my_day"))

    def _lacks(self, sheet: Any) -> list[ScoreError]:
        sheet.activity = self.activity
        return missing(sheet)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the candidate, what is private to the chair, and where the member is among the others."""
        due = self.due
        private = self.activity.kind == "interview" and self.user.has_perm("shortlisting.interview", self.vacancy)
        here = [each for each in self.all_due if each.activity.pk == self.activity.pk]
        codes = {question.area for section in sections_of(self.activity) for question in section.questions}
        return super().get_context_data(
            due=due,
            name=sift.name_of(due.application),
            application=due.application,
            sheet=due.sheet,
            locked=due.is_in,
            early=self.activity.day.on > timezone.localdate(),
            strip=[{"name": sift.name_of(each.application), "ref": each.application.ref, "done": each.is_in,
                    "now": each is due, "slot": each.slot} for each in here],
            points=due.application.probe_points.all() if private else [],
            private=private,
            individual=bank.area(bank.INDIVIDUAL) if private else None,
            areas=[area for area in bank.areas() if area.code in codes],
            task=bank.task(self.activity.task),
            scale=sift.scale_of(self.panel),
            **kwargs,
        )  # fmt: skip


class KeepMarksView(MarkView):
    """The page keeps itself while it is written; a note that was typed is never lost to a missing score."""

    http_method_names = ["post"]

    def form_valid(self, form: MarksForm) -> HttpResponse:
        """Keep it, and say when; or say what is wrong."""
        try:
            keep(self.activity, self.due.application, answers=form.answers(), scores=form.scores(), by=self.user)
        except ScoreError as error:
            return _plain(str(error), 422)
        return _plain(f"Saved at {clock(timezone.now())}. Only you can see it.")

    def form_invalid(self, form: MarksForm) -> HttpResponse:
        """The first thing that is wrong."""
        return _plain(next(str(error) for errors in form.errors.values() for error in errors), 422)


def _plain(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
