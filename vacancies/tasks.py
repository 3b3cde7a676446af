"""Celery's way in. Each task only wakes work that is a row in the database."""

from __future__ import annotations

from celery import shared_task


@shared_task
def post_adverts() -> None:
    """Do what is due on Teaching Vacancies."""
    from vacancies.services.posting import post_due

    post_due()


@shared_task
def read_packs() -> None:
    """Read the packs that wait."""
    from vacancies.services.packs import read_waiting

    read_waiting()
