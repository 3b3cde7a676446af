"""The Celery application. It only wakes work that is already a row in the database (docs/architecture.md)."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "senco_recruit.settings.base")

app = Celery("senco_recruit")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
