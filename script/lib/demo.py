"""The product on this machine with its demo school: one command, one address, Ctrl-C to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from script.lib import environment
from script.lib.console import ROOT, VAR, VENV, say, stop
from script.lib.stamps import digest
from script.lib.supervise import Supervisor, procfile


def port() -> int:
    """Return the port to serve on (PORT, else 8000); stop with one line when it cannot be had."""
    text = os.environ.get("PORT", "8000")
    if not text.isdecimal() or not 0 < int(text) < 65536:
        stop(f"PORT must be a number from 1 to 65535, not {text!r}.")
    number = int(text)
    other = f"Stop what is using it, or choose another: PORT={number + 1} script/demo"
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", number))
        except PermissionError:
            stop(f"Port {number} needs more rights than you have. Choose another: PORT=8000 script/demo")
        except OSError:
            stop(f"Port {number} is in use. {other}")
    return number


def settings(number: int) -> dict[str, str]:
    """Return the environment of the demo's processes: this folder's own database, broker and mailbox."""
    return {
        **os.environ,
        "DEMO_MODE": os.environ.get("DEMO_MODE", "1"),
        "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.base",
        "PATH": f"{VENV / 'bin'}:{os.environ.get('PATH', '')}",
        "PORT": str(number),
        "PYTHONUNBUFFERED": "1",
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser",  # a container's or laptop's root
        "VAR_DIR": str(VAR),
    }


def make_ready(env: dict[str, str]) -> str:
    """Bring database, static files and demo school up to date; return who can sign in."""
    stamp = VAR / "static" / ".collected"
    sources = digest([ROOT / "static", VAR / "assets", VENV / ".installed-base"])
    command: list[str | Path] = [environment.PYTHON, "-m", "script.lib.prepare", "--demo"]
    collect = not stamp.is_file() or stamp.read_text("ascii") != sources
    done = subprocess.run(
        [*command, "--static"] if collect else command,
        cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        stop("Could not make the database ready: see the lines above.")
    if collect:
        stamp.write_text(sources, "ascii")
    return done.stdout.strip()


def announce(supervisor: Supervisor, number: int, people: str) -> Callable[[], None]:
    """Return a tick that says once that the pages answer, and who can sign in."""
    waiting = True

    def tick() -> None:
        nonlocal waiting
        if waiting and _answers(number):
            waiting = False
            supervisor.say(f"\n{people}\n\nOpen http://localhost:{number} in a browser. Ctrl-C stops it.\n")

    return tick


def _answers(number: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{number}/healthz", timeout=2) as response:
            return response.status == 200
    except (URLError, OSError):
        return False


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)  # also ends the step that is running, by subprocess.run's clean-up


def main() -> int:
    """Set everything up, then run web, worker and beat until told to stop; return the exit code."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _leave)
    chosen = port()
    environment.prepare()
    say("Making the database and the demo school ready")
    env = settings(chosen)
    people = make_ready(env)
    supervisor = Supervisor(procfile(ROOT / "Procfile"), env=env, cwd=ROOT)
    return supervisor.run(announce(supervisor, chosen, people))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
