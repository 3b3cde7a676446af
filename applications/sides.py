"""How many sides of A4 a text fills, guessed from its length while it is written. No Django.

The exact count comes from laying out the page (applications/laid_out.py); tests hold this guess near it. The same
numbers stand in static/js/statement.js.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

CHARACTERS = 92  # that stand on a line: Arial 11 point across 174 mm
LINES = 45  # that stand on a side, 42 mm taken off for margins
BETWEEN = 0.53  # of a line: the space after a paragraph


def lines(text: str) -> float:
    """How many lines a text takes, spaces after its paragraphs included."""
    return sum(ceil(len(line) / CHARACTERS) + BETWEEN for line in text.splitlines() if line.strip())


def estimate(texts: Iterable[str]) -> float:
    """Sides of A4 that the texts take one after the other, to a tenth, rounded up."""
    return estimate_lines(sum(lines(text) for text in texts))


def estimate_lines(count: float) -> float:
    """Sides that so many lines take."""
    return ceil(count / LINES * 10) / 10


def sides_words(count: float) -> str:
    """ "1.3 sides", "1 side", "2 sides"."""
    number = f"{count:g}"
    return f"{number} side{'' if number == '1' else 's'}"
