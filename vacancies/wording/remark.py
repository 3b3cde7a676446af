"""What a check says, and the list of checks. No Django."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from vacancies.wording.subject import Kind, Passage, Place, Subject

Force = Literal["LAW", "DEFECT", "SG", "GP"]  # act or regulation; plain error; statutory guidance; good practice
LAW: Force = "LAW"
DEFECT: Force = "DEFECT"
SG: Force = "SG"
GP: Force = "GP"

SPECIFICATION = Place(Kind.CRITERION, "specification", "Person specification")
DUTIES = Place(Kind.DUTY, "duties", "Job description")
DATES = Place(Kind.ADVERT, "dates", "Dates")
CONTACT = Place(Kind.ADVERT, "contact", "Who to ask")
CONTRACT = Place(Kind.ADVERT, "contract", "Contract")
PAY = Place(Kind.PAY, "pay_text", "Pay")


@dataclass(frozen=True)
class Remark:
    """One thing that a check found.

    `start` and `end` mark the words in `text` (both 0: nothing is marked). `replacement` takes the place of the
    marked words, and is there only where one mend is right for certain.
    """

    code: str  # "L10"
    force: Force
    title: str
    message: str
    source: str
    place: Place
    text: str = ""
    start: int = 0
    end: int = 0
    suggestion: str = ""
    replacement: str | None = None

    @property
    def marked(self) -> str:
        """The words that it is about."""
        return self.text[self.start : self.end]

    @property
    def mended(self) -> str:
        """The passage after the certain mend. Raises ValueError without one."""
        if self.replacement is None:
            raise ValueError(f"{self.code} has no certain mend here")
        return self.text[: self.start] + self.replacement + self.text[self.end :]


Found = Iterator[Remark]
Find = Callable[[Subject, datetime], Found]


@dataclass(frozen=True)
class WordingCheck:
    """A row of the catalogue. `forces`: how hard it can bite, hardest first."""

    code: str
    title: str
    forces: tuple[Force, ...]
    source: str
    find: Find
    rule: str = ""  # "R21" of docs/rules.md
    about: str = ""  # a heading for people: "fair to everybody"


CATALOGUE: dict[str, WordingCheck] = {}


def check(
    code: str, title: str, *forces: Force, source: str, rule: str = "", about: str = ""
) -> Callable[[Find], Find]:
    """Add a check to the catalogue. Raises ValueError for a code that is there already."""

    def add(find: Find) -> Find:
        if code in CATALOGUE:
            raise ValueError(f"There are two checks {code}")
        CATALOGUE[code] = WordingCheck(code, title, forces, source, find, rule=rule, about=about)
        return find

    return add


def remark(
    code: str,
    message: str,
    where: Passage | Place,
    match: re.Match[str] | tuple[int, int] | None = None,
    *,
    force: Force | None = None,
    suggestion: str = "",
    replacement: str | None = None,
    title: str = "",
    source: str = "",
) -> Remark:
    """A remark of the check `code`, on a passage (its words marked by `match`) or on a place without words.

    Without `force` it has the hardest of its check.
    """
    row = CATALOGUE[code]
    place, text = (where.place, where.text) if isinstance(where, Passage) else (where, "")
    start, end = (0, 0) if match is None else match if isinstance(match, tuple) else match.span()
    if replacement is None:  # no blanks at the edges of what is marked
        marked = text[start:end]
        start, end = start + len(marked) - len(marked.lstrip()), end - len(marked) + len(marked.rstrip())
    return Remark(
        code=code, force=force or row.forces[0], title=title or row.title, message=message,
        source=source or row.source, place=place, text=text, start=start, end=end, suggestion=suggestion,
        replacement=replacement,
    )  # fmt: skip
