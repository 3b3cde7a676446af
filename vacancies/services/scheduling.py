"""Publishing at a time: set by HR, done by the tick, with the gate asked again at that moment."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import emails, gates
from core.audit import record
from core.clock import database_now
from core.gates import GateShutError
from core.states import StateError
from vacancies.audience import leaders
from vacancies.editing import hold_draft
from vacancies.models import Vacancy
from vacancies.services.vacancy import publish
from vacancies.states import VACANCY

S = Vacancy.State


def schedule(vacancy: Vacancy, *, publish_at: datetime, by: User) -> None:
    """Set the time at which a draft is published. Nothing of it can change until it is taken back.

    Raises GateShutError while the publish gate is shut, StateError when it is no longer a draft, the time is past, or
    it is not before the closing time.
    """
    if publish_at <= database_now():
        raise StateError("The time to publish must be in the future.")
    with transaction.atomic():
        hold_draft(vacancy)
        vacancy.refresh_from_db()
        if vacancy.closes_at is not None and publish_at >= vacancy.closes_at:
            raise StateError("The time to publish must be before the closing time.")
        gates.require(gates.GateName.PUBLISH, vacancy)
        VACANCY.move(vacancy, S.SCHEDULED, by=by, school_id=vacancy.school_id, publish_at=publish_at, scheduled_by=by)


def unschedule(vacancy: Vacancy, *, by: User) -> None:
    """Make a scheduled vacancy a draft again. Raises StateError when it is not scheduled."""
    VACANCY.move(vacancy, S.DRAFT, by=by, school_id=vacancy.school_id, publish_at=None, scheduled_by=None)


def publish_if_due(vacancy: Vacancy) -> str:
    """Publish it if its time, as stored now, has come: "published", "stopped" by the gate, or "skipped". For the tick.

    Where the gate is shut it becomes a draft again, and HR and the head are told what stops it.
    """
    with transaction.atomic():
        # The row is held before it is read: somebody may be taking it back at this moment.
        held = Vacancy.objects.due_to_publish(database_now()).filter(pk=vacancy.pk).update(state=S.SCHEDULED)
        if not held:
            return "skipped"
        vacancy.refresh_from_db()
        planned, by = vacancy.publish_at, vacancy.scheduled_by
        if planned is None or by is None:  # a constraint of the table says that it cannot be
            return "skipped"
        try:
            publish(vacancy, by=by)
        except GateShutError as error:
            _stopped(vacancy, planned, {row.check.code for row in error.report.rows if row.stops})
            return "stopped"
    return "published"


def _stopped(vacancy: Vacancy, planned: datetime, codes: set[str]) -> None:
    """Back to draft, and a letter to HR."""
    school_id = vacancy.school_id
    VACANCY.move(vacancy, S.DRAFT, by=None, school_id=school_id, publish_at=None, scheduled_by=None)
    stops = {"stops": len(codes)}
    record("vacancy.publication_stopped", by=None, subject=vacancy, school_id=school_id, codes=stops)
    for person in leaders(vacancy, heads=False):
        emails.queue(
            "vacancy_publication_stopped",
            {"vacancy": vacancy.pk, "user": person.pk},
            subject=vacancy,
            school_id=school_id,
            once=f"vacancy_publication_stopped:{vacancy.pk}:{person.pk}:{planned:%Y%m%d%H%M%S}",
        )
