"""The sift plan: which scales there are, and which criterion is judged where. No Django.

The plan is agreed before the first application is opened and locked from then on, so that nobody can bend it to a
candidate (good practice in scoring; rule R39: nothing is judged at the sift that an application cannot show).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shortlisting.scoring import DEFAULT_WORDS, Scale

HIGHEST = 7
FEWEST, MOST = 3, 8  # values of a scale of one's own
WORD_LENGTH = 80  # characters


@dataclass(frozen=True)
class Preset:
    """A scale to start from."""

    code: str
    label: str
    words: Mapping[int, str]
    pass_mark: int


PRESETS = (
    Preset("0-4", "0 to 4", DEFAULT_WORDS, 2),
    Preset("0-3", "0 to 3", {0: "No evidence", 1: "Says so, without an example", 2: "A short example",
                             3: "A full example that fits this job"}, 2),
    Preset("0-5", "0 to 5", {0: "No evidence", 1: "Poor", 2: "Some gaps", 3: "Meets it", 4: "Goes beyond it in places",
                             5: "Exceptional, and shows it"}, 3),
    Preset("1-7", "1 to 7", {1: "Not shown", 2: "Hardly shown", 3: "Shown in part", 4: "Acceptable", 5: "Good",
                             6: "Strong", 7: "Outstanding"}, 4),
)  # fmt: skip
OWN = "own"


class PlanError(ValueError):
    """A plan that cannot be kept. The message is for people; `field` is where it belongs."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def preset_of(words: Mapping[int, str]) -> str:
    """Return the code of the preset with these words, or OWN."""
    return next((each.code for each in PRESETS if dict(each.words) == dict(words)), OWN)


def read_words(text: str) -> dict[int, str]:
    """Return the words of a scale typed one a line, the lowest first: "0 No evidence". Raises PlanError."""
    found: dict[int, str] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        number, _, word = line.partition(" ")
        if not number.isdecimal() or not word.strip():
            raise PlanError(f"Start each line with a number, a space, then words. Look at “{line[:30]}”", "own")
        found[int(number)] = word.strip()
    values = list(found)
    if not FEWEST <= len(values) <= MOST:
        raise PlanError(f"Give between {FEWEST} and {MOST} scores, each on its own line", "own")
    if values[0] not in (0, 1) or values != list(range(values[0], values[0] + len(values))) or values[-1] > HIGHEST:
        raise PlanError(f"Number the scores from 0 or 1 upwards, one after the other, up to {HIGHEST}", "own")
    if any(len(word) > WORD_LENGTH for word in found.values()):
        raise PlanError(f"The words of a score must be {WORD_LENGTH} characters or fewer", "own")
    return found


def write_words(scale: Scale) -> str:
    """Return the words one a line, as read_words takes them."""
    return "\n".join(f"{value} {scale.words[value]}" for value in scale.values)


def check_pass_mark(words: Mapping[int, str], pass_mark: int) -> None:
    """Raise PlanError for a pass mark that nobody or everybody would reach."""
    lowest, highest = min(words), max(words)
    if not lowest < pass_mark <= highest:
        raise PlanError(f"The pass mark must be from {lowest + 1} to {highest}", "pass_mark")


STAGES = ("sift", "interview", "task", "references", "checks")
WHERE = {
    "application": "sift", "interview": "interview", "task": "task", "presentation": "task",
    "references": "references", "certificates": "checks",
}  # fmt: skip


@dataclass(frozen=True)
class Covered:
    """Where one criterion is judged. `warning`: what the panel should know, "" for nothing."""

    criterion: int
    stages: frozenset[str]
    warning: str = ""


def coverage(criteria: Iterable[tuple[int, bool, Sequence[str]]]) -> list[Covered]:
    """Return where each criterion (id, essential, methods) is judged, with a warning where nobody scores it."""
    found = []
    for pk, essential, methods in criteria:
        stages = frozenset(WHERE[method] for method in methods if method in WHERE)
        found.append(Covered(pk, stages, _warning(stages, essential)))
    return found


def _warning(stages: frozenset[str], essential: bool) -> str:
    if not stages:
        return "Nobody judges this"
    if stages <= {"references", "checks"} and "references" in stages:
        return "The panel never judges this itself: ask the referees about it"
    if essential and stages == {"task"}:
        return "Judged only in the task: plan one that shows it"
    return ""
