"""Everything the tests need, then every test."""

from __future__ import annotations

import os
import sys

from script.lib import environment, system


def main() -> None:
    """Set up, then become the suite under the environment's own Python."""
    environment.prepare(tests=True)
    if found := system.browser():
        os.environ["CHROMIUM"] = found
    python = str(environment.PYTHON)
    os.execv(python, [python, "-m", "script.lib.suite", *sys.argv[1:]])


if __name__ == "__main__":
    main()
