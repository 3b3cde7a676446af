"""Celery's way in. The task only wakes work that is a row in the database."""

from __future__ import annotations

from celery import shared_task


@shared_task
def make_challenge_files() -> None:
    """Make the files for a challenge that wait."""
    from shortlisting.services.challenge import make_waiting

    make_waiting()
