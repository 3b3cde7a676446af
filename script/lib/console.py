"""What the commands say, and how they run other programs: one clear line when something cannot be done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
VENV = ROOT / ".venv"
LOG = VAR / "log" / "set-up.log"

_NO_NETWORK = re.compile(
    r"network is unreachable|connection refused|could not connect|failed to connect|tcp connect error"
    r"|dns error|name resolution|name or service not known|failed to establish a new connection"
    r"|could not resolve|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|timed out|error sending request",
    re.IGNORECASE,
)
_UNTRUSTED = re.compile(r"UnknownIssuer|CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER")

Words = Sequence[str | Path]  # a program and its arguments


def say(text: str) -> None:
    """Print one line for the person at the terminal, at once."""
    print(text, flush=True)


def stop(text: str) -> NoReturn:
    """End the command with one clear line and exit code 1."""
    print(text, file=sys.stderr, flush=True)
    raise SystemExit(1)


def run(command: Words, *, doing: str, env: Mapping[str, str] | None = None) -> None:
    """Run a step of the set-up, its output kept in var/log/set-up.log; stop with one line if it fails.

    `doing` completes "Could not …", such as "install the Python packages".
    """
    LOG.parent.mkdir(parents=True, exist_ok=True)
    with LOG.open("a+", encoding="utf-8", errors="replace") as log:
        log.write(f"\n$ {' '.join(map(str, command))}\n")
        log.flush()
        start = log.tell()
        try:
            done = subprocess.run(
                [str(part) for part in command],
                cwd=ROOT,
                env={**os.environ, **(env or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        except FileNotFoundError:
            stop(f"Could not {doing}: {command[0]} is not on this machine.")
        log.seek(start)
        said = log.read()
    if done.returncode:
        stop(f"Could not {doing}: {_reason(said)} The whole output is in {LOG}.")


def _reason(said: str) -> str:
    if _UNTRUSTED.search(said):
        return "a certificate is not trusted. Add your network's own authority to the system's, then try again."
    if _NO_NETWORK.search(said):
        return "no network. Connect this machine to the internet, then run the command again."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return f"{lines[-1][:200]}." if lines else "it said nothing."
