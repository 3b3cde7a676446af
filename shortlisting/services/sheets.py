"""The sheets of a sift: one for each member and candidate, under numbers that are the member's own."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable

from shortlisting import sift
from shortlisting.models import Panel, PanelMember, ScoreSheet, Stage

SPREAD = 3  # numbers to draw from, for each candidate


def give_sheets(panel: Panel, members: Iterable[PanelMember], *, first_round: Collection[int] = ()) -> int:
    """Give each of `members` the sheets they lack; return how many were made. The caller holds the panel.

    `first_round`: the applications that everybody scores first; who joins later gets the same.
    """
    candidates = [application.pk for application in sift.candidates_of(panel)]
    sheets = ScoreSheet.objects.filter(member__panel=panel, stage=Stage.SIFT)
    first = set(first_round) or set(sheets.filter(first_round=True).values_list("application", flat=True))
    made: list[ScoreSheet] = []
    for member in members:
        mine = dict(sheets.filter(member=member).values_list("application", "number"))
        new = [pk for pk in candidates if pk not in mine]
        made += [
            ScoreSheet(member=member, application_id=pk, stage=Stage.SIFT, number=number, first_round=pk in first)
            for pk, number in zip(new, _draw(len(new), mine.values()), strict=True)
        ]
    ScoreSheet.objects.bulk_create(made)
    return len(made)


def _draw(count: int, taken: Collection[int]) -> list[int]:
    """Return numbers for `count` candidates, as many digits as those there are, else as few as leave wide gaps.

    Random, so that two members cannot tell that they speak of one person; with gaps, so that nobody can tell which
    number belonged to a candidate who is no longer there, or came last.
    """
    digits = len(str(max(taken))) if taken else 2
    while 10**digits - 10 ** (digits - 1) < SPREAD * (count + len(taken)):
        digits += 1
    free = sorted(set(range(10 ** (digits - 1), 10**digits)) - set(taken))
    return random.SystemRandom().sample(free, count)
