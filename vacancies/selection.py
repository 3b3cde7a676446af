"""How people are selected, in words for candidates: what is judged where, and how it is scored. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ScaleWords:
    """The scale that a panel scores on, as candidates are told of it."""

    lowest: int
    highest: int
    pass_mark: int

    @property
    def sentence(self) -> str:
        """ "We score each from 0 to 4. Essential ones need at least 2." """
        return f"We score each from {self.lowest} to {self.highest}. Essential ones need at least {self.pass_mark}."


@dataclass(frozen=True)
class WritingWords:
    """How candidates write about the criteria. `limit`: "300 words", "2 sides of A4"; `in_all`: of all answers."""

    one: bool  # one supporting statement, else an answer for each criterion
    limit: str
    in_all: bool = False

    def sentence(self, count: int) -> str:
        """ "You answer each of them in its own box, in up to 300 words." for `count` criteria."""
        if self.one:
            return f"You write one supporting statement about {'it' if count == 1 else 'them'}, in up to {self.limit}."
        together = " for all the answers together" if self.in_all and count > 1 else ""
        return f"You answer {'it' if count == 1 else 'each of them'} in its own box, in up to {self.limit}{together}."


@dataclass(frozen=True)
class SelectionStep:
    """One part of the process: its heading, what happens, and how many criteria it judges."""

    heading: str
    text: str
    count: int


# In the order in which a candidate meets them.
_STEPS = (
    ("application", "Your application", "The panel reads what you write about each of these. {writing} {scale}"),
    ("certificates", "Certificates", "You show us the originals. We keep copies of those that the job needs."),
    ("references", "References", "We ask your referees about these before the interview, if you are shortlisted."),
    ("task", "A task", "You do a short piece of work on the day. We tell you before what kind it is."),
    ("presentation", "A presentation", "We give you the subject when we invite you."),
    ("interview", "Interview", "The panel asks every candidate the same main questions."),
)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def selection_steps(
    methods: Iterable[Sequence[str]], *, scale: ScaleWords | None = None, writing: WritingWords | None = None
) -> list[SelectionStep]:
    """Return the steps that `methods`, the ways in which each criterion is assessed, call for."""
    rows = [frozenset(row) for row in methods]
    steps = []
    for method, heading, text in _STEPS:
        count = sum(method in row for row in rows)
        if count:
            told = writing.sentence(count) if writing else ""
            words = text.format(writing=told, scale=scale.sentence if scale else "")
            steps.append(SelectionStep(heading, " ".join(f"{_judged(count)} {words}".split()), count))
    return steps


def _judged(count: int) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    verb = "point is" if count == 1 else "points are"
    return f"{number.capitalize()} {verb} judged here."
