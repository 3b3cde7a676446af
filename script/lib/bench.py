"""The benchmarks: sets up, then runs every module of bench/ under the environment's own Python."""

from __future__ import annotations

import os
import sys

from script.lib import environment


def main() -> None:
    """Set up, then become the runner."""
    environment.prepare(tests=True)
    python = str(environment.PYTHON)
    os.execv(python, [python, "-m", "bench.report", *sys.argv[1:]])


if __name__ == "__main__":
    main()
