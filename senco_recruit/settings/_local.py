"""Keys and databases for a machine that was given none."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any


def local_key(var_dir: Path, name: str) -> str:
    """Return the key `name`, made once and kept in `var/keys`, readable by its owner only.

    Fit for a laptop and the demo. Production settings name each key and never come here.
    """
    path = var_dir / "keys" / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii")
    key = urlsafe_b64encode(os.urandom(32)).decode("ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def database(config: dict[str, Any]) -> dict[str, Any]:
    """Add to django-environ's `config` what each engine needs to keep its promises.

    SQLite: WAL, a write lock from a transaction's start, and patience for it, so that two processes wait
    for each other instead of failing. PostgreSQL: health checks on kept connections.
    """
    if config["ENGINE"].endswith("sqlite3"):
        Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        config["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
