"""What a check of pay says. No Django."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PayFinding:
    """Something to look at in a text: `start` and `end` are places in it, in characters."""

    code: str
    start: int
    end: int
    message: str
    suggestion: str
