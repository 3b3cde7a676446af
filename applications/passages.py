"""Where in a supporting statement each criterion is answered: paragraphs that keep their marks while text changes.

No Django. A mark is {id of a criterion: numbers of paragraphs}; an empty list says "I do not answer this".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

Marks = Mapping[str, Sequence[int]]
ALIKE = 0.5  # how much of a rewritten paragraph must stay for it to be the same one


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: its lines that hold words, in order."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def passages(text: str, numbers: Iterable[int]) -> str:
    """The paragraphs with these numbers (from 0), in the order of the text; unknown numbers are left out."""
    wanted = set(numbers)
    return "\n\n".join(words for n, words in enumerate(paragraphs(text)) if n in wanted)


def carried(marks: Marks, before: str, after: str) -> dict[str, list[int]]:
    """Return `marks` on the text `before` as marks on the text `after`.

    A paragraph that stays, moves or is reworded keeps its marks; one that is taken out loses them.
    """
    if before == after:
        return {key: list(numbers) for key, numbers in marks.items()}
    went = _went(paragraphs(before), paragraphs(after))
    found = {key: sorted({went[n] for n in numbers if n in went}) for key, numbers in marks.items()}
    # Marked once and nothing of it left: the question is open again, not answered with "I do not".
    return {key: numbers for key, numbers in found.items() if numbers or not marks[key]}


def _went(before: list[str], after: list[str]) -> dict[int, int]:
    """Which paragraph of `after` each one of `before` became."""
    went: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            went |= dict(zip(range(i1, i2), range(j1, j2), strict=True))
        elif tag == "replace":
            went |= _reworded(before, after, range(i1, i2), range(j1, j2))
    free = [n for n in range(len(after)) if n not in went.values()]
    for n, words in enumerate(before):  # moved whole
        if n not in went and (place := next((m for m in free if after[m] == words), None)) is not None:
            went[n] = place
            free.remove(place)
    return went


def _reworded(before: list[str], after: list[str], old: range, new: range) -> dict[int, int]:
    """Of paragraphs replaced by others, those that are much the same."""
    found: dict[int, int] = {}
    for n in old:
        ranked = [(SequenceMatcher(None, before[n], after[m], autojunk=False).ratio(), m) for m in new]
        ranked = [pair for pair in ranked if pair[1] not in found.values()]
        if ranked and max(ranked)[0] >= ALIKE:
            found[n] = max(ranked)[1]
    return found
