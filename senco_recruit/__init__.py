"""The project: settings, addresses, the home page of each role, the demo school."""

from senco_recruit.celery import app as celery_app

__all__ = ["celery_app"]
