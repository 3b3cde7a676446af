"""One matrix over all stages: the shortlisted, each step that was scored, and what was concluded. Reads only.

Names are in it, so it is for use after the release. The scores of a step come only when every sheet of that step is
in, and for a member who scores there only once their own are: nobody learns another's score before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Count, F, Q, Sum

from accounts.models import User
from applications.models import Application
from shortlisting import sift
from shortlisting.grid import MARKS, SAYS, GridCell, heat
from shortlisting.models import AgreedScore, Decision, Panel, PanelMember, Score, ScoreSheet, Stage
from shortlisting.scoring import MET, NOT_MET, PARTLY, Scale
from shortlisting.services.finals import OPEN_STATES
from shortlisting.words import figure
from vacancies.models import Criterion

StepKey = tuple[str, int | None]  # stage and activity
Place = tuple[StepKey, int, int]  # step, application, criterion
ORDER = {Stage.SIFT: 0, Stage.TASK: 1, Stage.INTERVIEW: 2}


@dataclass
class MatrixStep:
    """One step that was scored: the sift, a task, the interview."""

    key: StepKey
    title: str
    waiting: int = 0  # sheets that are not in
    hidden: bool = False  # the reader has still to score here
    criteria: list[Criterion] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether its scores may be seen."""
        return not self.waiting and not self.hidden


@dataclass
class MatrixRow:
    """One candidate."""

    application: Application
    name: str
    cells: list[list[GridCell]]  # by step, by criterion
    totals: list[str]  # by step: the mean of the means, one decimal
    sift: Decision | None = None
    final: Decision | None = None

    @property
    def open(self) -> bool:
        """Whether an outcome can still be given or changed."""
        return self.application.state in OPEN_STATES


@dataclass
class Matrix:
    """Everything that the page shows."""

    steps: list[MatrixStep]
    rows: list[MatrixRow]
    scale: Scale

    @property
    def shown_steps(self) -> list[MatrixStep]:
        """The steps that have columns."""
        return [step for step in self.steps if step.shown]

    @property
    def waiting_steps(self) -> list[MatrixStep]:
        """The steps whose scores are still to come."""
        return [step for step in self.steps if not step.shown]

    def with_outcome(self, outcome: str) -> list[MatrixRow]:
        """The candidates with a final outcome; reserves in their order."""
        found = [row for row in self.rows if row.final and row.final.outcome == outcome]
        return sorted(found, key=lambda row: (row.final.reserve_place or 0) if row.final else 0)

    @property
    def outcomes(self) -> list[tuple[str, list[MatrixRow]]]:
        """Each final outcome with its candidates; those without any are left out."""
        kinds = (Decision.Outcome.RECOMMEND, Decision.Outcome.RESERVE, Decision.Outcome.DO_NOT_APPOINT)
        return [(kind.label, rows) for kind in kinds if (rows := self.with_outcome(kind))]

    @property
    def undecided(self) -> list[MatrixRow]:
        """Who has no outcome yet."""
        return [row for row in self.rows if row.final is None and row.open]


def matrix_of(panel: Panel, user: User, *, without: Collection[int] = ()) -> Matrix:
    """Return the matrix as `user` may see it, in eight queries whatever the number of candidates and steps.

    `without`: ids of applications that the reader is out for.
    """
    people = [each for each in sift.shortlisted(panel) if each.pk not in without]
    scale = sift.scale_of(panel)
    steps = _steps(panel, people, user)
    scores = _scores(people, [step.key for step in steps if step.shown])
    criteria = {each.pk: each for each in Criterion.objects.filter(vacancy=panel.vacancy_id).in_order()}
    for step in steps:
        used = {place[2] for place in scores if place[0] == step.key}
        step.criteria = [each for pk, each in criteria.items() if pk in used]
    shown = [step for step in steps if step.shown]
    made = _decisions(people)
    rows = []
    for each in people:
        cells = [[_cell(scores.get((step.key, each.pk, c.pk)), c.pk, scale) for c in step.criteria] for step in shown]
        totals = [_total(scores, step, each.pk) for step in shown]
        decided = made.get(each.pk, {})
        rows.append(MatrixRow(each, sift.name_of(each), cells, totals, decided.get(Stage.SIFT),
                              decided.get(Stage.INTERVIEW)))  # fmt: skip
    return Matrix(steps, rows, scale)


