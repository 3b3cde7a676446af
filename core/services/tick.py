"""Deciding what is due: once a minute, and again after any kill, with the same result.

A decision is a Reminder row; its unique key lets each step of each subject be decided once. The row and what
the step does (a letter queued, HR told) commit together, so a kill leaves both or neither.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from core import ladders
from core.audit import subject_of
from core.faults import fault_point
from core.ladders import Step
from core.models import Reminder

logger = logging.getLogger(__name__)
CHUNK = 500  # ids asked about at once; SQLite takes no more than a few thousand


@dataclass(frozen=True)
class Decision:
    """One step that was decided now, or would be."""

    kind: str
    subject_type: str
    subject_id: int
    step: str
    due_at: datetime
    outcome: str  # "" in a dry run


def run(now: datetime | None = None, *, dry_run: bool = False) -> list[Decision]:
    """Decide every step that is due at `now` and not decided yet; return what was decided.

    A ladder or a step that fails is logged and left for the next tick; it holds up no other.
    `now` and `dry_run` are for operators and tests.
    """
    at = now or timezone.now()
    decisions = []
    for kind, due in ladders.registered().items():
        try:
            steps = _undecided([step for step in due(at) if step.due_at <= at])
        except Exception:
            logger.exception("The ladder %s could not be read", kind)
            continue
        for step in steps:
            outcome = "" if dry_run else _decide(step, at)
            if outcome is not None:
                subject_type, subject_id = subject_of(step.subject)
                decisions.append(Decision(step.kind, subject_type, subject_id, step.step, step.due_at, outcome))
    return decisions


def decided(kind: str, subject_type: str) -> QuerySet[Reminder]:
    """Return the decisions about one kind of subject (a ladder's page shows them)."""
    return Reminder.objects.filter(kind=kind, subject_type=subject_type)


def _undecided(steps: Iterable[Step]) -> list[Step]:
    """Leave out what was decided before: a query for each kind, whatever the number of steps."""
    by_kind: dict[tuple[str, str], list[Step]] = defaultdict(list)
    for step in steps:
        by_kind[step.kind, subject_of(step.subject)[0]].append(step)
    left = []
    for (kind, subject_type), family in by_kind.items():
        known: set[tuple[int, str]] = set()
        ids = sorted({step.subject.pk for step in family})
        for start in range(0, len(ids), CHUNK):
            rows = decided(kind, subject_type).filter(subject_id__in=ids[start : start + CHUNK])
            known.update(rows.values_list("subject_id", "step"))
        left += [step for step in family if (step.subject.pk, step.step) not in known]
    return left


def _decide(step: Step, at: datetime) -> str | None:
    """Decide one step; return its outcome, or None when another tick was quicker or it failed."""
    subject_type, subject_id = subject_of(step.subject)
    try:
        with transaction.atomic():
            fault_point("tick.started")
            reminder, made = Reminder.objects.get_or_create(
                kind=step.kind,
                subject_type=subject_type,
                subject_id=subject_id,
                step=step.step,
                defaults={"due_at": step.due_at, "decided_at": at, "school_id": step.school_id},
            )
            if not made:
                return None
            fault_point("tick.decided")
            outcome = step.act()
            Reminder.objects.filter(pk=reminder.pk).update(outcome=outcome)
            fault_point("tick.acted")
    except Exception:
        logger.exception("%s %s of %s %s failed", step.kind, step.step, subject_type, subject_id)
        return None
    fault_point("tick.committed")
    return outcome
