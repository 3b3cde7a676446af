"""What a candidate is told with an outcome: for their page, their letter, and whoever checks both. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shortlisting.models import Decision, Feedback
from vacancies.models import Criterion

Outcome = Decision.Outcome
REFUSALS = (Outcome.DO_NOT_SHORTLIST, Outcome.DO_NOT_APPOINT)
LETTERS = {
    Outcome.SHORTLIST: "shortlisted_invitation",
    Outcome.DO_NOT_SHORTLIST: "not_shortlisted",
    Outcome.RESERVE: "interview_reserve",
    Outcome.DO_NOT_APPOINT: "interview_not_appointed",
}


@dataclass(frozen=True)
class Said:
    """One criterion and what the chair wrote to it."""

    criterion: Criterion
    words: str = ""


@dataclass(frozen=True)
class Told:
    """Feedback by criterion. Holds nothing of anybody else."""

    strengths: list[Said] = field(default_factory=list)
    lacking: list[Said] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.strengths or self.lacking)


def told_of(decision: Decision) -> Told:
    """Return the feedback that goes with a decision; two queries."""
    return told_of_all([decision])[decision.pk]


def told_of_all(decisions: Iterable[Decision]) -> dict[int, Told]:
    """Return the feedback of each decision, by its id; two queries for all of them.

    A criterion that a refusal rests on is there even where the chair wrote nothing to it. Of one whom HR added
    nothing is told: what the chair wrote was for a refusal.
    """
    decisions = list(decisions)
    rows = Feedback.objects.filter(application__in=[each.application_id for each in decisions])
    written: dict[tuple[int, str], list[Feedback]] = {}
    for row in rows.select_related("criterion"):
        written.setdefault((row.application_id, row.stage), []).append(row)
    through = Decision.criteria.through.objects.filter(decision__in=[each.pk for each in decisions])
    rests: dict[int, list[Criterion]] = {}
    for link in through.select_related("criterion").order_by("criterion__position", "criterion"):
        rests.setdefault(link.decision_id, []).append(link.criterion)
    return {
        each.pk: _told(each, written.get((each.application_id, each.stage), []), rests.get(each.pk, []))
        for each in decisions
    }


def _told(decision: Decision, written: list[Feedback], rests: list[Criterion]) -> Told:
    if decision.added_by_id:
        return Told()
    lacking = [Said(row.criterion, row.words) for row in written if not row.strength]
    if decision.outcome in REFUSALS:
        known = {row.criterion_id for row in written}
        lacking += [Said(each) for each in rests if each.pk not in known]
    return Told([Said(row.criterion, row.words) for row in written if row.strength], lacking)


def letter_of(decision: Decision) -> str:
    """Return the letter that tells a decision; "" where an offer is what follows."""
    return LETTERS.get(Outcome(decision.outcome), "")
