"""Celery's way in. Each task only wakes work that is a row in the database."""

from __future__ import annotations

import logging
from typing import Any

from celery import shared_task
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)
WAKE_SECONDS = 60  # a worker that comes back later finds the rows by the beat, not by a heap of old wake-ups


def wake(task: Any) -> None:
    """Ask a worker to run `task` now. A broker that does not answer is logged: the next beat does the work."""
    try:
        task.apply_async(retry=False, ignore_result=True, expires=WAKE_SECONDS)
    except (OperationalError, OSError) as error:
        logger.warning("Could not wake %s: %s", task.name, type(error).__name__)


@shared_task
def send_due_emails() -> None:
    """Send the letters that are due."""
    from core.services.outbox import send_due

    send_due()


@shared_task
def tick() -> None:
    """Decide the reminders that are due."""
    from core.services.tick import run

    run()


@shared_task
def seal_audit() -> None:
    """Chain the audit events that have committed."""
    from core.services.seal import seal_pending

    seal_pending()
