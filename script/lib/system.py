"""System libraries: what is missing, and installing it by apt where the person may."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from script.lib.console import run, say, stop

PANGO = ("libpango-1.0-0", "libpangoft2-1.0-0")
FONTS = "fonts-liberation"
_LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "libpangoft2-1.0-0": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
}
_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path("/Library/Fonts"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def missing_for_pdf() -> list[str]:
    """Return the Debian packages that making PDFs needs and this machine lacks."""
    missing = [package for package, names in _LIBRARIES.items() if not any(map(_loads, names))]
    fonts = (file for folder in _FONT_FOLDERS if folder.is_dir() for file in folder.rglob("LiberationSans-Regular.*"))
    if next(fonts, None) is None:
        missing.append(FONTS)
    return missing


def browser() -> str | None:
    """Return the path of a Chromium for the browser tests: $CHROMIUM, or the first on the PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for path in map(shutil.which, BROWSERS) if path), None)


def missing_for_tests() -> list[str]:
    """Return the Debian packages that the tests need and this machine lacks."""
    return missing_for_pdf() + ([] if browser() else ["chromium"])


def install(packages: Sequence[str]) -> None:
    """Install Debian packages as root or with sudo that asks nothing; else stop with the line to run."""
    if not packages:
        return
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        stop(f"This machine lacks {names} (Debian's names) and has no apt-get. Install them, then try again.")
    prefix = _right_to_install()
    if prefix is None:
        line = f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
        stop(f"This machine lacks system packages. Run this, then try again: {line}")
    say(f"Installing {names}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run([*prefix, "apt-get", "update"], doing="read the list of system packages", env=quiet)
    command = [*prefix, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    run(command, doing=f"install {names}", env=quiet)


def _right_to_install() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
