"""Comparing how far groups got: the four-fifths ratio with its caution. No Django.

Worked out only from figures that are shown, so it tells nothing that a table hides. The four-fifths mark comes from the
United States (Uniform Guidelines on Employee Selection Procedures, 1978) and has no legal force in Great Britain, where
the question is whether a provision, criterion or practice puts people at a disadvantage and can be justified (Equality
Act 2010, section 19). It is a reason to look, never a verdict; with few people it is not even that.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb

MARK = Fraction(4, 5)
FEWEST_TO_SAY = 30  # people in each of the two groups: with fewer, one person more or less moves the ratio too far
CHANCE = Fraction(1, 20)


class Caution(enum.StrEnum):
    """What may be said of a ratio."""

    LEVEL = "level"  # at or above four-fifths
    TOO_FEW = "too_few"
    CHANCE = "chance"  # below, and chance alone can do it
    LOOK = "look"  # below, and chance alone seldom does it

    @property
    def words(self) -> str:
        """In a sentence."""
        return {
            Caution.LEVEL: "At or above four-fifths.",
            Caution.TOO_FEW: "Too few people to say: one person more or less would change it.",
            Caution.CHANCE: "Below four-fifths. Chance alone can do this.",
            Caution.LOOK: "Below four-fifths, and chance alone seldom does this. Look at adverts, criteria and the "
            "sift. It is not proof.",
        }[self]


@dataclass(frozen=True)
class Group:
    """People who gave one answer: how many were there before a step, and how many of them after it."""

    label: str
    before: int
    after: int

    @property
    def rate(self) -> Fraction:
        """The share that went on."""
        return Fraction(self.after, self.before)


@dataclass(frozen=True)
class Compared:
    """One group beside the group with the highest rate."""

    group: Group
    highest: Group
    ratio: Fraction
    caution: Caution

    @property
    def two_digits(self) -> str:
        """The ratio with two decimals, cut and not rounded: 0.799 is below four-fifths and reads so."""
        hundredths = (self.ratio * 100).__floor__()
        return f"{hundredths // 100}.{hundredths % 100:02}"


def compare(groups: Sequence[Group]) -> list[Compared]:
    """Return each group beside the one with the highest rate, in the order given; nothing with fewer than two groups.

    Of groups with the same highest rate the largest is the one compared with.
    """
    found = [group for group in groups if group.before]
    if len(found) < 2 or not any(group.after for group in found):
        return []
    highest = max(found, key=lambda group: (group.rate, group.before))
    return [
        Compared(group, highest, group.rate / highest.rate, _caution(group, highest))
        for group in found
        if group is not highest
    ]


def _caution(group: Group, highest: Group) -> Caution:
    if min(group.before, highest.before) < FEWEST_TO_SAY:
        return Caution.TOO_FEW
    if group.rate >= MARK * highest.rate:
        return Caution.LEVEL
    return Caution.LOOK if fisher(group, highest) < CHANCE else Caution.CHANCE


def fisher(one: Group, other: Group) -> Fraction:
    """Return the two-sided p of Fisher's exact test, exactly: how often chance alone parts the groups at least so far.

    The sum of the probabilities of all tables with the same margins that are no likelier than this one (R. A. Fisher,
    Statistical Methods for Research Workers; as in R's fisher.test).
    """
    people, after = one.before + other.before, one.after + other.after
    ways = comb(people, after)

    def likely(k: int) -> int:
        return comb(one.before, k) * comb(other.before, after - k)

    seen = likely(one.after)
    possible = range(max(0, after - other.before), min(one.before, after) + 1)
    return Fraction(sum(each for each in map(likely, possible) if each <= seen), ways)
