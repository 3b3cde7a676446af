"""Where the shortlist line falls, and how easily it would fall elsewhere. No Django, and nobody is rejected by it.

The line is drawn under the candidate who takes the last place. It never falls inside a tie: then it is drawn below the
whole tie, and `over` says by how many it is over the places. Fragile is a line that one score, given one point higher
or lower by one member, would move.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from shortlisting.ranking import Given, Judged, Key, Ranked, Ranking, key_of


@dataclass(frozen=True)
class Change:
    """One point more or less on one criterion, by any of `members` members, that would alter the shortlist."""

    candidate: int
    criterion: int
    step: int  # 1 or -1
    members: int


@dataclass(frozen=True)
class Fragility:
    """How easily the shortlist would be another, over every score that one member could have given differently.

    `reach`: the totals of essentials between which a candidate can cross the line by one changed score.
    """

    changes: Sequence[Change]
    possible: int
    reach: tuple[Fraction, Fraction] | None

    @property
    def altering(self) -> int:
        """How many of the possible changes would alter the shortlist."""
        return sum(change.members for change in self.changes)


class Line:
    """The line below so many places, over a ranking."""

    def __init__(self, ranking: Ranking, criteria: Iterable[Judged], places: int) -> None:
        """Draw the line. With as many places as candidates, or more, all are above it."""
        rows = list(ranking.ranked)
        self.places = places
        self._criteria = {each.pk: each for each in criteria if not each.pass_fail}
        self._weights = {kind: sum(each.weight for each in self._criteria.values() if each.essential == kind)
                         for kind in (True, False)}  # fmt: skip
        self._rows = {row.candidate: row for row in rows}
        self._scored: dict[tuple[int, bool], int] = {}
        self._ties, self._pass_mark = ranking.ties, ranking.pass_mark
        self._keys = [row.key for row in rows]
        cut = bisect_right(self._keys, self._keys[min(places, len(rows)) - 1]) if rows and places else 0
        self.above = frozenset(row.candidate for row in rows[:cut])
        self.over = max(0, cut - places)
        self._cuts = 0 < places < len(rows)  # else there is nothing to cross
        self.last_in: Ranked | None = rows[cut - 1] if self._cuts else None
        self.first_out: Ranked | None = rows[cut] if self._cuts and cut < len(rows) else None

    @property
    def gap(self) -> Fraction | None:
        """Points of essentials between the last above and the first below; None where there is nobody on a side."""
        if self.last_in is None or self.first_out is None:
            return None
        if self.last_in.essentials is None or self.first_out.essentials is None:
            return None
        return self.last_in.essentials - self.first_out.essentials

    def moves(self, candidate: int, criterion: int, value: Fraction) -> bool:
        """Tell whether the shortlist would be another if this candidate had `value` on this criterion."""
        if not self._cuts or criterion not in self._criteria:
            return False
        new = self._key_with(self._rows[candidate], self._criteria[criterion], value)
        if not self.over and self.last_in is not None and self.first_out is not None:
            return new >= self.first_out.key if candidate in self.above else new <= self.last_in.key
        return self._splits(candidate, new)

    def _splits(self, candidate: int, new: Key) -> bool:
        """The same where a tie lies across the last place: who leaves the tie takes the others in or out."""
        keys = list(self._keys)
        del keys[bisect_left(keys, self._rows[candidate].key)]
        insort(keys, new)
        cut = keys[self.places - 1]
        inside = new <= cut
        was_inside = candidate in self.above
        others = bisect_right(keys, cut) - inside
        return inside != was_inside or others != len(self.above) - was_inside

    def fragility(self, given: Iterable[Given], ends: Mapping[tuple[int, int], tuple[int, int]]) -> Fragility:
        """Try one point more and one less on every score. What the panel agreed stands, whoever scored differently.

        `ends`: by candidate and criterion, how many scores are at the lowest and at the highest of the scale; a pair
        that is absent has none there.
        """
        single = [each for each in given if each.scores and each.agreed is None and each.criterion in self._criteria]
        possible = sum(2 * each.scores - sum(ends.get((each.candidate, each.criterion), (0, 0))) for each in single)
        reach = self._reach(max((self._weigh(each) for each in single), default=Fraction(0)))
        near = {pk for pk, row in self._rows.items() if reach is None or row.essentials is None
                or reach[0] <= row.essentials <= reach[1]}  # fmt: skip
        return Fragility(list(self._try((each for each in single if each.candidate in near), ends)), possible, reach)

    def _reach(self, farthest: Fraction) -> tuple[Fraction, Fraction] | None:
        """Between which totals a candidate crosses the line when theirs moves by `farthest`.

        Who is far above cannot fall below the first one out; where a tie takes more than the places, falling below
        the tie is enough.
        """
        if self.last_in is None or self.last_in.essentials is None:
            return None
        last = falls_below = self.last_in.essentials
        if not self.over:
            out = self.first_out.essentials if self.first_out else None
            if out is None:  # nothing was scored of whom would come in
                return None
            falls_below = out
        return last - farthest, falls_below + farthest

    def _try(self, single: Iterable[Given], ends: Mapping[tuple[int, int], tuple[int, int]]) -> Iterator[Change]:
        for each in single:
            bottom, top = ends.get((each.candidate, each.criterion), (0, 0))
            for step, members in ((1, each.scores - top), (-1, each.scores - bottom)):
                value = Fraction(each.total + step, each.scores)
                if members and self.moves(each.candidate, each.criterion, value):
                    yield Change(each.candidate, each.criterion, step, members)

    def _weigh(self, given: Given) -> Fraction:
        """By how much one point of one score moves the total of essentials."""
        judged = self._criteria[given.criterion]
        if not judged.essential:
            return Fraction(0)
        scored = self._scored_weight(self._rows[given.candidate], essential=True)
        return Fraction(judged.weight * self._weights[True], given.scores * scored)

    def _key_with(self, row: Ranked, judged: Judged, value: Fraction) -> Key:
        """The candidate's key with another value on one scored criterion: only the total of its kind changes."""
        scored = self._scored_weight(row, essential=judged.essential)
        before = Fraction(*row.points[judged.pk])
        step = judged.weight * (value - before) * self._weights[judged.essential] / scored
        essentials, desirables, passed = row.essentials, row.desirables, 0
        if judged.essential:
            essentials = (essentials or Fraction(0)) + step
        else:
            desirables = (desirables or Fraction(0)) + step
        if self._ties.passed:
            passed = self._passed(row)
            passed += judged.essential * ((value >= self._pass_mark) - (before >= self._pass_mark))
        points = row.points
        if judged.pk == self._ties.criterion:
            points = {judged.pk: (value.numerator, value.denominator)}
        return key_of(essentials, desirables, points, passed=passed, ties=self._ties)

    def _passed(self, row: Ranked) -> int:
        return sum(1 for pk in row.points if self._criteria[pk].essential) - len(row.below)

    def _scored_weight(self, row: Ranked, *, essential: bool) -> int:
        known = self._scored.get((row.candidate, essential))
        if known is None:
            known = sum(each.weight for pk in row.points if (each := self._criteria[pk]).essential == essential)
            self._scored[row.candidate, essential] = known
        return known
