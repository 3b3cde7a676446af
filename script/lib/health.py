"""Whether one of the product's processes is well, for a container's health check: exit code 0 or 1."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from urllib.request import Request, urlopen

from script.lib.console import ROOT, VAR, VENV, stop

BEAT_SILENCE = 360  # seconds; beat writes its schedule every 180


def web() -> bool:
    """Ask /healthz as the proxy in front would: by the first allowed host, over https."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").partition(",")[0].lstrip(".")
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/healthz"
    try:
        with urlopen(Request(address, headers=headers), timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def worker() -> bool:
    """Ask the worker on this host for an answer through the broker."""
    name = f"celery@{os.uname().nodename}"
    ping = [str(VENV / "bin" / "celery"), "--app", "senco_recruit", "inspect", "ping", "--destination", name]
    return subprocess.run([*ping, "--timeout", "5"], cwd=ROOT, capture_output=True, check=False).returncode == 0


def beat() -> bool:
    """Look whether beat has written its schedule lately."""
    written = [file.stat().st_mtime for file in VAR.glob("beat-schedule*")]
    return bool(written) and time.time() - max(written) < BEAT_SILENCE


def main() -> int:
    """Check the process named on the command line."""
    checks = {check.__name__: check for check in (web, worker, beat)}
    if len(sys.argv) != 2 or sys.argv[1] not in checks:
        stop(f"Say which: {' | '.join(checks)}")
    return 0 if checks[sys.argv[1]]() else 1


if __name__ == "__main__":
    sys.exit(main())
