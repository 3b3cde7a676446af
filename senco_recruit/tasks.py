"""What the beat wakes that needs every room of the house."""

from __future__ import annotations

from celery import shared_task


@shared_task
def purge() -> None:
    """Erase the papers whose time is up, and what is left of sessions that are over."""
    from accounts.services.sessions import forget_ended
    from senco_recruit.retention.purge import purge

    for _ in purge():
        pass
    forget_ended()
