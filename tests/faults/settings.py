"""Settings of the worker and the beat that are killed: the test run's database, a short lease, a quick beat."""

from __future__ import annotations

import os
from pathlib import Path

from senco_recruit.settings.test import *  # noqa: F403
from senco_recruit.settings.test import CELERY_BEAT_SCHEDULE, INSTALLED_APPS, TEMPLATES

INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.apps.FaultsConfig"]
TEMPLATES[0]["DIRS"].append(Path(__file__).parents[1] / "templates")
ROOT_URLCONF = "tests.faults.urls"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ["SMTP_PORT"])
OUTBOX_LEASE_SECONDS = 2
for _name, _seconds in {"tick": 1.0, "send": 0.3, "seal": 1.0}.items():
    CELERY_BEAT_SCHEDULE[_name]["schedule"] = _seconds
CELERY_BEAT_MAX_LOOP_INTERVAL = 0.3
