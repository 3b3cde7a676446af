"""Lines that say the same (L32). No Django."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

ALIKE = 0.9
LEAST = 5  # words; shorter lines are alike by chance
MOST = 400  # characters compared
MOST_LINES = 400
_SAME = {
    "students": "pupils",
    "student": "pupil",
    "children": "pupils",
    "child": "pupil",
    "learners": "pupils",
    "learner": "pupil",
}
_SMALL_TEXT = """
a an the of to in on for with and or all any their our its is are be as at by from that which this these
"""
_SMALL = frozenset(_SMALL_TEXT.split())


def repeats(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places where a later line repeats an earlier one; each later line once.

    Alike are lines that are the same but for order of capitals and points, that differ by words put in or left out,
    or of which one begins with the whole of the other. Lines that put one word for another ("Key Stage 1", "Key
    Stage 2"; "autism", "dyslexia") say different things.
    """
    plain = [_plain(line) for line in lines[:MOST_LINES]]
    bags = [frozenset(words) for words in plain]
    for later in range(1, len(plain)):
        for earlier in range(later):
            if _may_be(bags[earlier], bags[later]) and _alike(plain[earlier], plain[later]):
                yield earlier, later
                break


def _plain(line: str) -> list[str]:
    words = re.findall(r"[\w’'/-]+", line[:MOST].lower().replace("’", "'"))
    return [_SAME.get(word, word) for word in words]


def _may_be(one: frozenset[str], other: frozenset[str]) -> bool:
    """A cheap look first: most of the shorter's words are in the longer."""
    short = min(len(one), len(other))
    return short > 0 and len(one & other) >= 0.8 * short


def _alike(one: list[str], other: list[str]) -> bool:
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST:
        return False
    left = [word for word in one if word not in other and word not in _SMALL]
    right = [word for word in other if word not in one and word not in _SMALL]
    if left and right:  # one word in the place of another
        return False
    short, long = sorted((one, other), key=len)
    if len(short) > LEAST and long[: len(short)] == short:
        return True
    return SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio() > ALIKE
