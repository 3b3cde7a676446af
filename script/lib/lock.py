"""Writing requirements/*.txt: every package pinned with its hashes, for every platform, naming no index."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path

from script.lib.console import ROOT, VENV, run, say, stop

REQUIREMENTS = ROOT / "requirements"
LOCKS: dict[str, list[str]] = {
    "base": ["pyproject.toml"],
    "test": ["pyproject.toml", "--group", "test", "--group", "check"],
    "uv": ["requirements/uv.in"],
    "node": ["requirements/node.in"],
}
_HEADER = "# Made by script/lock from "


def wanted() -> str:
    """Return a hash of everything that decides what the locks hold."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked: list[object] = [
        project["project"]["requires-python"],
        project["project"]["dependencies"],
        project["dependency-groups"],
    ]
    asked += [(REQUIREMENTS / name).read_text("utf-8") for name in ("uv.in", "node.in")]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def stale() -> list[str]:
    """Return the names of the lock files that were not made from what is asked for now."""
    now = wanted()
    return [name for name in LOCKS if now not in _first_line(REQUIREMENTS / f"{name}.txt")]


def hosts() -> list[str]:
    """Return the addresses found in lock files, which must name no index."""
    files = [*sorted(REQUIREMENTS.glob("*.txt")), ROOT / "package-lock.json"]
    return [found for file in files for found in re.findall(r"https?://\S+", file.read_text("utf-8"))]


def _first_line(path: Path) -> str:
    return path.read_text("utf-8").partition("\n")[0] if path.is_file() else ""


def main() -> None:
    """Compile every lock, test.txt constrained by base.txt so that tests run on what is shipped."""
    options = ["--generate-hashes", "--no-emit-index-url", "--universal", "--python-version", "3.11"]
    options += ["--no-header", "--no-annotate", "--quiet", *sys.argv[1:]]
    for name, sources in LOCKS.items():
        say(f"Locking requirements/{name}.txt")
        target = REQUIREMENTS / f"{name}.txt"
        extra = ["--constraint", "requirements/base.txt"] if name == "test" else []
        command: list[str | Path] = [
            VENV / "bin" / "uv",
            "pip",
            "compile",
            *sources,
            *extra,
            *options,
            "--output-file",
            target,
        ]
        run(command, doing=f"lock requirements/{name}.txt")
        pins = [line for line in target.read_text("utf-8").splitlines() if not line.startswith("#")]
        target.write_text("\n".join([_HEADER + wanted(), *pins, ""]), "utf-8")
    if found := hosts():
        stop(f"A lock file names an address: {found[0]}")


if __name__ == "__main__":
    main()
