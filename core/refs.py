"""References in addresses: short, readable aloud, not guessable from one another."""

from __future__ import annotations

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no 0/o, 1/i/l, u: read over the phone without mistakes


def new_ref() -> str:
    """Return ten random characters (about 49 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))
