"""The calibration round: everybody scores the same two candidates first, then talks. Named reads; nothing here writes.

What is seen of the others is what they handed in (CalibrationScore), and of these two alone. What somebody changes
after the talk is their own until every sheet is in, like any other score.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from dataclasses import dataclass

from applications.models import Application
from shortlisting import conflicts, sift
from shortlisting.models import CalibrationScore, Panel, PanelMember, ScoreSheet
from vacancies.models import Criterion


class Round(enum.StrEnum):
    """Where a member is in the round."""

    NONE = "none"  # the plan has no round, or there were too few candidates
    SCORING = "scoring"  # the first two are theirs to score
    WAITING = "waiting"  # theirs are handed in, another's are not
    TALKING = "talking"  # everybody's are in; the chair opens the rest
    OVER = "over"  # the rest is open


def round_of(member: PanelMember) -> Round:
    """Return where the member is; two queries at most."""
    panel = member.panel
    if not panel.calibrates or panel.sift_opened_at is None:
        return Round.NONE
    if ScoreSheet.objects.of_sift(panel).first_to_do().filter(member=member).exists():
        return Round.SCORING
    if panel.rest_opened_at is not None:
        return Round.OVER
    return Round.TALKING if all_handed_in(panel) else Round.WAITING


def all_handed_in(panel: Panel) -> bool:
    """Tell whether nobody who scores has still to hand in the first two."""
    return not ScoreSheet.objects.of_sift(panel).first_to_do().open().exists()


@dataclass(frozen=True)
class Compared:
    """One of the two: under the reader's own number, what each member handed in, criterion by criterion."""

    number: int
    rows: list[tuple[Criterion, list[CalibrationScore]]]
    application: Application


def compared(member: PanelMember) -> list[Compared]:
    """Return the two side by side, for one whose own are handed in with everybody's; two queries.

    A candidate whom the reader is out for, or who withdrew, is left out.
    """
    panel = member.panel
    mine = ScoreSheet.objects.of_sift(panel).filter(member=member, first_round=True).exclude(calibrated_at=None)
    rows = CalibrationScore.objects.filter(
        sheet__member__panel=panel, sheet__member__removed_at=None, sheet__set_aside_at=None
    ).select_related("sheet__member__user", "entered_by")
    given: dict[tuple[int, int], list[CalibrationScore]] = defaultdict(list)
    for row in rows.order_by("sheet__member__role", "sheet__member"):
        given[row.sheet.application_id, row.criterion_id].append(row)
    criteria = sift.criteria_of(panel)
    return [
        Compared(
            sheet.number,
            [(each, given[sheet.application_id, each.pk]) for each in criteria],
            sheet.application,
        )
        for sheet in mine.select_related("application").order_by("number")
    ]


def may_see(member: PanelMember) -> bool:
    """Tell whether the others' scores of the two may reach this member: theirs are in, and so are everybody's."""
    return round_of(member) in (Round.TALKING, Round.OVER) and not conflicts.has_to_declare(member)
