"""Copies of the repository's set-up in which a command can be run as on another machine."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from script.lib.console import ROOT

SET_UP = (
    "script",
    "requirements",
    "package.json",
    "package-lock.json",
    ".npmrc",
    "pyproject.toml",
    "Procfile",
)
SOURCE = ("manage.py", "static", "templates")
APPS = ("core", "accounts", "vacancies", "applications", "shortlisting", "appointments", "senco_recruit")
NEEDED = ("bash", "sh", "dirname", "env")
CLOSED = "http://127.0.0.1:9"  # the discard port: nothing answers, at once


def copy_of(target: Path, *names: str) -> Path:
    """Copy the named files and folders of the repository to `target`, without what was installed."""
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)
            shutil.copymode(source, target / name)
    return target


def bare_path(folder: Path, *programs: str | Path) -> str:
    """Return a PATH that holds the shell, `programs`, and nothing else: no uv, no npm, no Python."""
    folder.mkdir(parents=True, exist_ok=True)
    for program in (*(shutil.which(name) for name in NEEDED), *programs):
        assert program is not None
        (folder / Path(program).name).symlink_to(Path(program))
    return str(folder)


def real_python() -> Path:
    """Return the Python that this environment was made from."""
    return Path(sys.executable).resolve()


def clean(*more: str) -> dict[str, str]:
    """Return this environment without what a test run sets for itself, nor what starts with one of `more`."""
    own = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTEST_", "REDIS_URL", "TEST_", "VAR_DIR", *more)
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(own)}


def without_network(folder: Path) -> dict[str, str]:
    """Return the environment of a machine that reaches no package index and has kept nothing."""
    return {
        **clean("NPM_", "PIP_", "UV_"),
        "HOME": str(folder),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": f"{CLOSED}/simple",
        "PIP_NO_CACHE_DIR": "1",
        "UV_DEFAULT_INDEX": f"{CLOSED}/simple",
        "UV_NO_CACHE": "1",
        "npm_config_cache": str(folder / "npm"),
        "npm_config_registry": CLOSED,
    }
