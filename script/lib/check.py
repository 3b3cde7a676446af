"""Every check that needs no test: format, lint, types, import contracts, settings, templates, locks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from script.lib import environment, lock
from script.lib.console import ROOT, VENV, say

_PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "senco_recruit.settings.production",
    "SECRET_KEY": "check-only-" + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGH",
    **dict.fromkeys(
        ("FIELD_KEYS", "AUDIT_KEY", "LINK_KEY", "MONITORING_KEY"),
        "Y2hlY2stb25seS1jaGVjay1vbmx5LWNoZWNrLW9ubHk=",
    ),
    "ALLOWED_HOSTS": "recruit.example.org",
    "SITE_URL": "https://recruit.example.org",
    "DATABASE_URL": "postgres://recruit@127.0.0.1:1/recruit",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "SENCo Recruit <no-reply@example.org>",
    "EMAIL_DOMAIN": "recruit.example.org",
    "UPLOAD_SCANNER": "127.0.0.1:1",
    "DEMO_MODE": "",
}
_BASE = {"DJANGO_SETTINGS_MODULE": "senco_recruit.settings.base"}
_UNREACHED = re.compile(
    r"ConnectionError|Max retries|Failed to (?:establish|connect)|ServiceError|Timeout", re.IGNORECASE
)


Outcome = tuple[bool, str]  # whether it passed, and what it said


def command(*words: str, env: Mapping[str, str] | None = None) -> Callable[[], Outcome]:
    """Return a check that runs a program of the environment, which exits with 0 when all is well."""

    def run() -> Outcome:
        path = {"PATH": f"{VENV / 'bin'}:{os.environ.get('PATH', '')}"}
        done = subprocess.run(
            words, cwd=ROOT, env={**os.environ, **path, **(env or {})}, check=False, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        return done.returncode == 0, done.stdout.strip()

    return run


def _locks() -> Outcome:
    stale = ", ".join(f"requirements/{name}.txt" for name in lock.stale())
    if stale:
        return False, f"{stale}: not made from pyproject.toml as it is now. Run script/lock."
    hosts = lock.hosts()
    return not hosts, "\n".join(f"a lock file names an address: {host}" for host in hosts)


def _known_holes() -> Outcome:
    """Ask for known vulnerabilities of what is locked; without an answer say so, and pass."""
    options = (
        "--require-hashes",
        "--disable-pip",
        "--progress-spinner",
        "off",
        "-r",
        "requirements/test.txt",
    )
    passed, said = command("pip-audit", *options)()
    if not passed and _UNREACHED.search(said):
        return True, "The vulnerability service could not be reached, so nothing was asked."
    unknown = said.count("could not be audited")
    if passed and unknown:
        return True, f"The vulnerability service did not know {unknown} of the packages."
    return passed, "" if passed else said


CHECKS: dict[str, Callable[[], Outcome]] = {
    "format": command("ruff", "format", "--check", "."),
    "lint": command("ruff", "check", "--output-format", "concise", "."),
    "types": command("mypy"),
    "import contracts": command("lint-imports"),
    "django": command("python", "manage.py", "check", "--fail-level", "WARNING", env=_BASE),
    "migrations": command("python", "manage.py", "makemigrations", "--check", "--dry-run", env=_BASE),
    "production settings": command(
        "python", "manage.py", "check", "--deploy", "--fail-level", "WARNING", env=_PRODUCTION
    ),
    "templates": command("djhtml", "--check", "--tabwidth", "2", "templates"),
    "security": command(
        "bandit",
        "--quiet",
        "--severity-level",
        "medium",
        "--configfile",
        "pyproject.toml",
        "--recursive",
        ".",
    ),
    "locks": _locks,
    "known vulnerabilities": _known_holes,
}


def main() -> int:
    """Run the checks, two at a time; print what each found and how it ended; return the exit code."""
    environment.prepare(tests=True)
    wanted = {name: check for name, check in CHECKS.items() if not sys.argv[1:] or name in sys.argv[1:]}
    began = time.monotonic()
    failed = []
    with ThreadPoolExecutor(2) as pool:
        results = {name: pool.submit(check) for name, check in wanted.items()}
        for name, result in results.items():
            passed, said = result.result()
            say(f"{'ok  ' if passed else 'FAIL'}  {name}")
            if said and (not passed or name == "known vulnerabilities"):
                say("\n".join(f"        {line}" for line in said.splitlines()))
            failed += [] if passed else [name]
    seconds = time.monotonic() - began
    say(f"{len(wanted) - len(failed)} of {len(wanted)} checks passed in {seconds:.0f} s.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
