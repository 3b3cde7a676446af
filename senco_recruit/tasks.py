"""What the beat wakes that needs every room of the house."""

from __future__ import annotations

from celery import shared_task


@shared_task
def purge() -> None:
    """Erase the papers whose time is up."""
    from senco_recruit.retention.purge import purge

    for _ in purge():
        pass
