"""What is held about a person, in words that people read."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from core.display import plain_date, when


def in_words(value: Any) -> str:
    """A value as people read it; "" for nothing."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return when(value)
    if isinstance(value, date):
        return plain_date(value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {in_words(each)}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(in_words(each) for each in value)
    return "" if value is None else str(value)
