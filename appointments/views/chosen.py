"""How one person was chosen: who was on the panel, each score, the decisions. What the head relies on, to read."""

from __future__ import annotations

from typing import Any

from django.views.generic import TemplateView

from appointments.views.common import PersonPage
from core.components import Cell, Column, Fact, Line, Table
from core.display import plain_date
from shortlisting.models import AgreedScore, PanelMember, Score, ScoreSheet, Stage
from vacancies.models import Criterion


class ChosenView(PersonPage, TemplateView):
    """For HR and the head, who may not have sat on the panel. Numbers and decisions; the members' notes stay theirs."""

    permission_required = "appointments.view"
    template_name = "appointments/chosen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the panel, the scores of the sift and the decisions: constant queries."""
        members = PanelMember.objects.current().filter(panel__vacancy=self.application.vacancy_id)
        decisions = self.application.decisions.select_related("decided_by").order_by("decided_at", "pk")
        return super().get_context_data(
            panel=[_member(each) for each in members.select_related("user")],
            scores=self._scores(),
            decisions=[
                Fact(
                    f"{row.get_stage_display()}: {row.get_outcome_display()}",
                    f"{row.reason}\n{row.decided_by}, {plain_date(row.decided_at)}",
                )
                for row in decisions
            ],
            **kwargs,
        )

    def _scores(self) -> Table | None:
        """A column for each member who sent in a sheet, and what they agreed on where they talked it over."""
        rows = ScoreSheet.objects.filter(application=self.application, stage=Stage.SIFT, set_aside_at=None)
        sheets = list(rows.exclude(submitted_at=None).select_related("member__user"))
        given = {(score.sheet_id, score.criterion_id): score for score in Score.objects.filter(sheet__in=sheets)}
        standing = AgreedScore.objects.current().filter(application=self.application, stage=Stage.SIFT)
        agreed = {row.criterion_id: row for row in standing}
        wanted = {criterion for _, criterion in given} | set(agreed)
        lines = [
            Line(
                [
                    Cell(criterion.text, hint=criterion.get_importance_display()),
                    *(Cell(_said(given.get((sheet.pk, criterion.pk)))) for sheet in sheets),
                    Cell(_said(agreed.get(criterion.pk), none="As scored")),
                ]
            )
            for criterion in Criterion.objects.filter(pk__in=wanted).in_order()
        ]
        columns = [Column("Criterion"), *(Column(str(sheet.member.user)) for sheet in sheets), Column("Agreed")]
        return Table("Scores at the sift", columns, lines) if lines else None


def _member(member: PanelMember) -> Fact:
    trained = f"Safer recruitment training on {plain_date(member.trained_on)}" if member.trained_on else ""
    return Fact(str(member.user), f"{member.get_role_display()}\n{trained}".strip())


def _said(score: Score | AgreedScore | None, none: str = "Not scored") -> str:
    if score is None:
        return none
    return str(score.value) if score.value is not None else score.get_judgement_display() or none
