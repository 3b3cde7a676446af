"""A database migrated once and copied for every test process: migrating takes longer than most files of tests."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "migrated"  # SQLite files; git-ignored with the rest of var/


def database_url(config: Mapping[str, Any]) -> str:
    """Return the address of a database from Django's settings of it."""
    if config["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{config['NAME']}"
    password = f":{config['PASSWORD']}" if config.get("PASSWORD") else ""
    return f"postgres://{config['USER']}{password}@{config['HOST']}:{config['PORT']}/{config['NAME']}"


def version() -> str:
    """A name for the migrations as they are now: ours, and those of the packages that are installed."""
    files = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements" / "base.txt"]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]


def sqlite_copy(target: Path) -> None:
    """Put a migrated SQLite database at `target`."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with _alone():
        made = KEPT / f"{version()}.sqlite3"
        if not made.exists():
            unfinished = made.with_suffix(".new")
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished}")
            for old in KEPT.glob("*.sqlite3"):
                old.unlink()
            unfinished.rename(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(made, target)


def postgresql_template(server_url: str) -> str:
    """Return the name of a migrated database on the server, for CREATE DATABASE … TEMPLATE."""
    name = f"migrated_{version()}"
    with _alone(), closing(psycopg.connect(server_url, autocommit=True)) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f'DROP DATABASE IF EXISTS "{name}_new"')
            server.execute(f'CREATE DATABASE "{name}_new"')
            _migrate(f"{server_url.rpartition('/')[0]}/{name}_new")
            server.execute(f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')
    return name


@contextmanager
def _alone() -> Iterator[None]:
    """Hold the lock of all test processes of this checkout."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.test", "TEST_DATABASE_URL": url}
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=env, check=True)
