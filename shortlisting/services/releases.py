"""Asking for a release, and stopping it in time: nobody is told by accident.

Nothing happens while a release waits: no state moves, no letter is queued, no name appears. So stopping it undoes
nothing. When its grace is over the tick carries it out, once, whatever is killed (shortlisting/release_ladder.py).
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, gates
from core.gates import GateName, GateShutError
from shortlisting.models import Panel, Release, Stage
from shortlisting.services import decisions, finals
from shortlisting.services.keeping import DecisionError
from shortlisting.services.panel import hold


def ask(panel: Panel, *, stage: str, count: int, by: User) -> Release | None:
    """Ask to tell `count` held outcomes of a stage, which is what the person typed. Asking twice asks once.

    None where one waits already or nothing is held any more. Without a grace (OUTCOME_GRACE_MINUTES is 0) they are
    told at once. Raises DecisionError where the count is wrong, GateShutError while something stops it.
    """
    with transaction.atomic():
        hold(panel)
        if Release.objects.waiting().filter(panel=panel, stage=stage).exists():
            return None
        held = held_count(panel, stage)
        if not held:
            return None
        if count != held:
            raise DecisionError(f"It must be {held}: that is how many are told", "count")
        if stage == Stage.SIFT:
            gates.require(GateName.RELEASE, panel)
        grace = timedelta(minutes=settings.OUTCOME_GRACE_MINUTES)
        now = timezone.now()
        found = Release.objects.create(panel=panel, stage=stage, asked_by=by, asked_at=now, due_at=now + grace)
        codes: dict[str, str | int | bool | None] = {"stage": stage, "count": count}
        school_id = panel.vacancy.school_id
        audit.record("outcomes.release_asked", by=by, subject=panel, school_id=school_id, codes=codes)
        if not grace:
            _tell(found)
    return found


def held_count(panel: Panel, stage: str) -> int:
    """How many candidates a release of this stage would tell now."""
    return len(decisions.held_of(panel) if stage == Stage.SIFT else finals.held_of(panel))


def stop(panel: Panel, *, stage: str, reason: str, by: User) -> bool:
    """Stop a release before anybody was told. False where none waits: it was told, or somebody stopped it first.

    Raises DecisionError without a reason.
    """
    if not reason.strip():
        raise DecisionError("Say why you stop it", "reason")
    with transaction.atomic():
        hold(panel)
        now = timezone.now()
        if not Release.objects.waiting().filter(panel=panel, stage=stage).update(stopped_at=now, stopped_by=by):
            return False
        _record_stop(panel, stage, by=by, reason=reason.strip())
    return True


def carry_out(release: Release) -> str:
    """Tell the outcomes of a release that is due; return "sent" or "skipped".

    It is skipped where it was stopped in the meantime, and stopped here where something shut the gate.
    """
    with transaction.atomic():
        panel = Panel.objects.select_related("vacancy__school").get(pk=release.panel_id)
        hold(panel)
        found = Release.objects.waiting().filter(pk=release.pk).select_related("asked_by").first()
        if found is None:
            return "skipped"
        found.panel = panel
        try:
            with transaction.atomic():
                _tell(found)
        except (GateShutError, DecisionError):
            Release.objects.filter(pk=found.pk).update(stopped_at=timezone.now())
            _record_stop(panel, found.stage, by=None, reason="")
            return "skipped"
    return "sent"


def _tell(release: Release) -> None:
    tell = decisions.release if release.stage == Stage.SIFT else finals.release
    tell(release.panel, by=release.asked_by)
    release.done_at = timezone.now()
    release.save(update_fields=["done_at"])


def _record_stop(panel: Panel, stage: str, *, by: User | None, reason: str) -> None:
    school_id = panel.vacancy.school_id
    codes: dict[str, str | int | bool | None] = {"stage": stage}
    audit.record("outcomes.release_stopped", by=by, subject=panel, school_id=school_id, codes=codes, reason=reason)
