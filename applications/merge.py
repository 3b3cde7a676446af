"""Fields in a text to many people: {{first name}} becomes each reader's own. No Django.

Filled in one pass, so that what a person typed into their name is never read as a field again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")


def fields_in(text: str) -> list[str]:
    """Return the names of the fields in `text`, each once, in order; spaces, case and underscores do not matter."""
    return list(dict.fromkeys(_name(found) for found in _FIELD.findall(text)))


def problems(text: str, known: Mapping[str, str]) -> list[str]:
    """Say what is wrong with the fields of `text`, in words for who wrote it; nothing when all can be filled.

    `known` maps each field's name to why it cannot be used now ("" when it can).
    """
    found = []
    for name in fields_in(text):
        if name not in known:
            names = ", ".join(f"{{{{{each}}}}}" for each in known)
            found.append(f"There is no field {{{{{name}}}}}. You can use {names}")
        elif known[name]:
            found.append(f"Take out {{{{{name}}}}}: {known[name]}")
    rest = _FIELD.sub("", text)
    if "{{" in rest or "}}" in rest:
        found.append("A field starts with {{ and ends with }}. One of these is missing or stands alone")
    return found


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with each field replaced. Raises KeyError for a field without a value."""
    return _FIELD.sub(lambda found: values[_name(found.group(1))], text)


def _name(typed: str) -> str:
    return " ".join(typed.replace("_", " ").lower().split())
