"""The chair's grid, and the decision on each candidate."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views import View
from django.views.generic import FormView, TemplateView

from applications.blind import blind_view
from applications.models import Application
from core.downloads import download
from shortlisting import sift
from shortlisting.consistency import STEP, consistency_of
from shortlisting.forms.decide import DecideForm
from shortlisting.grid import Grid, GridRow, grid_of
from shortlisting.line_page import line_shown
from shortlisting.models import PanelMember, Score, ScoreSheet, Stage
from shortlisting.reasons import draft
from shortlisting.services.decisions import decide
from shortlisting.services.exports import FORMATS, export_sift
from shortlisting.services.keeping import DecisionError
from shortlisting.standing import ties_words
from shortlisting.views.base import OfPanel


class GridView(OfPanel, TemplateView):
    """Every candidate against every criterion; no number at all until every sheet is in."""

    permission_required = "shortlisting.grid"
    template_name = "shortlisting/grid.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the grid, or who is waited for."""
        phase = sift.phase_of(self.panel)
        ready = phase not in sift.WITHOUT_SCORES
        grid = grid_of(self.panel, without=self.out_for) if ready else None
        if ready:
            self.note_seen()
        released = phase is sift.Phase.RELEASED
        if grid and released:
            _name(grid, self.panel)
        own_open = sift.has_open_sheet(self.user, self.panel)
        chair = self.member is not None and self.member.role == PanelMember.Role.CHAIR
        return super().get_context_data(
            phase=phase.value, grid=grid, released=released, own_open=own_open,
            waiting_words="" if ready or own_open else sift.names_of(sift.waited_for(self.panel)),
            chair=chair, decides=chair and not released,
            line=line_shown(grid.standing) if grid else None, ties=ties_words(self.panel), out_for=self.out_for,
            to_agree=[talk for talk in grid.standing.to_agree if talk.matters] if grid else [], **kwargs,
        )  # fmt: skip


def _name(grid: Grid, panel: Any) -> None:
    names = {each.pk: sift.name_of(each) for each in sift.named_candidates(panel)}
    for row in grid.rows:
        row.name = names.get(row.application_id, "")


class AllIn(OfPanel):
    """Mixin for pages with everybody's scores. 404 until every sheet is in."""

    @cached_property
    def grid(self) -> Grid:
        """The grid; Raises Http404 while a sheet is out."""
        if not sift.all_in(self.panel):
            raise Http404
        self.note_seen()
        return grid_of(self.panel, without=self.out_for)


class ExportView(AllIn, View):
    """The ranking as a spreadsheet or on A3. By POST, because taking it out is recorded."""

    permission_required = "shortlisting.grid"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        kind = request.POST.get("format", "")
        if kind not in FORMATS:
            raise Http404
        if self.panel.outcomes_released_at:
            _name(self.grid, self.panel)
        content = export_sift(self.panel, self.grid, kind=kind, by=self.user)
        name = f"ranking-{self.vacancy.ref}-{timezone.localdate():%Y-%m-%d}.{kind}"
        return download(content, name, kind=FORMATS[kind][1])


class AgreementView(AllIn, TemplateView):
    """How far the members agreed, and whether anyone was kinder or harder."""

    permission_required = "shortlisting.grid"
    template_name = "shortlisting/agreement.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the figures."""
        found = consistency_of(self.panel, self.grid.standing)
        return super().get_context_data(
            found=found, height=52 + STEP * len(found.criteria), bars=42 + 50 * len(found.members), **kwargs
        )


class OneCandidate(AllIn):
    """Mixin for pages on one candidate with everybody's scores."""

    @cached_property
    def row(self) -> GridRow:
        """The candidate's row. Raises Http404."""
        found = next((row for row in self.grid.rows if row.ref == self.kwargs["app_ref"]), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def application(self) -> Application:
        """The candidate's application."""
        found = Application.objects.get(pk=self.row.application_id)
        found.vacancy = self.vacancy
        return found

    def judged(self) -> list[dict[str, Any]]:
        """Each criterion with every member's score and note, and what the candidate wrote."""
        sheets = ScoreSheet.objects.of_sift(self.panel).filter(application=self.application)
        rows = Score.objects.filter(sheet__in=sheets, sheet__submitted_at__isnull=False)
        by_criterion: dict[int, list[Score]] = defaultdict(list)
        for score in rows.select_related("sheet__member__user", "entered_by").order_by(
            "sheet__member__role", "sheet__member"
        ):
            by_criterion[score.criterion_id].append(score)
        blind = blind_view(self.application)
        cells = dict(zip(self.grid.scored, self.row.cells, strict=True))
        verdicts = dict(zip(self.grid.pass_fail, self.row.verdicts, strict=True))
        return [
            {
                "criterion": each,
                "cell": cells.get(each),
                "verdict": verdicts.get(each),
                "scores": by_criterion[each.pk],
                "answer": blind.on(each.pk),
            }
            for each in sift.criteria_of(self.panel)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the candidate and what everybody said."""
        released = self.panel.outcomes_released_at is not None
        if released:
            _name(self.grid, self.panel)
        return super().get_context_data(
            row=self.row, grid=self.grid, judged=self.judged(), released=released, decision=self.row.decision, **kwargs
        )


class ScoresView(OneCandidate, TemplateView):
    """One candidate's scores and notes by member, for who may see the grid."""

    permission_required = "shortlisting.grid"
    template_name = "shortlisting/scores.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the chair from the others."""
        chair = self.user.has_perm("shortlisting.decide", self.vacancy)
        return super().get_context_data(chair=chair, **kwargs)


class DecideView(OneCandidate, FormView):
    """The chair decides on one candidate."""

    permission_required = "shortlisting.decide"
    template_name = "shortlisting/decide.html"
    form_class = DecideForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """After the release nothing is decided here any more."""
        if self.panel.outcomes_released_at:
            return redirect(self.page("scores", self.row.ref))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The criteria of the sift to choose from."""
        return {**super().get_form_kwargs(), "criteria": sift.criteria_of(self.panel)}

    def get_initial(self) -> dict[str, Any]:
        """The decision as it stands, or a draft of the reason. No outcome is chosen for the chair."""
        row, made = self.row, self.row.decision
        if made:
            chosen = [str(pk) for pk in made.criteria.values_list("pk", flat=True)]
            return {"outcome": made.outcome, "reason": made.reason, "criteria": chosen}
        strong = [each.text for each, cell in zip(self.grid.scored, row.cells, strict=True) if cell.heat in ("3", "4")]
        below = [each.text for each in row.below]
        reason = draft(below=below, not_met=[each.text for each in row.not_met], strong=strong)
        return {"reason": reason, "criteria": [str(each.pk) for each in (*row.not_met, *row.below)]}

    def form_valid(self, form: DecideForm) -> HttpResponse:
        """Keep the decision and go on, or say what is missing."""
        try:
            decide(self.application, stage=Stage.SIFT, by=self.user, **form.given())
        except DecisionError as error:
            form.add_error(error.field or None, str(error))
            return self.form_invalid(form)
        following = grid_of(self.panel).next_row
        return redirect(self.page("decide", following.ref) if following else self.page("grid"))
