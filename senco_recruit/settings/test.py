"""Tests: the same parts as everywhere, in places of their own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

# Before base is read, so that keys, files and mail of a test run never touch the developer's own.
if "TEST_VAR_DIR" not in os.environ:
    os.environ["TEST_VAR_DIR"] = tempfile.mkdtemp(prefix="senco-recruit-test-")
_assets = Path(__file__).resolve().parents[2] / "var" / "assets"
# Workers that share a run (pytest-xdist) share neither files nor a Redis database.
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")
os.environ["VAR_DIR"] = str(Path(os.environ["TEST_VAR_DIR"]) / _worker)
_redis, _, _number = os.environ.get("TEST_REDIS_URL", "").rpartition("/")
os.environ["REDIS_URL"] = f"{_redis}/{int(_worker[2:]) + 1 if _worker else _number}" if _redis else ""
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", f"sqlite:///{os.environ['VAR_DIR']}/test.sqlite3")

from senco_recruit.settings.base import *  # noqa: E402, F403
from senco_recruit.settings.base import BASE_DIR, DATABASES, STORAGES, VAR_DIR  # noqa: E402

SITE_URL = "http://testserver"
SECRET_KEY = "only-for-tests-and-nowhere-else-0123456789"  # noqa: S105
DATABASES["default"]["TEST"] = (
    # A file, not memory: threads and forked children must meet in the same database.
    {"NAME": str(VAR_DIR / "test.sqlite3")} if "sqlite3" in DATABASES["default"]["ENGINE"] else {}
)
STATICFILES_DIRS = [BASE_DIR / "static", *([_assets] if _assets.is_dir() else [])]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "core.mail.MailFolderBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
COMPONENTS_PAGE = True
(VAR_DIR / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing folder
SECOND_FACTOR_REQUIRED = False  # most tests are about something else; tests/accounts turns it on
OUTCOME_GRACE_MINUTES = 0  # told at once; the tests of the grace turn it on
