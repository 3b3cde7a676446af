"""Moderation: what the panel talks about first, and what it agrees."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from applications.blind import blind_view
from shortlisting.drawing import SHAPES, Drawing, draw_members, initials
from shortlisting.forms.moderation import AgreeForm
from shortlisting.grid import SAYS
from shortlisting.models import AgreedScore, Score, ScoreSheet
from shortlisting.moderation import Talk
from shortlisting.ranking import Given
from shortlisting.services.moderation import ModerationError, agree
from shortlisting.views.grid import AllIn, OneCandidate
from shortlisting.words import figure
from vacancies.models import Criterion, Scoring

WIDE, NARROW = 690, 358  # of the drawings


class Queue(AllIn):
    """Mixin: the queue beside the page. 404 until every sheet is in."""

    permission_required = "shortlisting.grid"

    @cached_property
    def criteria(self) -> dict[int, Criterion]:
        """The criteria of the sift by id."""
        return {each.pk: each for each in self.grid.standing.criteria}

    @cached_property
    def queue(self) -> list[dict[str, Any]]:
        """Each talk with its words and address."""
        standing = self.grid.standing
        return [self._row(talk, standing.candidates[talk.candidate].ref) for talk in standing.talks]

    def _row(self, talk: Talk, ref: str) -> dict[str, Any]:
        settled = self.grid.standing.settled.get((talk.candidate, talk.criterion))
        return {
            "number": self.grid.standing.numbers.get(talk.candidate),
            "criterion": self.criteria[talk.criterion],
            "url": self.page("agree", ref, talk.criterion),
            "now": (ref, talk.criterion) == (self.kwargs.get("app_ref"), self.kwargs.get("pk")),
            "apart": talk.spread if self.criteria[talk.criterion].scoring != Scoring.PASS_FAIL else 0,
            "matters": talk.matters,
            "agreed": self.said(settled) if settled else "",
        }

    def said(self, agreed: AgreedScore) -> str:
        """What was agreed, in a few words."""
        if agreed.judgement:
            return f"Agreed: {SAYS[agreed.judgement].lower()}"
        return f"Agreed {agreed.value}" if agreed.value is not None else "Left as scored"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the queue in its three parts."""
        rows = self.queue
        open_rows = [row for row in rows if not row["agreed"]]
        return super().get_context_data(
            queue=rows, to_agree=len(open_rows),
            parts=[
                ("Can change the shortlist", [row for row in open_rows if row["matters"]]),
                ("Cannot change the shortlist", [row for row in open_rows if not row["matters"]]),
                ("Agreed", [row for row in rows if row["agreed"]]),
            ],
            calm=len(self.grid.standing.given) - len(rows),
            chair=self.user.has_perm("shortlisting.decide", self.vacancy), **kwargs,
        )  # fmt: skip


class ModerationView(Queue, TemplateView):
    """The whole queue, for the meeting; also to print."""

    template_name = "shortlisting/moderation.html"


