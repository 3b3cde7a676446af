"""The rules of a single score: what may be given, and when it needs a note. No Django.

A note is asked for where a school will be asked why: at both ends of the scale, and where an essential is judged to
be missing (good practice in scoring: every score at an end carries its evidence).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_WORDS: Mapping[int, str] = {
    0: "No evidence",
    1: "Weak, or in part",
    2: "Acceptable",
    3: "Good",
    4: "Strong, and shows the effect",
}
MET, PARTLY, NOT_MET = "met", "partly", "not_met"
JUDGEMENTS = (MET, PARTLY, NOT_MET)
NOTE_LENGTH = 2000  # characters


class ScoreError(ValueError):
    """A score that cannot be kept. The message is for people; `field` is where it belongs: "score", "note" or ""."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Scale:
    """The scores that may be given, with their words, and the pass mark of each essential."""

    words: Mapping[int, str]
    pass_mark: int

    @property
    def values(self) -> list[int]:
        """The scores, lowest first."""
        return sorted(self.words)

    @property
    def lowest(self) -> int:
        """No evidence."""
        return self.values[0]

    @property
    def highest(self) -> int:
        """As strong as it gets."""
        return self.values[-1]

    def noted(self, *, essential: bool) -> list[int]:
        """The scores that need a note, lowest first."""
        return [
            value
            for value in self.values
            if value in (self.lowest, self.highest) or (essential and value < self.pass_mark)
        ]


def needs_note(*, value: int | None, judgement: str, essential: bool, scale: Scale) -> bool:
    """Tell whether this score must carry a note."""
    if judgement:
        return judgement != MET
    return value in scale.noted(essential=essential)


def check(*, value: int | None, judgement: str, note: str, pass_fail: bool, essential: bool, scale: Scale) -> None:
    """Raise ScoreError when the score is not on the scale, or lacks the note it needs.

    `value` is for a scored criterion, `judgement` (met, partly, not_met) for a pass or fail one; never both.
    """
    if pass_fail:
        if value is not None or judgement not in JUDGEMENTS:
            raise ScoreError("Choose met, partly met or not met", "score")
    elif judgement or isinstance(value, bool) or value not in scale.values:
        raise ScoreError(f"Choose a score from {scale.lowest} to {scale.highest}", "score")
    if len(note) > NOTE_LENGTH:
        raise ScoreError(f"Your note must be {NOTE_LENGTH:,} characters or fewer", "note")
    if not note.strip() and needs_note(value=value, judgement=judgement, essential=essential, scale=scale):
        raise ScoreError(_ask(value, judgement), "note")


def _ask(value: int | None, judgement: str) -> str:
    if judgement:
        return "Say what is missing"
    return f"Say what you saw: a {value} needs a note"


def hint(*, pass_fail: bool, essential: bool, scale: Scale) -> str:
    """Which scores need a note, in a sentence: "A 4 needs a note. So do a 0 and a 1 here."."""
    if pass_fail:
        return "Partly met and not met need a note."
    low = [f"a {value}" for value in scale.noted(essential=essential) if value != scale.highest]
    rest = f"{', '.join(low[:-1])} and {low[-1]}" if len(low) > 1 else low[0]
    verb, here = ("do" if len(low) > 1 else "does"), (" here" if essential else "")
    return f"A {scale.highest} needs a note. So {verb} {rest}{here}."
