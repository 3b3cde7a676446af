"""The whole suite on PostgreSQL and Redis, then what is marked `sqlite` on SQLite and the filesystem broker.

Ends with one line that sums every run, "N passed, N failed". A skipped test fails the run too: what could
not be run is listed, never passed over.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from script.lib.console import ROOT, say
from tests.services.servers import postgresql, redis

NOTHING_COLLECTED = 5
PARALLEL = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")  # the longest first, by tests/conftest.py


@dataclass
class Total:
    """The sum of several pytest runs."""

    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)

    def add(self, report: Path, code: int) -> None:
        """Count one run from its JUnit report; a run that broke down without one counts as a failure."""
        if not report.exists():
            self.failed += code != 0
            return
        cases = list(ET.parse(report).getroot().iter("testcase"))
        bad = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
        skipped = [case for case in cases if case.find("skipped") is not None]
        self.passed += len(cases) - len(bad) - len(skipped)
        self.failed += len(bad) or code not in (0, NOTHING_COLLECTED)
        self.skipped += [f"{case.get('classname')}::{case.get('name')}" for case in skipped]

    def line(self) -> str:
        """Return the closing line."""
        skipped = f", {len(self.skipped)} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def narrowed(marks: str, arguments: Sequence[str]) -> list[str]:
    """Return pytest arguments in which `-m marks` also holds what the person's own `-m` asks for."""
    rest = list(arguments)
    if "-m" in rest:
        at = rest.index("-m")
        own = rest[at + 1]
        del rest[at : at + 2]
        marks = f"({own}) and ({marks})" if marks else own
    return [*rest, *(["-m", marks] if marks else [])]


def plan(arguments: Sequence[str]) -> list[tuple[str, bool, list[str]]]:
    """Return the runs: what it is, whether on PostgreSQL, and pytest's arguments."""
    asked = arguments or PARALLEL
    return [
        ("PostgreSQL, Redis", True, narrowed("", asked)),
        ("SQLite, filesystem broker", False, narrowed("sqlite", asked)),
    ]


def run(arguments: Sequence[str], env: Mapping[str, str], report: Path) -> int:
    """Run pytest once and return its exit code."""
    options = ["-q", f"--junitxml={report}", "-o", "junit_family=xunit1"]
    options += ["--durations", "10"] if env.get("CI") else []
    command = [sys.executable, "-m", "pytest", *options, *arguments]
    return subprocess.run(command, cwd=ROOT, env=dict(env), stdin=subprocess.DEVNULL, check=False).returncode


def main() -> int:
    """Run every planned run, list what was skipped, print the closing line last; return the exit code."""
    arguments = sys.argv[1:]
    total = Total()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="senco-recruit-tests-")))
        real = {
            "TEST_DATABASE_URL": stack.enter_context(postgresql()),
            "TEST_REDIS_URL": stack.enter_context(redis()),
        }
        plain = {name: value for name, value in os.environ.items() if name not in real}
        for number, (title, on_postgresql, options) in enumerate(plan(arguments)):
            say(f"\n=== {title} ===")
            began = time.monotonic()
            env = {**plain, **(real if on_postgresql else {}), "TEST_VAR_DIR": str(folder / f"var-{number}")}
            report = folder / f"run-{number}.xml"
            code = run(options, env, report)
            nothing_at_all = code == NOTHING_COLLECTED and number == 0
            total.add(report, 1 if nothing_at_all else code)
            say(f"=== {title}: {time.monotonic() - began:.0f} s ===")
    for name in total.skipped:
        say(f"Skipped, so not proved: {name}")
    say(total.line())
    return 1 if total.failed or total.skipped else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
