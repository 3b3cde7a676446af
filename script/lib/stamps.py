"""Doing a step of the set-up only when what it depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path


def digest(inputs: Iterable[Path | str]) -> str:
    """Return one hash of `inputs`: files by content, folders by every file in them, text as it is."""
    total = hashlib.sha256()
    for item in inputs:
        if isinstance(item, str):
            total.update(item.encode() + b"\0")
            continue
        files = sorted(path for path in item.rglob("*") if path.is_file()) if item.is_dir() else [item]
        for file in files:
            total.update(str(file).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def once(stamp: Path, inputs: Iterable[Path | str], work: Callable[[], None]) -> bool:
    """Do `work` unless `stamp` says it was done for the same inputs; return whether it was done now.

    Keep `stamp` inside what `work` makes, so that throwing that away throws the stamp away too.
    """
    now = digest(inputs)
    if stamp.is_file() and stamp.read_text("ascii") == now:
        return False
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(now, "ascii")
    return True
