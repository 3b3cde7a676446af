"""A pack as JSON between the reading process and the one that asked, and back again."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from vacancies.packs.pack import Criterion, DutySection, Pack, PackRefused


def told(pack: Pack) -> bytes:
    """A pack as the bytes the reading process answers with: all of it, its source and places too."""
    return _bytes({"pack": asdict(pack)})


def told_refusal(refused: PackRefused) -> bytes:
    """A refusal as the bytes the reading process answers with."""
    return _bytes({"refused": refused.message})


def heard(answer: bytes) -> Pack:
    """The pack in an answer. Raises PackRefused where it says so, ValueError where it is no answer."""
    said = json.loads(answer)
    try:
        if "refused" in said:
            raise PackRefused(str(said["refused"]))
        whole = said["pack"]
        sections = tuple(DutySection(**_as_tuples(s)) for s in whole["jd_sections"])
        criteria = tuple(Criterion(**_as_tuples(c)) for c in whole["criteria"])
        return Pack(**{**_as_tuples(whole), "jd_sections": sections, "criteria": criteria})
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("The reading process gave no answer that can be understood.") from error


def _bytes(said: dict[str, Any]) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode("ascii")


def _as_tuples(said: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in said.items()}
