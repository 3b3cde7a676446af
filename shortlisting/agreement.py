"""How far members agree: ordinal Krippendorff alpha, and who scores kinder or harder. No Django.

Alpha compares the disagreement that was seen with the disagreement to be expected if scores were dealt out by chance:
1 is agreement throughout, 0 is chance, below 0 is worse than chance. It takes missing scores as they are. The ordinal
metric counts how many scores lie between two values, so 0 against 4 weighs more than 3 against 4.
Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C; the metric is its section E.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST_CANDIDATES = 10  # under these a figure says more about chance than about the panel
FEWEST_MEMBERS = 2
CUTS = ((Fraction(80, 100), "strong"), (Fraction(67, 100), "good"), (Fraction(40, 100), "moderate"))


@dataclass(frozen=True)
class Scored:
    """One member's score of one candidate on one criterion."""

    member: int
    candidate: int
    criterion: int
    value: int


@dataclass(frozen=True)
class Agreement:
    """How far members agree on some criteria. `alpha` is None where there is too little to say."""

    alpha: Fraction | None
    candidates: int
    members: int

    @property
    def words(self) -> str:
        """Alpha in a word: "strong", "good", "moderate", "low", or "too few to say"."""
        if self.alpha is None:
            return "too few to say"
        return next((word for cut, word in CUTS if self.alpha >= cut), "low")


def alpha(units: Iterable[Sequence[int]]) -> Fraction | None:
    """Return ordinal Krippendorff alpha over `units`, each the values given to one thing judged.

    A unit with fewer than two values pairs nothing and is left out. None where nothing is paired, or where every
    value is the same: nothing was told apart, so nothing can be said about agreement.
    """
    paired = [Counter(unit) for unit in units if len(unit) > 1]
    totals: Counter[int] = Counter()
    for unit in paired:
        totals.update(unit)
    if len(totals) < 2:
        return None
    apart = _distances(totals)
    seen = sum((_disagreement(unit, apart) / (unit.total() - 1) for unit in paired), Fraction(0))
    expected = _disagreement(totals, apart) / (totals.total() - 1)
    return 1 - seen / expected


def _disagreement(counts: Mapping[int, int], apart: Mapping[tuple[int, int], Fraction]) -> Fraction:
    """Every ordered pair of different values, weighed by how far apart they are."""
    return 2 * sum((counts[low] * counts[high] * distance for (low, high), distance in apart.items()
                    if low in counts and high in counts), Fraction(0))  # fmt: skip


def _distances(totals: Mapping[int, int]) -> dict[tuple[int, int], Fraction]:
    """The ordinal metric: the number of scores from one value to the other, the ends counted half, squared."""
    values = sorted(totals)
    found = {}
    for place, low in enumerate(values):
        between = Fraction(0)
        for high in values[place + 1 :]:
            between += totals[high]
            half = between + Fraction(totals[low] - totals[high], 2)
            found[low, high] = half * half
    return found


def agreement(scores: Iterable[Scored]) -> Agreement:
    """Return how far members agree over these scores; each candidate on each criterion is one thing judged."""
    units: dict[tuple[int, int], list[int]] = defaultdict(list)
    members, candidates = set(), set()
    for each in scores:
        units[each.candidate, each.criterion].append(each.value)
        members.add(each.member)
        candidates.add(each.candidate)
    enough = len(candidates) >= FEWEST_CANDIDATES and len(members) >= FEWEST_MEMBERS
    return Agreement(alpha(units.values()) if enough else None, len(candidates), len(members))


def leniency(scores: Iterable[Scored]) -> dict[int, Fraction]:
    """Return for each member how far above (+) or below (-) the others they scored, in points, on average.

    Each score is set against the mean of the other members' scores of the same thing, so it counts only what the
    others scored too: a member who drew the stronger candidates does not look kind for it.
    """
    units: dict[tuple[int, int], list[Scored]] = defaultdict(list)
    for each in scores:
        units[each.candidate, each.criterion].append(each)
    apart: dict[int, list[Fraction]] = defaultdict(list)
    for unit in units.values():
        total = sum(each.value for each in unit)
        for each in unit if len(unit) > 1 else ():
            apart[each.member].append(each.value - Fraction(total - each.value, len(unit) - 1))
    return {member: sum(found, Fraction(0)) / len(found) for member, found in apart.items()}
