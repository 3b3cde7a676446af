"""A member's own progress: which scores they have given, and where to go on. Never another member's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from shortlisting import sift
from shortlisting.models import PanelMember, Score, ScoreMark, ScoreSheet
from shortlisting.order import after, shuffled
from vacancies.models import Criterion

Place = tuple[int, int]  # sheet id, criterion id


@dataclass
class OwnProgress:
    """What one member has scored: four queries, whatever the number of candidates and criteria."""

    member: PanelMember
    criteria: list[Criterion]
    sheets: list[ScoreSheet]  # by the member's own numbers
    scored: frozenset[Place]
    skipped: frozenset[Place] = frozenset()
    flagged: frozenset[Place] = frozenset()
    first_round: bool = False  # the sheets are the two that everybody scores first

    @property
    def total(self) -> int:
        """All the scores there are to give."""
        return len(self.sheets) * len(self.criteria)

    @cached_property
    def done(self) -> int:
        """Scores given on sheets and criteria that count."""
        return sum(1 for _ in self._places()) - len(self.left)

    @cached_property
    def left(self) -> list[Place]:
        """Scores to give, criterion by criterion in the member's order."""
        return [place for place in self._places() if place not in self.scored]

    @property
    def handed_in(self) -> bool:
        """The first two are handed in, and the rest is not open yet."""
        return self.first_round and bool(self.sheets) and all(sheet.calibrated_at for sheet in self.sheets)

    @property
    def submitted(self) -> bool:
        """Every sheet is submitted, and there is one."""
        return bool(self.sheets) and all(sheet.submitted_at is not None for sheet in self.sheets)

    def order_on(self, criterion: Criterion) -> list[ScoreSheet]:
        """The candidates in the member's own order on this criterion."""
        by_id = {sheet.pk: sheet for sheet in self.sheets}
        return [by_id[pk] for pk in shuffled(by_id, self.member.pk, criterion.pk)]

    def done_on(self, criterion: Criterion) -> int:
        """How many candidates are scored on this criterion."""
        return sum((sheet.pk, criterion.pk) in self.scored for sheet in self.sheets)

    def done_of(self, sheet: ScoreSheet) -> int:
        """How many criteria this candidate is scored on."""
        return sum((sheet.pk, criterion.pk) in self.scored for criterion in self.criteria)

    def number_of(self, criterion: Criterion) -> int:
        """The place of the criterion in the sift, from 1."""
        return [each.pk for each in self.criteria].index(criterion.pk) + 1

    def next_across(self, sheet: ScoreSheet | None, criterion: Criterion) -> tuple[ScoreSheet, Criterion] | None:
        """Where to go on criterion by criterion: the next candidate here, then the next criterion."""
        here = [each.pk for each in self.order_on(criterion)]
        for pk in after(here, sheet.pk) if sheet else here:
            if (pk, criterion.pk) not in self.scored:
                return self._sheet(pk), criterion
        for other in after(self.criteria, criterion):
            for row in self.order_on(other):
                if (row.pk, other.pk) not in self.scored:
                    return row, other
        return None

    def next_down(self, sheet: ScoreSheet, criterion: Criterion | None) -> tuple[ScoreSheet, Criterion] | None:
        """Where to go on candidate by candidate: the next criterion here, then the next candidate."""
        for each in after(self.criteria, criterion) if criterion else self.criteria:
            if (sheet.pk, each.pk) not in self.scored:
                return sheet, each
        for other in after(self.sheets, sheet):
            for each in self.criteria:
                if (other.pk, each.pk) not in self.scored:
                    return other, each
        return None

    def _sheet(self, pk: int) -> ScoreSheet:
        return next(sheet for sheet in self.sheets if sheet.pk == pk)

    def _places(self) -> Iterator[Place]:
        for criterion in self.criteria:
            for sheet in self.order_on(criterion):
                yield sheet.pk, criterion.pk


def progress_of(member: PanelMember) -> OwnProgress:
    """Read a member's own progress, over what is open to them: not what waits for HR, at first two alone."""
    mine = ScoreSheet.objects.of_sift(member.panel).filter(member=member, waits=False)
    sheets = list(mine.select_related("application").order_by("number"))
    first_round = member.panel.calibrates and (
        member.panel.rest_opened_at is None or any(each.first_round and each.calibrated_at is None for each in sheets)
    )
    if first_round:
        sheets = [each for each in sheets if each.first_round]
    scored = Score.objects.filter(sheet__in=sheets).values_list("sheet", "criterion")
    marks = list(ScoreMark.objects.filter(sheet__in=sheets).values_list("sheet", "criterion", "skipped", "flagged"))
    return OwnProgress(
        member,
        sift.criteria_of(member.panel),
        sheets,
        frozenset(scored),
        skipped=frozenset((sheet, criterion) for sheet, criterion, skipped, _ in marks if skipped),
        flagged=frozenset((sheet, criterion) for sheet, criterion, _, flagged in marks if flagged),
        first_round=first_round,
    )
