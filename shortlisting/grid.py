"""The grid of candidates and criteria: one aggregate over the scores, ranked, with the decisions beside it.

Only for use once every sheet is in (sift.all_in): these are other people's scores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count, Sum

from shortlisting import sift
from shortlisting.models import Decision, Panel, Score, ScoreSheet, Stage
from shortlisting.ranking import Given, Judged, Ranked, rank
from shortlisting.scoring import PARTLY, Scale
from vacancies.models import Criterion, Importance, Scoring

STEPS = 4  # of the heat map
SAYS = {"met": "Met", "partly": "Partly", "not_met": "Not met"}
MARKS = {"met": "✓", "partly": "~", "not_met": "✗"}


@dataclass(frozen=True)
class GridCell:
    """One mean score, as it is drawn. `text` is "–" where nobody scored."""

    text: str
    heat: str = ""  # "0" to "4"
    low: bool = False
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
    cells: list[GridCell]
    verdicts: list[Verdict]
    decision: Decision | None = None
    name: str = ""  # after release only


@dataclass
class Grid:
    """Everything that the grid's page shows."""

    essentials: list[Criterion]
    desirables: list[Criterion]
    pass_fail: list[Criterion]
    scale: Scale
    essentials_of: int
    desirables_of: int
    rows: list[GridRow] = field(default_factory=list)

    @property
    def scored(self) -> list[Criterion]:
        """The columns, in order."""
        return [*self.essentials, *self.desirables]

    @property
    def legend(self) -> list[tuple[dict[str, int], str]]:
        """Each score with its step of the heat map and its word."""
        values = self.scale.values
        return [({"number": n, "heat": heat(Fraction(n), self.scale)}, self.scale.words[n]) for n in values]

    @property
    def decided(self) -> int:
        """How many candidates are decided."""
        return sum(1 for row in self.rows if row.decision)

    @property
    def next_row(self) -> GridRow | None:
        """The first in rank order that is not decided."""
        return next((row for row in self.rows if row.decision is None), None)


def given_of(panel: Panel) -> list[Given]:
    """Return the sum and number of scores for each candidate and criterion: one aggregate query."""
    sheets = ScoreSheet.objects.of_sift(panel).filter(submitted_at__isnull=False)
    rows = (
        Score.objects.filter(sheet__in=sheets.order_by().values("pk"))
        .values_list("sheet__application", "criterion", "judgement")
        .annotate(total=Sum("value"), scores=Count("value"), n=Count("pk"))
        .order_by()
    )
    found: dict[tuple[int, int], Given] = {}
    counts: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
    for candidate, criterion, judgement, total, scores, n in rows:
        key = (candidate, criterion)
        if judgement:
            counts[key][judgement] = n
        earlier = found.get(key, Given(candidate, criterion))
        found[key] = Given(candidate, criterion, earlier.total + (total or 0), earlier.scores + scores, counts[key])
    return list(found.values())


def grid_of(panel: Panel) -> Grid:
    """Return the grid in rank order, in six queries whatever the number of candidates."""
    criteria, scale = sift.criteria_of(panel), sift.scale_of(panel)
    scored = [each for each in criteria if each.scoring != Scoring.PASS_FAIL]
    grid = Grid(
        essentials=[each for each in scored if each.importance == Importance.ESSENTIAL],
        desirables=[each for each in scored if each.importance != Importance.ESSENTIAL],
        pass_fail=[each for each in criteria if each.scoring == Scoring.PASS_FAIL],
        scale=scale,
        essentials_of=0,
        desirables_of=0,
    )
    candidates = {each.pk: each for each in sift.candidates_of(panel)}
    judged = [_judged(each) for each in criteria]
    ranking = rank(candidates, judged, given_of(panel), highest=scale.highest, pass_mark=scale.pass_mark)
    grid.essentials_of, grid.desirables_of = ranking.essentials_of, ranking.desirables_of
    numbers = sift.common_numbers(panel)
    decisions = _decisions(list(candidates))
    for row in ranking.ranked:
        drawn = _row(row, grid, numbers)
        drawn.ref = candidates[row.candidate].ref
        drawn.decision = decisions.get(row.candidate)
        grid.rows.append(drawn)
    return grid


def _judged(criterion: Criterion) -> Judged:
    return Judged(
        criterion.pk,
        essential=criterion.importance == Importance.ESSENTIAL,
        weight=criterion.weight,
        pass_fail=criterion.scoring == Scoring.PASS_FAIL,
    )


def _decisions(candidates: Sequence[int]) -> dict[int, Decision]:
    rows = Decision.objects.filter(application__in=candidates, stage=Stage.SIFT)
    return {row.application_id: row for row in rows.select_related("decided_by")}


def _row(row: Ranked, grid: Grid, numbers: dict[int, int]) -> GridRow:
    below, not_met = set(row.below), set(row.not_met)
    return GridRow(
        application_id=row.candidate,
        ref="",
        number=numbers.get(row.candidate, 0),
        rank=f"{row.rank}{'=' if row.level_with else ''}",
        level_with=sorted(numbers.get(other, 0) for other in row.level_with),
        essentials=figure(row.essentials),
        desirables=figure(row.desirables),
        below=[each for each in grid.essentials if each.pk in below],
        not_met=[each for each in grid.pass_fail if each.pk in not_met and each.importance == Importance.ESSENTIAL],
        missing=row.missing,
        cells=[_cell(row, each, grid, first=each in grid.desirables[:1]) for each in grid.scored],
        verdicts=[_verdict(row.judgements.get(each.pk, "")) for each in grid.pass_fail],
    )


def _cell(row: Ranked, criterion: Criterion, grid: Grid, *, first: bool) -> GridCell:
    mean = row.means.get(criterion.pk)
    if mean is None:
        return GridCell("–", first=first)
    return GridCell(figure(mean), heat=str(heat(mean, grid.scale)), low=criterion.pk in row.below, first=first)


def _verdict(judgement: str) -> Verdict:
    return Verdict(SAYS.get(judgement, "–"), MARKS.get(judgement, ""), met=judgement not in ("not_met", PARTLY))


def figure(value: Fraction | None) -> str:
    """One decimal, half up; "–" for nothing. The order is made from the exact value."""
    if value is None:
        return "–"
    tenths = (value * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def heat(value: Fraction, scale: Scale) -> int:
    """The step of the heat map, 0 to 4: the nearest, half up."""
    share = (value - scale.lowest) / (scale.highest - scale.lowest)
    return (share * STEPS + Fraction(1, 2)).__floor__()
