"""Benchmarks: each module here measures one thing that people wait for. script/bench runs them.

A module has a docstring that says what is measured, and `run() -> list[bench.Result]`. It makes its own data,
measures with a monotonic clock, and says how many times. A figure is worth little without the machine it
came from, so the report names that too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Result:
    """One measured figure out of so many repetitions, and the limit that it should keep, if any."""

    name: str
    value: float
    unit: str
    repetitions: int
    limit: float | None = None

    @property
    def within(self) -> bool:
        """Whether the figure keeps its limit; without a limit it does."""
        return self.limit is None or self.value <= self.limit


def in_own_process(module: str) -> list[Result]:
    """Run `python -m module` over a database of its own; it prints its figures as JSON in its last line."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DJANGO_SETTINGS_MODULE": "senco_recruit.settings.test", "TEST_VAR_DIR": folder}
        done = subprocess.run(
            [sys.executable, "-m", module],
            cwd=ROOT, env={**os.environ, **settings}, check=True, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
    return [Result(**figures) for figures in json.loads(done.stdout.splitlines()[-1])]


def prepare() -> None:
    """Set Django up over the database of this process, and make its tables."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def queries(act: Callable[[], object]) -> int:
    """How many queries `act` asks."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def figure(name: str, value: float, unit: str, repetitions: int, limit: float | None = None) -> dict[str, Any]:
    """A Result as a process of its own prints it."""
    return asdict(Result(name, value, unit, repetitions, limit))


def least(repetitions: int, *acts: Callable[[], object]) -> list[float]:
    """The least processor time of each act in seconds, taken in turns."""
    found = [float("inf")] * len(acts)
    for _ in range(repetitions):
        for place, act in enumerate(acts):
            began = time.process_time()
            act()
            found[place] = min(found[place], time.process_time() - began)
    return found
