"""Who is offered an interview under an interview scheme. No Django, and nothing of anybody's reasons.

Such a scheme (Disability Confident is one) is voluntary. It offers an interview to everybody who asked for it and
meets what the job needs at least: each essential criterion. Desirable ones, the order and the number of places do not
count. The Equality Act 2010 lets an employer treat disabled people more favourably (section 13(3)).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from shortlisting.scoring import MET


@dataclass(frozen=True)
class Need:
    """An essential criterion that the panel judged."""

    pk: int
    pass_fail: bool = False


@dataclass(frozen=True)
class Basics:
    """How one candidate stands on the essentials: ids of criteria."""

    lacks: tuple[int, ...] = ()  # below the pass mark, or not fully met
    unknown: tuple[int, ...] = ()  # nobody scored it

    @property
    def met(self) -> bool:
        """Whether every essential is met, and each was judged."""
        return not self.lacks and not self.unknown


def basics(
    needs: Iterable[Need], *, means: Mapping[int, Fraction], judgements: Mapping[int, str], pass_mark: int
) -> Basics:
    """Return how a candidate stands on each of `needs`.

    `means` are agreed or mean scores by criterion, exact; `judgements` the agreed or most doubtful ones. At the pass
    mark is met. "Partly met" is not met: a pass or fail criterion is met or it is not.
    """
    lacks, unknown = [], []
    for need in needs:
        if need.pass_fail:
            said = judgements.get(need.pk)
            met = None if said is None else said == MET
        else:
            mean = means.get(need.pk)
            met = None if mean is None else mean >= pass_mark
        if met is None:
            unknown.append(need.pk)
        elif not met:
            lacks.append(need.pk)
    return Basics(tuple(lacks), tuple(unknown))


def to_ask_about(chosen: Iterable[int], standing: Mapping[int, Basics]) -> Sequence[int]:
    """Return the candidates for whom it matters whether they asked for an interview: met, and not chosen.

    Of nobody else is it read. In the order of `standing`.
    """
    taken = frozenset(chosen)
    return [candidate for candidate, basic in standing.items() if basic.met and candidate not in taken]
