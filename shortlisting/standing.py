"""Where a sift stands once every sheet is in: what was given and agreed, the order, the line. Reads only.

Only for use once every sheet is in (sift.all_in): these are other people's scores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, Min, QuerySet, Sum

from applications.models import Application
from shortlisting import sift
from shortlisting.line import Fragility, Line
from shortlisting.models import AgreedScore, Panel, Score, ScoreSheet
from shortlisting.models import Ties as TieRule
from shortlisting.moderation import Talk, queue
from shortlisting.ranking import Given, Judged, Ranking, Ties, rank
from shortlisting.scoring import Scale
from vacancies.models import Criterion, Importance, Scoring

Place = tuple[int, int]  # an application's id and a criterion's


@dataclass
class Standing:
    """Everything that ranking, moderation and grid are drawn from."""

    panel: Panel
    criteria: list[Criterion]
    scale: Scale
    candidates: dict[int, Application]
    numbers: dict[int, int]  # by application, the same for everybody
    settled: dict[Place, AgreedScore]
    given: list[Given]
    ranking: Ranking
    line: Line

    @cached_property
    def fragility(self) -> Fragility:
        """How easily the shortlist would be another; one query."""
        return self.line.fragility(self.given, ends_of(self.panel, self.scale))

    @cached_property
    def talks(self) -> list[Talk]:
        """What lies apart, in the order in which the panel should talk about it."""
        judged = {each.pk: as_judged(each) for each in self.criteria}
        return queue(self.given, judged, self.line, settled=frozenset(self.settled))

    @property
    def to_agree(self) -> list[Talk]:
        """What is not settled yet."""
        return [talk for talk in self.talks if not talk.settled]


def standing_of(panel: Panel, *, without: Collection[int] = ()) -> Standing:
    """Read where the sift stands, in eight queries at most, whatever the number of candidates, criteria and members.

    `without`: ids of applications that the reader is out for. They are left out of everything, and no line is drawn,
    since it would tell where they stand.
    """
    criteria, scale = sift.criteria_of(panel), sift.scale_of(panel)
    rows = Application.objects.submitted().filter(vacancy=panel.vacancy_id).order_by("pk")
    candidates = {each.pk: each for each in rows.only("ref") if each.pk not in without}  # names are for other pages
    settled = settled_of(panel)
    given = given_of(panel, criteria, settled)
    if without:
        given = [each for each in given if each.candidate in candidates]
    judged = [as_judged(each) for each in criteria]
    ranking = rank(candidates, judged, given, highest=scale.highest, pass_mark=scale.pass_mark, ties=ties_of(panel))
    line = Line(ranking, judged, panel.places if not without else len(candidates))
    return Standing(panel, criteria, scale, candidates, sift.common_numbers(panel), settled, given, ranking, line)


def ties_of(panel: Panel) -> Ties:
    """Return how the plan breaks ties, as the ranking takes it."""
    return Ties(
        criterion=panel.tie_criterion_id if panel.ties == TieRule.CRITERION else None,
        passed=panel.ties == TieRule.PASSED,
        desirables=panel.ties != TieRule.NONE,
    )


def ties_words(panel: Panel) -> str:
    """Return how the plan breaks ties, in a sentence."""
    rule = TieRule(panel.ties)
    if rule == TieRule.CRITERION and panel.tie_criterion is None:
        rule = TieRule.DESIRABLES  # it is no longer in the person specification
    rules = {
        TieRule.DESIRABLES: "Desirables part candidates who are level.",
        TieRule.CRITERION: f"“{panel.tie_criterion.text if panel.tie_criterion else ''}” parts candidates who are "
        "level, then the desirables do.",
        TieRule.PASSED: "How many essentials reach the pass mark parts candidates who are level, then the desirables "
        "do.",
        TieRule.NONE: "Nothing parts candidates who are level: the chair decides.",
    }
    return rules[rule]


def scores_of(panel: Panel) -> QuerySet[Score]:
    """Return the scores that count: those of the sift's submitted sheets, in no order."""
    sheets = ScoreSheet.objects.of_sift(panel).filter(submitted_at__isnull=False)
    return Score.objects.filter(sheet__in=sheets.order_by().values("pk")).order_by()


def given_of(panel: Panel, criteria: Iterable[Criterion], agreed: Mapping[Place, AgreedScore]) -> list[Given]:
    """Return what was given to each candidate on each criterion: one aggregate query over the scores.

    A second one where there are criteria that are met or not met.
    """
    rows = scores_of(panel).filter(value__isnull=False).values_list("sheet__application", "criterion")
    ends = {"lowest": Min("value"), "highest": Max("value")}
    points = rows.annotate(total=Sum("value"), scores=Count("value"), **ends)
    given = [Given(*row) for row in points]
    if any(each.scoring == Scoring.PASS_FAIL for each in criteria):
        given += _judgements(panel)
    if agreed:
        for each in given:
            if found := agreed.get((each.candidate, each.criterion)):
                each.agreed, each.agreed_judgement = found.value, found.judgement
    return given


def _judgements(panel: Panel) -> list[Given]:
    rows = scores_of(panel).exclude(judgement="").values_list("sheet__application", "criterion", "judgement")
    counts: dict[Place, dict[str, int]] = defaultdict(dict)
    for candidate, criterion, judgement, n in rows.annotate(n=Count("pk")):
        counts[candidate, criterion][judgement] = n
    return [Given(*place, judgements=found) for place, found in counts.items()]


def ends_of(panel: Panel, scale: Scale) -> dict[Place, tuple[int, int]]:
    """Return how many scores are at the lowest and at the highest of the scale, where there are any: one query."""
    rows = scores_of(panel).filter(value__in=(scale.lowest, scale.highest))
    found: dict[Place, list[int]] = defaultdict(lambda: [0, 0])
    for candidate, criterion, value, n in rows.values_list("sheet__application", "criterion", "value").annotate(
        n=Count("pk")
    ):
        found[candidate, criterion][value == scale.highest] = n
    return {place: (bottom, top) for place, (bottom, top) in found.items()}


def settled_of(panel: Panel) -> dict[Place, AgreedScore]:
    """Return what the panel has agreed, or agreed to leave, by candidate and criterion: one query."""
    rows = AgreedScore.objects.of_sift(panel).current()
    return {(row.application_id, row.criterion_id): row for row in rows}


def as_judged(criterion: Criterion) -> Judged:
    """Return the criterion as the ranking sees it."""
    return Judged(
        criterion.pk,
        essential=criterion.importance == Importance.ESSENTIAL,
        weight=criterion.weight,
        pass_fail=criterion.scoring == Scoring.PASS_FAIL,
    )
