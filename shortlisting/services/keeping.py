"""Keeping a decision: one row for each application and stage, its changes in the audit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from shortlisting.models import Decision, Panel, Release
from vacancies.models import Criterion


class DecisionError(Exception):
    """What stands in the way, as a sentence for people. `field`: beside which field it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def keep(
    application: Application,
    *,
    stage: str,
    outcome: str,
    reason: str,
    criteria: Sequence[Criterion],
    by: User,
    interviewed_on: date | None = None,
    reserve_place: int | None = None,
    released: bool = False,
) -> Decision:
    """Write the decision in the caller's transaction, over an earlier one; scores are never touched."""
    now = timezone.now()
    earlier = Decision.objects.filter(application=application, stage=stage).values_list("outcome", flat=True).first()
    decision, _ = Decision.objects.update_or_create(
        application=application,
        stage=stage,
        defaults={
            "outcome": outcome,
            "reason": reason.strip(),
            "decided_by": by,
            "decided_at": now,
            "interviewed_on": interviewed_on,
            "reserve_place": reserve_place,
            "released_at": now if released else None,
        },
    )
    decision.criteria.set(criteria)
    _record(decision, earlier, criteria, by=by)
    return decision


def _record(decision: Decision, earlier: str | None, criteria: Sequence[Criterion], *, by: User) -> None:
    codes: dict[str, str | int | bool | None] = {
        "stage": str(decision.stage), "from": earlier, "to": str(decision.outcome),
        "criteria": ",".join(str(each.pk) for each in criteria),
        "application": decision.application_id,  # a decision that is taken back leaves no row to find it by
    }  # fmt: skip
    verb = "decision.changed" if earlier else "decision.made"
    school_id = decision.application.vacancy.school_id
    audit.record(verb, by=by, subject=decision, school_id=school_id, codes=codes, reason=decision.reason)


def take_back(application: Application, *, stage: str, reason: str, by: User) -> bool:
    """Undo a decision that nobody was told of, in the caller's transaction; False where there is none.

    Scores, agreed scores and what was written for the candidate stay; the decision itself stays in the audit.
    """
    if not reason.strip():
        raise DecisionError("Say why you take the decision back", "reason")
    held = Decision.objects.filter(application=application, stage=stage, released_at=None)
    decision = held.select_for_update().first()
    if decision is None:
        return False
    codes: dict[str, str | int | bool | None] = {"stage": str(stage), "from": decision.outcome, "to": None}
    codes["application"] = application.pk
    school_id = application.vacancy.school_id
    audit.record(
        "decision.taken_back", by=by, subject=decision, school_id=school_id, codes=codes, reason=reason.strip()
    )
    decision.delete()
    return True


def waiting_release(panel: Panel, stage: str) -> Release | None:
    """Return the release of this stage that waits out its grace, or None."""
    return Release.objects.waiting().filter(panel=panel, stage=stage).select_related("asked_by").first()


def refuse_while_waiting(panel: Panel, stage: str) -> None:
    """Raise DecisionError while a release waits: what will be told stands still."""
    if waiting_release(panel, stage) is not None:
        raise DecisionError("The outcomes are about to be told. Stop that first")