class AgreeView(Queue, OneCandidate, FormView):
    """One candidate on one criterion: what each gave, and what the panel agrees. Members read it, the chair records."""

    template_name = "shortlisting/agree.html"
    form_class = AgreeForm

    @cached_property
    def criterion(self) -> Criterion:
        """The criterion. Raises Http404 for one that the sift does not score."""
        found = self.criteria.get(self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def given(self) -> Given:
        """What was given, summed up. Raises Http404 where nobody scored."""
        key = (self.row.application_id, self.criterion.pk)
        found = next((each for each in self.grid.standing.given if (each.candidate, each.criterion) == key), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def scores(self) -> list[Score]:
        """Each member's score, by role."""
        sheets = ScoreSheet.objects.of_sift(self.panel).filter(application=self.row.application_id)
        rows = Score.objects.filter(sheet__in=sheets, criterion=self.criterion)
        return list(
            rows.select_related("sheet__member__user", "entered_by").order_by("sheet__member__role", "sheet__member")
        )

    def may_record(self) -> bool:
        """The chair, until the outcomes are released."""
        return self.user.has_perm("shortlisting.decide", self.vacancy) and self.panel.outcomes_released_at is None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Only the chair records."""
        if not self.may_record():
            raise Http404
        return super().post(request, *args, **kwargs)

    def mean(self) -> str:
        """What stands where the panel cannot agree."""
        if self.given.scores:
            return f"the mean, {figure(self.given.mean_of_scores)}"
        return f"the most doubtful, {SAYS.get(self.given.most_doubtful, '').lower()}"

    def get_form_kwargs(self) -> dict[str, Any]:
        """What may be chosen."""
        members = [score.sheet.member for score in self.scores]
        return {
            **super().get_form_kwargs(), "criterion": self.criterion, "scale": self.grid.scale, "mean": self.mean(),
            "members": members,
        }  # fmt: skip

    def get_initial(self) -> dict[str, Any]:
        """Who was there when the chair last recorded something today; nobody, and no score, is chosen for the panel."""
        rows = AgreedScore.objects.of_sift(self.panel).filter(agreed_by=self.user, agreed_at__date=timezone.localdate())
        last = rows.order_by("-agreed_at", "-pk").first()
        scored = {score.sheet.member_id for score in self.scores}
        there = last.present.values_list("pk", flat=True) if last else ()
        return {"present": [str(pk) for pk in there if pk in scored]}

    def form_valid(self, form: AgreeForm) -> HttpResponse:
        """Keep it, and go on with the next in the queue."""
        try:
            agree(self.application, self.criterion, by=self.user, **form.given())
        except ModerationError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        waiting = [row for row in self.queue if not row["agreed"] and not row["now"]]
        return redirect(waiting[0]["url"] if waiting else self.page("grid"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the originals, drawn and in words."""
        now = next((row for row in self.queue if row["now"]), None)
        there = self.scores
        return super().get_context_data(
            criterion=self.criterion, members=self._members(), now=now, may_record=self.may_record(),
            agreed=self._agreed(), today=timezone.localtime(),
            answer=blind_view(self.application).on(self.criterion.pk),
            drawings=self._drawings(there), points=bool(self.given.scores), **kwargs,
        )  # fmt: skip

    def _members(self) -> list[dict[str, Any]]:
        return [
            {"score": score, "member": score.sheet.member, "shape": SHAPES[place % 3],
             "initials": initials(str(score.sheet.member.user))}
            for place, score in enumerate(self.scores)
        ]  # fmt: skip

    def _agreed(self) -> list[AgreedScore]:
        """What was agreed before, the latest first; earlier ones stay to be read."""
        rows = AgreedScore.objects.of_sift(self.panel).filter(
            application=self.row.application_id, criterion=self.criterion
        )
        return list(rows.select_related("agreed_by").prefetch_related("present__user").order_by("-agreed_at", "-pk"))

    def _drawings(self, scores: list[Score]) -> list[dict[str, Any]]:
        """The scale with everybody on it, wide and narrow; none for a pass or fail criterion."""
        marks = [
            (initials(str(score.sheet.member.user)), SHAPES[place % 3], score.value)
            for place, score in enumerate(scores)
            if score.value is not None
        ]
        if not marks:
            return []
        words = [(value, self.grid.scale.words[value]) for value in self.grid.scale.values]
        says = ", ".join(f"{score.sheet.member.user} {score.value}" for score in scores)
        drawn = (
            ("wide", draw_members(words, marks, width=WIDE)),
            ("narrow", draw_members(words, marks, width=NARROW, with_words=False)),
        )
        return [{"kind": kind, "drawing": each, **_box(each), "says": f"Scores: {says}"} for kind, each in drawn]


def _box(drawing: Drawing) -> dict[str, int]:
    """How far the drawing reaches above the axis, and how high it is in all."""
    above = 22 - min((dot.y for dot in drawing.dots), default=0)
    return {"height": above, "box": above + (80 if any(tick.lines for tick in drawing.ticks) else 42)}