def _sheets(people: list[Application]) -> Q:
    """Sheets that count: not set aside, of a member who is on the panel, or handed in before they left it."""
    on_it = Q(member__removed_at=None) & ~Q(member__role=PanelMember.Role.OBSERVER)
    return Q(application__in=people, set_aside_at=None) & (on_it | Q(submitted_at__isnull=False))


def _steps(panel: Panel, people: list[Application], user: User) -> list[MatrixStep]:
    """The steps that have sheets, in the order in which they come; one query."""
    rows = (
        ScoreSheet.objects.filter(_sheets(people))
        .values("stage", "activity", title=F("activity__title"))
        .annotate(
            waiting=Count("pk", filter=Q(submitted_at=None)),
            own_open=Count("pk", filter=Q(submitted_at=None, member__user=user)),
        )
        .order_by("activity__position", "activity")
    )
    steps = [
        MatrixStep(
            (row["stage"], row["activity"]),
            row["title"] or str(Stage(row["stage"]).label),
            waiting=row["waiting"],
            hidden=bool(row["own_open"]),
        )
        for row in rows
    ]
    return sorted(steps, key=lambda step: ORDER.get(Stage(step.key[0]), len(ORDER)))


@dataclass
class _Given:
    total: int = 0
    scores: int = 0
    judgement: str = ""
    agreed: bool = False


def _scores(people: list[Application], steps: list[StepKey]) -> dict[Place, _Given]:
    """What stands on each place: the agreed score, else the sum and number of the members'; three queries."""
    found: dict[Place, _Given] = defaultdict(_Given)
    sheets = ScoreSheet.objects.filter(_sheets(people), submitted_at__isnull=False).order_by().values("pk")
    rows = Score.objects.filter(sheet__in=sheets).order_by()
    keys = ("sheet__stage", "sheet__activity", "sheet__application", "criterion")
    points = rows.filter(value__isnull=False).values_list(*keys).annotate(total=Sum("value"), n=Count("pk"))
    for stage, activity, application, criterion, total, n in points:
        found[(stage, activity), application, criterion] = _Given(total, n)
    doubt = (MET, PARTLY, NOT_MET)
    for stage, activity, application, criterion, judgement in rows.exclude(judgement="").values_list(
        *keys, "judgement"
    ):
        given = found[(stage, activity), application, criterion]
        given.judgement = max(given.judgement, judgement, key=lambda each: doubt.index(each) if each else -1)
    for agreed in AgreedScore.objects.filter(application__in=people).current():
        for stage, activity in steps:
            place = ((stage, activity), agreed.application_id, agreed.criterion_id)
            if stage == agreed.stage and place in found:
                _settle(found[place], agreed)
    return {place: given for place, given in found.items() if place[0] in steps}


def _settle(given: _Given, agreed: AgreedScore) -> None:
    given.agreed = True
    if agreed.value is not None:
        given.total, given.scores = agreed.value, 1
    given.judgement = agreed.judgement or given.judgement


def _cell(given: _Given | None, criterion: int, scale: Scale) -> GridCell:
    if given is None:
        return GridCell("–", criterion)
    if not given.scores:
        said = f"{MARKS.get(given.judgement, '')} {SAYS.get(given.judgement, '–')}".strip()
        return GridCell(said, criterion, low=given.judgement != MET, agreed=given.agreed)
    mean = Fraction(given.total, given.scores)
    return GridCell(figure(mean), criterion, str(heat(mean, scale)), mean < scale.pass_mark, given.agreed)


def _total(scores: dict[Place, _Given], step: MatrixStep, application: int) -> str:
    """The weighted mean of what was scored in the step: for reading across, not for ranking."""
    weighted = [
        (each.weight, Fraction(given.total, given.scores))
        for each in step.criteria
        if (given := scores.get((step.key, application, each.pk))) and given.scores
    ]
    weight = sum(each for each, _ in weighted)
    return figure(sum((n * mean for n, mean in weighted), Fraction(0)) / weight if weight else None)


def _decisions(people: list[Application]) -> dict[int, dict[str, Decision]]:
    found: dict[int, dict[str, Decision]] = defaultdict(dict)
    for row in Decision.objects.filter(application__in=people).select_related("decided_by"):
        found[row.application_id][row.stage] = row
    return found
