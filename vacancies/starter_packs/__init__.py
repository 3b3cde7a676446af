"""Starter packs: whole vacancies to begin from, one file each. No Django.

A pack's content has the shape that vacancies/content.py writes, so that a starter pack, a template of the school's
own and last year's vacancy all start a new one in the same way.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

METHODS = {
    "A": "application",
    "I": "interview",
    "T": "task",
    "P": "presentation",
    "R": "references",
    "C": "certificates",
}
IMPORTANCE = {"E": "essential", "D": "desirable"}
ORDER = ("secondary", "primary", "alternative-provision", "special", "faith", "maternity-cover")


@dataclass(frozen=True)
class StarterPack:
    """A pack: what it is for, and its content. `types`, `phases`: of the schools it suits; none is any."""

    slug: str
    name: str
    summary: str
    types: Collection[str]
    phases: Collection[str]
    faith: bool
    content: dict[str, Any]

    def suits(self, *, school_type: str, phase: str, faith: bool) -> bool:
        """Whether it was written for a school like that."""
        return school_type in self.types and (not self.phases or phase in self.phases) and (not self.faith or faith)


@cache
def all_packs() -> dict[str, StarterPack]:
    """Every starter pack by its slug, in the order in which they are offered."""
    folder = Path(__file__).parent
    return {slug: _read(slug, (folder / f"{slug}.toml").read_text(encoding="utf-8")) for slug in ORDER}


def texts_of(content: dict[str, Any]) -> list[str]:
    """Every text of a pack's content that people read."""
    fields = [value for value in content["fields"].values() if isinstance(value, str)]
    duties = [duty for section in content["sections"] for duty in section["duties"]]
    told = [row["text"] for row in content["further_statements"]]
    return [content["title"], *fields, *duties, *(row["text"] for row in content["criteria"]), *told]


def _read(slug: str, text: str) -> StarterPack:
    data = tomllib.loads(text)
    content = {
        "title": data["title"],
        "fields": {name: _tidy(value) for name, value in data["fields"].items()},
        "sections": data["sections"],
        "criteria": _criteria(data["criteria"]),
        "further_statements": data["further_statements"],
        "level_tables": [],
        "pay": None,
        "dates": data["dates"],
    }
    faith = data.get("faith", False)
    return StarterPack(slug, data["name"], data["summary"], data["types"], data["phases"], faith, content)


def _tidy(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _criteria(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows with their numbers: section and place in it."""
    return [
        {
            "section": section["section"],
            "number": f"{place}.{n}",
            "text": text,
            "importance": IMPORTANCE[importance],
            "assessed_by": [METHODS[letter] for letter in letters],
        }
        for place, section in enumerate(sections, start=1)
        for n, (importance, letters, text) in enumerate(section["rows"], start=1)
    ]
