"""Real Celery workers, each in a session of its own, that a test kills; and a real beat.

A worker takes two seconds to import what it needs. So one process imports it once and forks a worker when it is
told to; what is killed is that worker, with all that it started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings
from django.db import connection

from script.lib.supervise import tie_to_parent
from tests.services.migrated import database_url

ROOT = Path(__file__).resolve().parents[2]


def surroundings(places: Path, *, smtp_port: int, redis_url: str) -> dict[str, str]:
    """Return the environment in which a worker stands on this test's database, keys, mail server and broker."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "TEST_DATABASE_URL": database_url(connection.settings_dict),
        "TEST_VAR_DIR": str(places),
        "TEST_REDIS_URL": redis_url,
        "REDIS_URL": redis_url,
        "SMTP_PORT": str(smtp_port),
        "AUDIT_KEY": settings.AUDIT_KEY,
        "LINK_KEY": settings.LINK_KEY,
        "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
        "LOG_LEVEL": "CRITICAL",
    }


def _start(environment: Mapping[str, str], *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT, env=dict(environment), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=tie_to_parent(signal.SIGKILL),  # noqa: PLW1509 - from the main thread
    )  # fmt: skip


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()  # each of these starts nothing in its own session
    process.communicate()


class Workers:
    """One worker after another. `pool` is as in the Procfile: `solo`, or `prefork` with one process for tasks."""

    def __init__(self, environment: Mapping[str, str], pool: str) -> None:
        self._mother = _start(environment, "tests.faults.mother", pool)
        self._pool = pool
        self._lines: list[str] = []
        self._worker = 0
        self._task_process = 0

    def start(self) -> None:
        """Start a worker and return when it takes work."""
        self._mother.stdin.write("start\n")
        self._mother.stdin.flush()
        self._worker = self._number("worker ")
        if self._pool == "prefork":
            self._task_process = self._number("child ")
        self._wait_for("ready")

    def kill(self) -> None:
        """Kill all of it, as a power cut does."""
        os.killpg(self._worker, signal.SIGKILL)

    def kill_task_process(self) -> None:
        """Kill the process that does the tasks, as a machine out of memory does, and wait for the one after it."""
        os.kill(self._task_process, signal.SIGKILL)
        self._task_process = self._number("child ")

    def end(self) -> None:
        """Leave nothing behind."""
        if self._worker:
            with suppress(ProcessLookupError):
                self.kill()
        _end(self._mother)

    def _number(self, start: str) -> int:
        return int(self._wait_for(start).removeprefix(start))

    def _wait_for(self, start: str) -> str:
        """Read what is said up to a line that begins with `start`."""
        while not (found := [line for line in self._lines if line.startswith(start)]):
            line = self._mother.stdout.readline()
            if not line:
                raise RuntimeError(f"the worker left with {self._mother.wait()}")
            self._lines.append(line)
        self._lines.remove(found[0])
        return found[0]


@contextmanager
def beat(environment: Mapping[str, str]) -> Iterator[None]:
    """Run the beat."""
    process = _start(environment, "celery", "--quiet", "--app", "senco_recruit", "beat", "--loglevel", "CRITICAL")
    try:
        yield
    finally:
        _end(process)
