"""School examinations taken together: reading their lines as people write them, and showing them as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

MOST_LINES = 20
MOST_SUBJECT = 150  # characters

_BULLET = re.compile(r"^(?:[-–—•*·▪]\s+|\d{1,2}[.)]\s+)")
_GRADE = (
    r"(?:A\*A\*|A\*A|A\*|[A-EGU]{1,2}|F|[1-9](?:\s?[-–/]\s?[1-9])?|"  # 6-6 and AA are double awards
    r"pass|credit|merit|distinction\*?|D\*D\*|D\*)"
)
_LINE = re.compile(
    rf"(?P<subject>.*?[^\s,:;|=–-])(?:\s*[,:;|=]\s*|\s+[-–—]\s+|\s+)(?:grade\s+)?(?P<grade>{_GRADE})", re.IGNORECASE
)
_BRACKETS = re.compile(r"(?P<subject>.*\S)\s*\((?:grade\s+)?(?P<grade>[^()]{1,20})\)", re.IGNORECASE)

Row = TypeVar("Row")


@dataclass(frozen=True)
class Line:
    """One examination. An empty grade was not given."""

    subject: str
    grade: str


def read_line(text: str) -> Line:
    """Tell subject and grade apart: "English language 6", "History: B", "Art (A*)", "- Maths – 7"."""
    text = _BULLET.sub("", " ".join(text.split()))
    found = _BRACKETS.fullmatch(text) or _LINE.fullmatch(text)
    return Line(found["subject"], _tidy(found["grade"])) if found else Line(text, "")


def _tidy(grade: str) -> str:
    grade = grade.strip()
    return grade.capitalize() if len(grade) > 3 and grade[0].isalpha() else grade.upper()


def read(text: str) -> list[tuple[int, Line]]:
    """Every line that is not empty, with its number as the writer counts."""
    lines = enumerate(text.splitlines(), 1)
    return [(number, read_line(line)) for number, line in lines if line.strip()]


def together(rows: Iterable[Row], key: Callable[[Row], Hashable | None]) -> list[list[Row]]:
    """Group rows of the same `key` where the first of them stood; None belongs to nothing else."""
    groups: dict[Hashable, list[Row]] = {}
    for place, row in enumerate(rows):
        its = key(row)
        groups.setdefault(("alone", place) if its is None else its, []).append(row)
    return list(groups.values())
