"""The first day: nobody starts before the law lets them."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from applications.models import Application
from applications.services import lifecycle
from appointments.services.checks import refuse_close
from core import gates
from core.audit import record
from core.gates import GateName


def start_work(application: Application, *, by: User) -> None:
    """Record that the appointed person has started. Raises GateShutError while anything stops the start."""
    refuse_close(by, application)
    gates.require(GateName.START, application)
    with transaction.atomic():
        record("appointment.started", by=by, subject=application, school_id=application.vacancy.school_id)
        lifecycle.move(application, Application.State.STARTED, by=by)
