"""The shortlist line as the chair's page tells and draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from shortlisting.drawing import draw_line
from shortlisting.line import Change, Line
from shortlisting.ranking import Ranked
from shortlisting.standing import Standing
from shortlisting.words import figure, ordinal

WIDE, NARROW = 1150, 350  # of the drawings
FEWEST = 3  # candidates with a total: fewer are not worth a drawing


@dataclass
class LineShown:
    """Title, sentence and drawings. `changes`: each single change that would alter the shortlist, in words."""

    title: str
    sentence: str
    row: str  # in the table, where the line is drawn
    changes: list[str] = field(default_factory=list)
    drawings: list[dict[str, Any]] = field(default_factory=list)


def line_shown(standing: Standing) -> LineShown | None:
    """Return what is shown of the line; None where there are as many places as candidates, or more."""
    line, fragility = standing.line, standing.fragility
    if line.last_in is None:
        return None
    altering = fragility.altering
    sentence = f"{_parts(standing, line)} If one member had given one score one point higher or lower, "
    sentence += f"{altering or 'none'} of the {fragility.possible} possible changes would alter the shortlist."
    gap = "" if line.gap is None else f" {figure(line.gap)} apart."
    over = f" {line.over} more than that are level." if line.over else ""
    return LineShown(
        title="The shortlist line is fragile" if altering else "The shortlist line holds",
        sentence=sentence,
        row=f"Shortlist line: {line.places} place{'' if line.places == 1 else 's'}.{over}{gap}",
        changes=[_change(standing, each) for each in fragility.changes],
        drawings=_drawings(standing),
    )  # fmt: skip


def _parts(standing: Standing, line: Line) -> str:
    last, first = line.last_in, line.first_out
    if last is None or first is None:
        return "The last places are level, so nobody is below the line."
    apart = "Nothing parts" if line.gap == 0 else f"{figure(line.gap)} points of the essentials part"
    return f"{apart} {_who(standing, last)} from {_who(standing, first)}."


def _who(standing: Standing, row: Ranked) -> str:
    return f"candidate {standing.numbers.get(row.candidate)} ({ordinal(row.rank)})"


def _change(standing: Standing, change: Change) -> str:
    text = next(each.text for each in standing.criteria if each.pk == change.criterion)
    who = f"any of {change.members} members" if change.members > 1 else "one member"
    more = "higher" if change.step > 0 else "lower"
    return f"Candidate {standing.numbers.get(change.candidate)}, {text}: one point {more} from {who}"


def _drawings(standing: Standing) -> list[dict[str, Any]]:
    line = standing.line
    totals = [
        (standing.numbers.get(row.candidate, 0), row.essentials, row.candidate in line.above)
        for row in standing.ranking.ranked
        if row.essentials is not None
    ]
    if len(totals) < FEWEST or line.last_in is None or line.last_in.essentials is None:
        return []
    cut = line.last_in.essentials - line.gap / 2 if line.gap is not None else None
    says = f"Essentials totals on one line. {_parts(standing, line)} The table below has every total."
    return [
        {"kind": kind, "says": says, "drawing": draw_line(totals, cut=cut, reach=standing.fragility.reach, width=width,
                                                        near=kind == "narrow")}
        for kind, width in (("wide", WIDE), ("narrow", NARROW))
    ]  # fmt: skip
