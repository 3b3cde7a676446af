"""Whether a line of a person specification asks for qualified teacher status. No Django."""

from __future__ import annotations

import re

_NAMES_IT = re.compile(r"\bQTS\b|\bQTLS\b|\bqualified[\s-]+(?:\w+[\s-]+)?teacher", re.IGNORECASE)
_LONGEST = 12  # words; a longer line asks for more than the status


def names_it(text: str) -> bool:
    """Tell whether `text` speaks of a qualified teacher or QTS."""
    return bool(_NAMES_IT.search(text))


def is_status_alone(text: str) -> bool:
    """Tell whether `text` asks for the status and hardly more: that is met or not met, never scored."""
    return names_it(text) and len(text.split()) <= _LONGEST
