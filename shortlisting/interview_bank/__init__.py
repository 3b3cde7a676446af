"""The bank of interview questions and tasks, read from its two files. No Django.

Nothing is chosen for anybody: a kit is made from it and can be changed until it is first used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SAFEGUARDING = "safeguarding"
INDIVIDUAL = "individual"  # the candidate's own points: private, never part of everybody's kit


@dataclass(frozen=True)
class BankQuestion:
    """A question of the bank. `code` stays the same as long as its words do."""

    code: str
    area: str
    text: str
    follow_ups: tuple[str, ...]
    listen_for: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """What one part of the job is about. `scale`: what answers at 0 to 4 show."""

    code: str
    name: str
    terms: str
    scale: tuple[str, ...]
    questions: tuple[BankQuestion, ...]
    designated_only: bool = False


@dataclass(frozen=True)
class Task:
    """A task of the bank. `kind` is an activity's; `judges`: the words of criteria that it can show."""

    code: str
    kind: str
    title: str
    minutes: int
    judges: str
    brief: str
    materials: str
    marker: str
    scale: str
    adjustments: str


@lru_cache(maxsize=1)
def areas() -> tuple[Area, ...]:
    """Every area with its questions, in the bank's order."""
    return tuple(_area(row) for row in _read("questions.toml")["area"])


@lru_cache(maxsize=1)
def tasks() -> tuple[Task, ...]:
    """Every task, in the bank's order."""
    return tuple(Task(**row) for row in _read("tasks.toml")["task"])


def area(code: str) -> Area | None:
    """The area under `code`, or None."""
    return next((each for each in areas() if each.code == code), None)


def question(code: str) -> BankQuestion | None:
    """The question under `code`, or None."""
    return next((q for each in areas() for q in each.questions if q.code == code), None)


def task(code: str) -> Task | None:
    """The task under `code`, or None."""
    return next((each for each in tasks() if each.code == code), None)


def offered(*, designated: bool) -> list[Area]:
    """The areas for everybody's kit: not the candidate's own points; faith only where the school is designated."""
    return [each for each in areas() if each.code != INDIVIDUAL and (designated or not each.designated_only)]


def question_for(criterion: str, *, designated: bool, taken: Collection[str] = ()) -> BankQuestion | None:
    """The question that fits a criterion's words best and is not `taken`; None where no area's terms are in it."""
    found = [(len(re.findall(each.terms, criterion, re.IGNORECASE)), each) for each in offered(designated=designated)]
    for hits, each in sorted(found, key=lambda pair: -pair[0]):
        free = [q for q in each.questions if q.code not in taken]
        if hits and free:
            return free[0]
    return None


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _area(row: dict[str, Any]) -> Area:
    questions = tuple(
        BankQuestion(f"{row['code']}-{n}", row["code"], q["text"], tuple(q["follow_ups"]), tuple(q["listen_for"]))
        for n, q in enumerate(row["question"], start=1)
    )
    return Area(
        row["code"], row["name"], row["terms"], tuple(row["scale"]), questions, row.get("designated_only", False)
    )
