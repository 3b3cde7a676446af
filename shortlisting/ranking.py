"""The order of candidates by their scores. No Django, and no rejection: a person decides on each one.

Essentials come first, weighted; desirables part those who are level; who is level on both shares a place.
A score that is missing is left out, never counted as 0: totals are worked out over what was scored and then scaled to
the whole, so that a gap neither helps nor harms. Exact fractions: two candidates are level only when they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from shortlisting.scoring import MET, NOT_MET, PARTLY


@dataclass(frozen=True)
class Judged:
    """A criterion as the ranking sees it."""

    pk: int
    essential: bool
    weight: int = 1
    pass_fail: bool = False


@dataclass(frozen=True)
class Given:
    """What members gave one candidate on one criterion: the sum and number of scores, or counts of judgements."""

    candidate: int
    criterion: int
    total: int = 0
    scores: int = 0
    judgements: Mapping[str, int] = field(default_factory=dict)

    @property
    def mean(self) -> Fraction | None:
        """The mean score; None where nobody scored."""
        return Fraction(self.total, self.scores) if self.scores else None

    @property
    def judgement(self) -> str:
        """The most doubtful judgement that a member gave; "" where there is none."""
        return next((each for each in (NOT_MET, PARTLY, MET) if self.judgements.get(each)), "")


@dataclass
class Ranked:
    """One candidate's place and the reasons for it."""

    candidate: int
    rank: int = 0
    level_with: tuple[int, ...] = ()
    essentials: Fraction | None = None  # weighted, out of `Ranking.essentials_of`; None: nothing scored
    desirables: Fraction | None = None
    means: dict[int, Fraction] = field(default_factory=dict)  # by criterion; missing ones are absent
    judgements: dict[int, str] = field(default_factory=dict)
    below: tuple[int, ...] = ()  # essentials whose mean is under the pass mark
    not_met: tuple[int, ...] = ()  # pass or fail criteria that some member did not find met
    missing: int = 0  # criteria that nobody scored


@dataclass(frozen=True)
class Ranking:
    """Candidates from the first to the last, and what the totals are out of."""

    ranked: Sequence[Ranked]
    essentials_of: int
    desirables_of: int


def rank(
    candidates: Iterable[int],
    criteria: Sequence[Judged],
    given: Iterable[Given],
    *,
    highest: int,
    pass_mark: int,
) -> Ranking:
    """Rank `candidates` by what they were given. `highest` is the top of the scale; an essential has the pass mark."""
    rows = {candidate: Ranked(candidate) for candidate in candidates}
    for each in given:
        if each.candidate in rows:
            _note(rows[each.candidate], each)
    for row in rows.values():
        _judge(row, criteria, pass_mark)
    ordered = sorted(rows.values(), key=lambda row: (_place(row), row.candidate))
    _number(ordered)
    return Ranking(ordered, _whole(criteria, True, highest), _whole(criteria, False, highest))


def _note(row: Ranked, each: Given) -> None:
    if each.mean is not None:
        row.means[each.criterion] = each.mean
    if each.judgement:
        row.judgements[each.criterion] = each.judgement


def _judge(row: Ranked, criteria: Sequence[Judged], pass_mark: int) -> None:
    row.essentials = _total(row, criteria, True)
    row.desirables = _total(row, criteria, False)
    row.below = tuple(
        each.pk for each in criteria if each.essential and each.pk in row.means and row.means[each.pk] < pass_mark
    )
    row.not_met = tuple(each.pk for each in criteria if row.judgements.get(each.pk) in (PARTLY, NOT_MET))
    row.missing = sum(1 for each in criteria if each.pk not in row.means and each.pk not in row.judgements)


def _total(row: Ranked, criteria: Sequence[Judged], essential: bool) -> Fraction | None:
    """The weighted total over what was scored, scaled to all of the kind; None where nothing was."""
    wanted = [each for each in criteria if each.essential == essential and not each.pass_fail]
    scored = [each for each in wanted if each.pk in row.means]
    if not scored:
        return None
    total = sum((each.weight * row.means[each.pk] for each in scored), Fraction(0))
    return total * sum(each.weight for each in wanted) / sum(each.weight for each in scored)


def _whole(criteria: Sequence[Judged], essential: bool, highest: int) -> int:
    return sum(each.weight * highest for each in criteria if each.essential == essential and not each.pass_fail)


def _place(row: Ranked) -> tuple[bool, Fraction, bool, Fraction]:
    """What puts one candidate before another; the same for those who are level. Nothing scored comes last."""
    return (
        row.essentials is None,
        -(row.essentials or Fraction(0)),
        row.desirables is None,
        -(row.desirables or Fraction(0)),
    )


def _number(ordered: Sequence[Ranked]) -> None:
    level: dict[tuple[bool, Fraction, bool, Fraction], list[Ranked]] = {}
    for row in ordered:
        level.setdefault(_place(row), []).append(row)
    place = 1
    for group in level.values():
        for row in group:
            row.rank = place
            row.level_with = tuple(other.candidate for other in group if other is not row)
        place += len(group)
