"""The order of candidates by their scores. No Django, and no rejection: a person decides on each one.

Essentials come first, weighted. What parts those who are level is agreed in the sift plan (`Ties`): as a rule the
desirables; who is still level shares a place.
A score that is missing is left out, never counted as 0: totals are worked out over what was scored and then scaled to
the whole, so that a gap neither helps nor harms. Exact fractions: two candidates are level only when they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from shortlisting.scoring import MET, NOT_MET, PARTLY

Key = tuple[Fraction, ...]  # what puts one candidate before another, the essentials first; lower is better
NOTHING = Fraction(1)  # behind every total: nothing was scored


@dataclass(frozen=True)
class Ties:
    """What parts candidates whose essentials come to the same: nothing, or up to two things and then the desirables."""

    criterion: int | None = None  # this one's score first
    passed: bool = False  # how many essentials reach the pass mark first
    desirables: bool = True


@dataclass(frozen=True)
class Judged:
    """A criterion as the ranking sees it."""

    pk: int
    essential: bool
    weight: int = 1
    pass_fail: bool = False


@dataclass(slots=True)
class Given:
    """What members gave one candidate on one criterion: the sum and number of scores, or counts of judgements.

    `lowest` and `highest` are the ends of what was given; `agreed` and `agreed_judgement` what the panel settled on
    together, which then stands in place of the mean or of the most doubtful judgement.
    """

    candidate: int
    criterion: int
    total: int = 0
    scores: int = 0
    lowest: int | None = None
    highest: int | None = None
    judgements: Mapping[str, int] | None = None
    agreed: int | None = None
    agreed_judgement: str = ""

    @property
    def standing(self) -> tuple[int, int]:
        """What counts, as a fraction: the agreed score, else the mean of the members' scores. Of 0: nobody scored."""
        return (self.agreed, 1) if self.agreed is not None else (self.total, self.scores)

    @property
    def mean_of_scores(self) -> Fraction | None:
        """The mean of the members' scores, whatever was agreed."""
        return Fraction(self.total, self.scores) if self.scores else None

    @property
    def judgement(self) -> str:
        """The agreed judgement, else the most doubtful one; "" where there is none."""
        return self.agreed_judgement or self.most_doubtful

    @property
    def most_doubtful(self) -> str:
        """The most doubtful judgement that a member gave."""
        found = self.judgements or {}
        return next((each for each in (NOT_MET, PARTLY, MET) if found.get(each)), "")

    @property
    def spread(self) -> int:
        """How far apart the members' scores are; 0 where fewer than two scored."""
        return self.highest - self.lowest if self.highest is not None and self.lowest is not None else 0


@dataclass
class Ranked:
    """One candidate's place and the reasons for it."""

    candidate: int
    rank: int = 0
    level_with: tuple[int, ...] = ()
    essentials: Fraction | None = None  # weighted, out of `Ranking.essentials_of`; None: nothing scored
    desirables: Fraction | None = None
    points: dict[int, tuple[int, int]] = field(default_factory=dict)  # criterion → sum and number; missing ones absent
    judgements: dict[int, str] = field(default_factory=dict)
    below: tuple[int, ...] = ()  # essentials whose mean is under the pass mark
    not_met: tuple[int, ...] = ()  # pass or fail criteria that some member did not find met
    missing: int = 0  # criteria that nobody scored
    key: Key = ()

    @property
    def means(self) -> dict[int, Fraction]:
        """The agreed or mean score by criterion; missing ones are absent."""
        return {criterion: Fraction(total, number) for criterion, (total, number) in self.points.items()}


@dataclass(frozen=True)
class Ranking:
    """Candidates from the first to the last, and what the totals are out of."""

    ranked: Sequence[Ranked]
    essentials_of: int
    desirables_of: int
    ties: Ties = Ties()
    pass_mark: int = 0


