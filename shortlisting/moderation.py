"""What the panel has still to talk about: scores that lie apart, what can change the shortlist first. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from shortlisting.line import Line
from shortlisting.ranking import Given, Judged

APART = 2  # points from which a panel talks; being one apart is ordinary


@dataclass(frozen=True)
class Talk:
    """One candidate on one criterion, with how far apart the members are."""

    candidate: int
    criterion: int
    spread: int
    weight: int = 1
    matters: bool = False  # some score between the lowest and the highest given would alter the shortlist
    settled: bool = False  # agreed, or left at the mean with a reason


def queue(
    given: Iterable[Given], criteria: Mapping[int, Judged], line: Line, *, settled: frozenset[tuple[int, int]]
) -> list[Talk]:
    """Return what lies apart: first what can change the shortlist, then by spread, then by weight; the settled last.

    Judgements that differ on a pass or fail criterion lie apart too: as far as the scale's two points, and they matter
    for an essential one, since a candidate who does not meet it is rarely shortlisted.
    """
    found = []
    for each in given:
        judged = criteria.get(each.criterion)
        if judged is None or not (spread := _spread(each)):
            continue
        done = (each.candidate, each.criterion) in settled
        matters = not done and (judged.essential if judged.pass_fail else _matters(each, line))
        found.append(Talk(each.candidate, each.criterion, spread, judged.weight, matters, done))
    return sorted(found, key=_order)


def _spread(given: Given) -> int:
    """How far apart, in points; 0 where the panel need not talk."""
    if len(given.judgements or ()) > 1:
        return APART
    return given.spread if given.spread >= APART else 0


def _matters(given: Given, line: Line) -> bool:
    """The ends are enough: what lies between them moves a candidate less."""
    ends = (given.lowest, given.highest)
    return any(end is not None and line.moves(given.candidate, given.criterion, Fraction(end)) for end in ends)


def _order(talk: Talk) -> tuple[bool, bool, int, int, int, int]:
    return (talk.settled, not talk.matters, -talk.spread, -talk.weight, talk.candidate, talk.criterion)
