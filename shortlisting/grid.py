"""The grid of candidates and criteria: one aggregate over the scores, ranked, with the decisions beside it.

Only for use once every sheet is in (sift.all_in): these are other people's scores.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from shortlisting.models import Decision, Panel, Stage
from shortlisting.ranking import Ranked
from shortlisting.scoring import PARTLY, Scale
from shortlisting.standing import Standing, standing_of
from shortlisting.words import figure
from vacancies.models import Criterion, Importance, Scoring

STEPS = 4  # of the heat map
SAYS = {"met": "Met", "partly": "Partly", "not_met": "Not met"}
MARKS = {"met": "✓", "partly": "~", "not_met": "✗"}


class GridCell(NamedTuple):
    """One mean score, as it is drawn. `text` is "–" where nobody scored."""

    text: str
    criterion: int
    heat: str = ""  # "0" to "4"
    low: bool = False
    agreed: bool = False
    first: bool = False  # the first desirable: a gap before it


@dataclass(frozen=True)
class Verdict:
    """What the members together say of a pass or fail criterion."""

    text: str
    mark: str = ""
    met: bool = True


@dataclass
class GridRow:
    """One candidate."""

    application_id: int
    ref: str
    number: int
    rank: str  # "3="
    level_with: list[int]  # candidates' numbers
    essentials: str
    desirables: str
    below: list[Criterion]
    not_met: list[Criterion]
    missing: int
    ranked: Ranked
    grid: Grid
    verdicts: list[Verdict]
    decision: Decision | None = None
    name: str = ""  # after release only
    line_after: bool = False  # the shortlist line is drawn below this row

    @cached_property
    def cells(self) -> list[GridCell]:
        """Its mean or agreed score on each criterion, as drawn; only pages that show them pay for them."""
        grid, points, low = self.grid, self.ranked.points, set(self.ranked.below)
        settled, candidate, first = grid.standing.settled, self.application_id, grid.first_desirable
        cells = []
        for pk in grid.columns_of:
            text, step = grid.drawn(points.get(pk))
            cells.append(GridCell(text, pk, step, pk in low, (candidate, pk) in settled, pk == first))
        return cells


@dataclass
class Grid:
    """Everything that the grid's page shows."""

    essentials: list[Criterion]
    desirables: list[Criterion]
    pass_fail: list[Criterion]
    standing: Standing
    rows: list[GridRow] = field(default_factory=list)
    _drawn: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)

    @property
    def scale(self) -> Scale:
        """The scale that the panel scored on."""
        return self.standing.scale

    @property
    def essentials_of(self) -> int:
        """What the totals of essentials are out of."""
        return self.standing.ranking.essentials_of

    @property
    def desirables_of(self) -> int:
        """What the totals of desirables are out of."""
        return self.standing.ranking.desirables_of

    @property
    def scored(self) -> list[Criterion]:
        """The columns, in order."""
        return [*self.essentials, *self.desirables]

    @property
    def legend(self) -> list[tuple[dict[str, int], str]]:
        """Each score with its step of the heat map and its word."""
        values = self.scale.values
        return [({"number": n, "heat": heat(Fraction(n), self.scale)}, self.scale.words[n]) for n in values]

    @cached_property
    def columns_of(self) -> list[int]:
        """The ids of the columns' criteria."""
        return [each.pk for each in self.scored]

    @property
    def first_desirable(self) -> int | None:
        """The criterion before which there is a gap."""
        return self.desirables[0].pk if self.desirables else None

    def drawn(self, points: tuple[int, int] | None) -> tuple[str, str]:
        """A mean (its sum and number) as a figure and a step of the heat map; kept, since few differ."""
        if points is None:
            return "–", ""
        known = self._drawn.get(points)
        if known is None:
            mean = Fraction(*points)
            known = self._drawn[points] = (figure(mean), str(heat(mean, self.scale)))
        return known

    @property
    def columns(self) -> int:
        """How many columns the table has, for what goes across."""
        return 3 + len(self.scored) + len(self.pass_fail) + bool(self.essentials) + bool(self.desirables)

    @property
    def decided(self) -> int:
        """How many candidates are decided."""
        return sum(1 for row in self.rows if row.decision)

    @property
    def next_row(self) -> GridRow | None:
        """The first in rank order that is not decided."""
        return next((row for row in self.rows if row.decision is None), None)


def grid_of(panel: Panel, *, without: Collection[int] = ()) -> Grid:
    """Return the grid in rank order, in eight queries whatever the number of candidates.

    `without`: ids of applications that the reader is out for.
    """
    standing = standing_of(panel, without=without)
    scored = [each for each in standing.criteria if each.scoring != Scoring.PASS_FAIL]
    grid = Grid(
        essentials=[each for each in scored if each.importance == Importance.ESSENTIAL],
        desirables=[each for each in scored if each.importance != Importance.ESSENTIAL],
        pass_fail=[each for each in standing.criteria if each.scoring == Scoring.PASS_FAIL],
        standing=standing,
    )
    decisions = _decisions(list(standing.candidates))
    for row in standing.ranking.ranked:
        drawn = _row(row, grid)
        drawn.decision = decisions.get(row.candidate)
        grid.rows.append(drawn)
    return grid


def _decisions(candidates: Sequence[int]) -> dict[int, Decision]:
    rows = Decision.objects.filter(application__in=candidates, stage=Stage.SIFT)
    return {row.application_id: row for row in rows.select_related("decided_by")}


def _row(row: Ranked, grid: Grid) -> GridRow:
    standing = grid.standing
    numbers, last = standing.numbers, standing.line.last_in
    below, not_met = set(row.below), set(row.not_met)
    return GridRow(
        application_id=row.candidate,
        ref=standing.candidates[row.candidate].ref,
        number=numbers.get(row.candidate, 0),
        rank=f"{row.rank}{'=' if row.level_with else ''}",
        level_with=sorted(numbers.get(other, 0) for other in row.level_with),
        essentials=figure(row.essentials),
        desirables=figure(row.desirables),
        below=[each for each in grid.essentials if each.pk in below],
        not_met=[each for each in grid.pass_fail if each.pk in not_met and each.importance == Importance.ESSENTIAL],
        missing=row.missing,
        ranked=row,
        grid=grid,
        verdicts=[_verdict(row.judgements.get(each.pk, "")) for each in grid.pass_fail],
        line_after=last is not None and last.candidate == row.candidate,
    )


def _verdict(judgement: str) -> Verdict:
    return Verdict(SAYS.get(judgement, "–"), MARKS.get(judgement, ""), met=judgement not in ("not_met", PARTLY))


def heat(value: Fraction, scale: Scale) -> int:
    """The step of the heat map, 0 to 4: the nearest, half up."""
    share = (value - scale.lowest) / (scale.highest - scale.lowest)
    return (share * STEPS + Fraction(1, 2)).__floor__()