def rank(
    candidates: Iterable[int],
    criteria: Sequence[Judged],
    given: Iterable[Given],
    *,
    highest: int,
    pass_mark: int,
    ties: Ties = Ties(),
) -> Ranking:
    """Rank `candidates` by what they were given. `highest` is the top of the scale; an essential has the pass mark."""
    rows = {candidate: Ranked(candidate) for candidate in candidates}
    for each in given:
        if each.candidate in rows:
            _note(rows[each.candidate], each)
    for row in rows.values():
        _judge(row, criteria, pass_mark)
        row.key = key_of(row.essentials, row.desirables, row.points, passed=_passed(row, criteria, ties), ties=ties)
    ordered = sorted(rows.values(), key=lambda row: (row.key, row.candidate))
    _number(ordered)
    whole = _whole(criteria, True, highest), _whole(criteria, False, highest)
    return Ranking(ordered, *whole, ties, pass_mark)


def key_of(
    essentials: Fraction | None,
    desirables: Fraction | None,
    points: Mapping[int, tuple[int, int]],
    *,
    passed: int,
    ties: Ties,
) -> Key:
    """What puts one candidate before another; the same for those who are level. Nothing scored comes last."""
    key = [NOTHING if essentials is None else -essentials]
    if ties.criterion is not None:
        key.append(-Fraction(*points[ties.criterion]) if ties.criterion in points else NOTHING)
    if ties.passed:
        key.append(Fraction(-passed))
    if ties.desirables:
        key.append(NOTHING if desirables is None else -desirables)
    return tuple(key)


def _passed(row: Ranked, criteria: Sequence[Judged], ties: Ties) -> int:
    """How many essentials were scored and reach the pass mark; worked out only where the plan asks."""
    if not ties.passed:
        return 0
    return sum(1 for each in criteria if each.essential and each.pk in row.points) - len(row.below)


def _note(row: Ranked, each: Given) -> None:
    points = each.standing
    if points[1]:
        row.points[each.criterion] = points
    elif each.judgement:
        row.judgements[each.criterion] = each.judgement


def _judge(row: Ranked, criteria: Sequence[Judged], pass_mark: int) -> None:
    points = row.points
    row.essentials = _total(points, [each for each in criteria if each.essential and not each.pass_fail])
    row.desirables = _total(points, [each for each in criteria if not each.essential and not each.pass_fail])
    row.below = tuple(
        each.pk
        for each in criteria
        if each.essential and each.pk in points and points[each.pk][0] < pass_mark * points[each.pk][1]
    )
    row.not_met = tuple(each.pk for each in criteria if row.judgements.get(each.pk) in (PARTLY, NOT_MET))
    row.missing = sum(1 for each in criteria if each.pk not in points and each.pk not in row.judgements)


def _total(points: Mapping[int, tuple[int, int]], wanted: Sequence[Judged]) -> Fraction | None:
    """The weighted total over what was scored, scaled to all of the kind; None where nothing was.

    Whole numbers as long as possible: scores of as many members are added up before they are divided.
    """
    sums: dict[int, int] = {}
    weight = scored = 0
    for each in wanted:
        weight += each.weight
        if each.pk in points:
            total, number = points[each.pk]
            sums[number] = sums.get(number, 0) + each.weight * total
            scored += each.weight
    if not scored:
        return None
    return sum((Fraction(total, number) for number, total in sums.items()), Fraction(0)) * weight / scored


def _whole(criteria: Sequence[Judged], essential: bool, highest: int) -> int:
    return sum(each.weight * highest for each in criteria if each.essential == essential and not each.pass_fail)


def _number(ordered: Sequence[Ranked]) -> None:
    level: dict[Key, list[Ranked]] = {}
    for row in ordered:
        level.setdefault(row.key, []).append(row)
    place = 1
    for group in level.values():
        for row in group:
            row.rank = place
            row.level_with = tuple(other.candidate for other in group if other is not row)
        place += len(group)
