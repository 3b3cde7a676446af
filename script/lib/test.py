"""Everything the tests need, then every test."""

from __future__ import annotations

import os
import sys

from script.lib import environment, system

USAGE = """script/test [arguments of pytest]

  script/test                          every test: on PostgreSQL with Redis, then on SQLite, then in a browser
  script/test tests/core -k outbox     a part of them
  .venv/bin/pytest tests/core -k outbox    the same on SQLite alone, without starting any server

The first run brings what is missing. "pytest --help" explains the arguments."""


def main() -> None:
    """Set up, then become the suite under the environment's own Python."""
    if {"-h", "--help"} & set(sys.argv[1:]):
        print(USAGE)
        return
    environment.prepare(tests=True)
    if found := system.browser():
        os.environ["CHROMIUM"] = found
    python = str(environment.PYTHON)
    os.execv(python, [python, "-m", "script.lib.suite", *sys.argv[1:]])


if __name__ == "__main__":
    main()
