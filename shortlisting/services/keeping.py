"""Keeping a decision: one row for each application and stage, its changes in the audit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from core import audit
from shortlisting.models import Decision
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
            "released_at": now if released else None,
        },
    )
    decision.criteria.set(criteria)
    codes: dict[str, str | int | bool | None] = {"stage": str(stage), "from": earlier, "to": str(outcome)}
    codes["criteria"] = ",".join(str(each.pk) for each in criteria)
    audit.record(
        "decision.changed" if earlier else "decision.made",
        by=by,
        subject=decision,
        school_id=application.vacancy.school_id,
        codes=codes,
        reason=reason.strip(),
    )
    return decision
