"""How consistently the panel scored: agreement by criterion, and who was kinder or harder. Reads only.

Only for use once every sheet is in (sift.all_in). Original scores alone: what was agreed afterwards says nothing about
how the members had judged.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from shortlisting.agreement import Agreement, Scored, agreement, leniency
from shortlisting.models import Panel, PanelMember
from shortlisting.standing import Standing, scores_of
from vacancies.models import Criterion

USUAL = Fraction(1, 2)  # points: kinder or harder by less than this is usual
LEFT, RIGHT, STEP = 190, 496, 34  # of the wide drawing
ZONES = ((0, "low"), (40, "moderate"), (67, "good"), (80, "strong"))  # hundredths of alpha


@dataclass(frozen=True)
class OnCriterion:
    """Agreement on one criterion, and where it is drawn."""

    criterion: Criterion
    agreement: Agreement
    y: int = 0

    @property
    def figure(self) -> str:
        """Alpha with two decimals; "" where there are too few to say."""
        return hundredths(self.agreement.alpha)

    @property
    def x(self) -> float:
        """Where its dot is: chance and worse at the left edge."""
        share = max(Fraction(0), self.agreement.alpha or Fraction(0))
        return round(LEFT + float(share) * (RIGHT - LEFT), 1)


@dataclass(frozen=True)
class OfMember:
    """By how much a member scored above or below the others, in points."""

    member: PanelMember
    points: Fraction
    y: int = 0

    @property
    def figure(self) -> str:
        """With its sign and two decimals: "+0.27"."""
        sign = "+" if self.points > 0 else "−" if self.points < 0 else ""
        return sign + hundredths(abs(self.points))

    @property
    def bar(self) -> tuple[float, float]:
        """Where its bar starts, and how long it is; a point is half the drawing."""
        half = (RIGHT - LEFT) / 2
        length = min(half, float(abs(self.points)) * half)
        middle = LEFT + half
        return (middle if self.points >= 0 else round(middle - length, 1)), round(length, 1)


@dataclass
class Consistency:
    """What the page shows."""

    overall: Agreement
    criteria: list[OnCriterion]  # the lowest agreement first
    members: list[OfMember]  # the kindest first
    everybody_scored_all: bool
    lowest: Criterion | None = None
    zones: list[tuple[float, float, str]] = field(default_factory=list)  # x, width, word

    @property
    def figure(self) -> str:
        """Alpha over all criteria with two decimals."""
        return hundredths(self.overall.alpha)

    @property
    def farthest(self) -> OfMember | None:
        """The member whose scores lie farthest from the others', where that is more than usual."""
        found = max(self.members, key=lambda each: abs(each.points), default=None)
        return found if found and abs(found.points) >= USUAL else None


def hundredths(value: Fraction | None) -> str:
    """Two decimals, half up; "" for nothing."""
    if value is None:
        return ""
    rounded = (abs(value) * 100 + Fraction(1, 2)).__floor__()
    return f"{'−' if value < 0 and rounded else ''}{rounded // 100}.{rounded % 100:02}"


def consistency_of(panel: Panel, standing: Standing) -> Consistency:
    """Work it out from every score that counts, in two queries."""
    scores = _scores(panel, standing)
    by_criterion: dict[int, list[Scored]] = defaultdict(list)
    for each in scores:
        by_criterion[each.criterion].append(each)
    found = [
        OnCriterion(each, agreement(by_criterion[each.pk])) for each in standing.criteria if each.pk in by_criterion
    ]
    told = sorted(found, key=lambda each: (each.agreement.alpha is None, each.agreement.alpha or 0))
    rows = [OnCriterion(each.criterion, each.agreement, 52 + STEP * place) for place, each in enumerate(told)]
    members = {each.pk: each for each in PanelMember.objects.filter(panel=panel).select_related("user")}
    kind = sorted(leniency(scores).items(), key=lambda each: -each[1])
    judged = {(each.member, each.candidate) for each in scores}
    return Consistency(
        agreement(scores), rows,
        [OfMember(members[pk], points, 52 + 50 * place) for place, (pk, points) in enumerate(kind)],
        everybody_scored_all=len(judged) == len({m for m, _ in judged}) * len({c for _, c in judged}),
        lowest=rows[0].criterion if rows and rows[0].agreement.alpha is not None else None,
        zones=_zones(),
    )  # fmt: skip


def _scores(panel: Panel, standing: Standing) -> list[Scored]:
    rows = scores_of(panel).filter(value__isnull=False)
    wanted = {each.pk for each in standing.criteria}
    values = rows.values_list("sheet__member", "sheet__application", "criterion", "value")
    return [
        Scored(member, application, criterion, value)
        for member, application, criterion, value in values
        if criterion in wanted and application in standing.candidates and value is not None
    ]


def _zones() -> list[tuple[float, float, str]]:
    ends = [start for start, _ in ZONES[1:]] + [100]
    width = (RIGHT - LEFT) / 100
    return [
        (round(LEFT + start * width, 1), round((end - start) * width, 1), word)
        for (start, word), end in zip(ZONES, ends, strict=True)
    ]
