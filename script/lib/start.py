"""One process of the Procfile, for containers and service managers: script/start web."""

from __future__ import annotations

import os
import sys

from script.lib.console import ROOT, VENV, stop
from script.lib.supervise import procfile


def main() -> None:
    """Become the named process, so that signals reach it itself."""
    commands = procfile(ROOT / "Procfile")
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        stop(f"Say which: script/start {' | '.join(commands)}")
    path = f"{VENV / 'bin'}:{os.environ.get('PATH', '')}"
    command = f"exec {commands[sys.argv[1]]}"
    os.execve("/bin/sh", ["sh", "-c", command], {**os.environ, "PATH": path, "PYTHONUNBUFFERED": "1"})


if __name__ == "__main__":
    main()
